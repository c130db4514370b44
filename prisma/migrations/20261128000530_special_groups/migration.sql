-- 特殊群体逐户: a line of a village's year for every household with somebody disabled, seriously ill or in destitute care. Drawn, never typed.

CREATE TABLE "village_special" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "plan_id" UUID NOT NULL,
  "household_id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "groups" TEXT[],
  "drawn_on" DATE NOT NULL,
  "todo" VARCHAR(300) NOT NULL DEFAULT '',
  "due_on" DATE,
  "done_on" DATE,
  "done_note" VARCHAR(300) NOT NULL DEFAULT '',
  "done_by" UUID,
  "done_by_name" VARCHAR(60) NOT NULL DEFAULT '',
  "version" INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT "village_special_pkey" PRIMARY KEY ("county_code", "plan_id", "household_id"),
  CONSTRAINT village_special_groups CHECK (cardinality("groups") > 0 AND "groups" <@ ARRAY['DISABLED', 'SERIOUS_ILLNESS', 'DESTITUTE']),
  CONSTRAINT village_special_done CHECK (("done_on" IS NULL) = ("done_by" IS NULL) AND ("done_on" IS NULL OR "todo" <> ''))
);
CREATE INDEX "village_special_county_code_household_id_idx" ON "village_special"("county_code", "household_id");

ALTER TABLE "village_special" ADD CONSTRAINT "village_special_county_code_plan_id_region_code_fkey" FOREIGN KEY ("county_code", "plan_id", "region_code") REFERENCES "village_plan"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
-- The line stays with the village whose year it belongs to, also when the household moves away.
ALTER TABLE "village_special" ADD CONSTRAINT "village_special_county_code_household_id_fkey" FOREIGN KEY ("county_code", "household_id") REFERENCES "household"("county_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

SELECT guard_table('village_special', 'county_code,plan_id,household_id', 'own');

CREATE FUNCTION special_groups(p_county text, p_household uuid) RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT array_remove(ARRAY[
      CASE WHEN bool_or('DISABLED' = ANY (p.health)) THEN 'DISABLED' END,
      CASE WHEN bool_or('SERIOUS_ILLNESS' = ANY (p.health)) THEN 'SERIOUS_ILLNESS' END,
      CASE WHEN bool_or(p.destitute IS TRUE OR h.household_type = 'POOR_DESTITUTE') THEN 'DESTITUTE' END], NULL)
  FROM household h JOIN membership m ON m.county_code = h.county_code AND m.household_id = h.id AND m.valid_to IS NULL
    JOIN person p ON p.county_code = m.county_code AND p.id = m.person_id AND p.died_on IS NULL
  WHERE h.county_code = p_county AND h.id = p_household AND h.is_active
$$;
COMMENT ON FUNCTION special_groups(text, uuid) IS '残疾户、大病户、五保户 as the members of a household make it one today.';

CREATE FUNCTION guard_village_special() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moves text[] := ARRAY['todo', 'due_on', 'done_on', 'done_note', 'done_by', 'done_by_name', 'version'];
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NOT EXISTS (SELECT FROM household h WHERE h.county_code = NEW.county_code AND h.id = NEW.household_id AND h.region_code = NEW.region_code) THEN
      RAISE EXCEPTION 'village_special: no household of this village' USING ERRCODE = 'insufficient_privilege';
    END IF;
    NEW.groups := special_groups(NEW.county_code, NEW.household_id);
    RETURN NEW;
  END IF;
  IF OLD.done_on IS NOT NULL OR to_jsonb(OLD) - moves IS DISTINCT FROM to_jsonb(NEW) - moves OR NEW.version <> OLD.version + 1 THEN
    RAISE EXCEPTION 'village_special: why it is a line stays, and what is done never changes' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.done_on < OLD.drawn_on THEN
    RAISE EXCEPTION 'village_special: done after it was drawn' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.done_on IS NOT NULL AND current_user = 'fangxian_app' THEN NEW.done_by := app_actor(); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER village_special_from_register BEFORE INSERT OR UPDATE ON village_special FOR EACH ROW EXECUTE FUNCTION guard_village_special();
COMMENT ON TRIGGER village_special_from_register ON village_special IS 'The register says why a household is a line; it is done once.';
CREATE TRIGGER village_special_never_deleted BEFORE DELETE ON village_special FOR EACH ROW EXECUTE FUNCTION refuse_change();

REVOKE ALL ON FUNCTION special_groups(text, uuid), guard_village_special() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION special_groups(text, uuid), guard_village_special() TO fangxian_app;
GRANT SELECT, INSERT, UPDATE (todo, due_on, done_on, done_note, done_by, done_by_name, version) ON village_special TO fangxian_app;
