-- Lists of ID numbers of a line department (部门名单): whom the register has of them, for a purpose of its field and a limited time. Numbers that
-- match nobody are kept nowhere.

CREATE TABLE "department_list" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "posting_id" UUID NOT NULL,
  "category" VARCHAR(20) NOT NULL,
  "purpose" VARCHAR(200) NOT NULL,
  "row_count" INTEGER NOT NULL,
  "matched" INTEGER NOT NULL,
  "valid_until" DATE NOT NULL,
  "made_by" UUID NOT NULL,
  "made_by_name" VARCHAR(60) NOT NULL,
  "made_by_unit" VARCHAR(100) NOT NULL,
  "made_at" TIMESTAMPTZ(3) NOT NULL,
  "report_id" UUID,
  "reported_at" TIMESTAMPTZ(3),
  "clues" INTEGER NOT NULL DEFAULT 0,
  "withdrawn_at" TIMESTAMPTZ(3),
  "withdrawn_by" UUID,
  CONSTRAINT "department_list_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT department_list_counts CHECK ("matched" >= 0 AND "matched" <= "row_count" AND "clues" >= 0 AND "clues" <= "matched"),
  CONSTRAINT department_list_has_purpose CHECK ("purpose" <> ''),
  CONSTRAINT department_list_limited CHECK ("valid_until" <= ("made_at" AT TIME ZONE 'Asia/Shanghai')::date + 366),
  CONSTRAINT department_list_reported CHECK (num_nulls("report_id", "reported_at") IN (0, 2)),
  CONSTRAINT department_list_withdrawn CHECK (num_nulls("withdrawn_at", "withdrawn_by") IN (0, 2))
);
CREATE INDEX "department_list_county_code_posting_id_made_at_idx" ON "department_list"("county_code", "posting_id", "made_at");
ALTER TABLE "department_list" ADD CONSTRAINT "department_list_county_code_posting_id_fkey" FOREIGN KEY ("county_code", "posting_id")
  REFERENCES "posting"("county_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "department_match" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "list_id" UUID NOT NULL,
  "person_id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "household_id" UUID NOT NULL,
  "row_no" INTEGER NOT NULL,
  CONSTRAINT "department_match_pkey" PRIMARY KEY ("county_code", "list_id", "person_id")
);
CREATE INDEX "department_match_county_code_household_id_idx" ON "department_match"("county_code", "household_id");
ALTER TABLE "department_match" ADD CONSTRAINT "department_match_county_code_list_id_fkey" FOREIGN KEY ("county_code", "list_id")
  REFERENCES "department_list"("county_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "department_match" ADD CONSTRAINT "department_match_county_code_person_id_fkey" FOREIGN KEY ("county_code", "person_id")
  REFERENCES "person"("county_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "department_match" ADD CONSTRAINT "department_match_county_code_household_id_region_code_fkey" FOREIGN KEY ("county_code", "household_id", "region_code")
  REFERENCES "household"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

SELECT guard_table('department_list', 'county_code,id', 'none');
SELECT guard_table('department_match', 'county_code,list_id,person_id', 'none');
GRANT SELECT, INSERT, UPDATE ON department_list, department_match TO fangxian_app;

-- A department brings lists of its own field under its own posting, or that of whom it stands in for; what was brought stays, it is reported once
-- and withdrawn once.
CREATE FUNCTION refuse_department_list() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE steps text[] := ARRAY['report_id', 'reported_at', 'clues', 'withdrawn_at', 'withdrawn_by'];
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.report_id IS NOT NULL OR NEW.withdrawn_at IS NOT NULL OR NEW.made_by <> app_actor() OR NOT EXISTS (
      SELECT FROM posting p JOIN department_field f ON f.county_code = p.county_code AND f.posting_id = NEW.posting_id
      WHERE p.county_code = NEW.county_code AND p.user_id = app_actor() AND p.role = 'LINE_DEPARTMENT'
        AND NEW.posting_id IN (p.id, p.acting_posting_id) AND NEW.category = ANY (f.categories)) THEN
      RAISE EXCEPTION 'department_list: beyond the field of the department' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF to_jsonb(OLD) - steps <> to_jsonb(NEW) - steps OR OLD.withdrawn_at IS NOT NULL
    OR (OLD.report_id IS NOT NULL AND (NEW.report_id IS DISTINCT FROM OLD.report_id OR NEW.reported_at IS DISTINCT FROM OLD.reported_at OR NEW.clues <> OLD.clues)) THEN
    RAISE EXCEPTION 'department_list: what was brought stays' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER department_list_stays BEFORE INSERT OR UPDATE ON department_list FOR EACH ROW EXECUTE FUNCTION refuse_department_list();
CREATE TRIGGER department_list_never_deleted BEFORE DELETE ON department_list FOR EACH ROW EXECUTE FUNCTION refuse_change();
COMMENT ON TRIGGER department_list_stays ON department_list IS 'A line department brings lists of its own field only; what was brought stays.';

-- Matches come with their list, and only as many as it says; they follow a household that moves or is merged.
CREATE FUNCTION refuse_department_match() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moves text[] := ARRAY['region_code', 'household_id'];
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NOT EXISTS (SELECT FROM department_list l WHERE l.county_code = NEW.county_code AND l.id = NEW.list_id AND l.made_by = app_actor()
      AND l.withdrawn_at IS NULL AND l.report_id IS NULL
      AND l.matched > (SELECT count(*) FROM department_match m WHERE m.county_code = l.county_code AND m.list_id = l.id)) THEN
      RAISE EXCEPTION 'department_match: is not of the list' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF to_jsonb(OLD) - moves <> to_jsonb(NEW) - moves THEN
    RAISE EXCEPTION 'department_match: what was matched stays' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER department_match_stays BEFORE INSERT OR UPDATE ON department_match FOR EACH ROW EXECUTE FUNCTION refuse_department_match();
CREATE TRIGGER department_match_never_deleted BEFORE DELETE ON department_match FOR EACH ROW EXECUTE FUNCTION refuse_change();

REVOKE ALL ON FUNCTION refuse_department_list(), refuse_department_match() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION refuse_department_list(), refuse_department_match() TO fangxian_app;
