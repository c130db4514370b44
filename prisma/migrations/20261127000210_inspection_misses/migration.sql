-- Households that were drawn and could not be inspected: nobody at home, refused, moved away. Who is not at home stays to be inspected; who cannot be
-- inspected at all is replaced by the next of the same lot in the village. And photos of an inspection, hidden like the inspection.

CREATE TABLE "inspection_miss" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "campaign_id" UUID NOT NULL,
  "household_id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "round" INTEGER NOT NULL,
  "missed_on" DATE NOT NULL,
  "outcome" VARCHAR(10) NOT NULL,
  "is_final" BOOLEAN NOT NULL,
  "instead_round" INTEGER,
  "note" VARCHAR(300) NOT NULL DEFAULT '',
  "inspector_id" UUID NOT NULL,
  "inspector_name" VARCHAR(60) NOT NULL,
  "recorded_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "inspection_miss_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT inspection_miss_outcome CHECK (CASE "outcome" WHEN 'NOT_HOME' THEN true WHEN 'REFUSED' THEN "is_final" WHEN 'MOVED_AWAY' THEN "is_final" ELSE false END),
  CONSTRAINT inspection_miss_instead CHECK ("instead_round" IS NULL OR ("is_final" AND "instead_round" > "round"))
);
CREATE UNIQUE INDEX inspection_miss_one_final ON inspection_miss (county_code, campaign_id, household_id) WHERE is_final;
CREATE INDEX "inspection_miss_county_code_campaign_id_household_id_idx" ON "inspection_miss"("county_code", "campaign_id", "household_id");
ALTER TABLE "inspection_miss" ADD CONSTRAINT "inspection_miss_drawn_fkey" FOREIGN KEY ("county_code", "campaign_id", "household_id", "region_code") REFERENCES "inspection_drawn"("county_code", "campaign_id", "household_id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "inspection_miss" ADD CONSTRAINT "inspection_miss_instead_fkey" FOREIGN KEY ("county_code", "campaign_id", "instead_round") REFERENCES "inspection_draw"("county_code", "campaign_id", "round") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
SELECT guard_table('inspection_miss', 'county_code,id', 'none');
CREATE POLICY after_feedback ON inspection_miss AS RESTRICTIVE TO fangxian_app USING (length(app_lo()) <= 6 OR EXISTS (SELECT FROM inspection_letter l
  WHERE l.county_code = inspection_miss.county_code AND l.campaign_id = inspection_miss.campaign_id AND l.region_code = inspection_miss.region_code));
COMMENT ON POLICY after_feedback ON inspection_miss IS 'Townships and villages see it once the letter to the village is issued.';

ALTER TABLE inspection_drawn DROP CONSTRAINT inspection_drawn_reason,
  ADD CONSTRAINT inspection_drawn_reason CHECK ("reason" IN ('RANDOM', 'MONITORED', 'SPECIAL', 'ELDERLY_ALONE', 'REMOTE', 'INSTEAD'));

-- By whom an inspection could have been made, at a household that is still to be inspected.
CREATE FUNCTION inspection_miss_begins() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE c inspection_campaign; me uuid := app_actor();
BEGIN
  SELECT * INTO c FROM inspection_campaign x WHERE x.county_code = NEW.county_code AND x.id = NEW.campaign_id FOR SHARE;
  IF c.status IS DISTINCT FROM 'INSPECTING' OR NEW.missed_on < c.begins_on OR NEW.missed_on > app_today() THEN
    RAISE EXCEPTION 'inspection_miss: nobody inspects on that day' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT app_inspects() AND NOT EXISTS (SELECT FROM inspection_team t WHERE t.county_code = NEW.county_code AND t.campaign_id = NEW.campaign_id
    AND me = ANY (t.member_ids) AND NEW.region_code = ANY (t.villages)) THEN
    RAISE EXCEPTION 'inspection_miss: not a member of the team of this village' USING ERRCODE = 'check_violation';
  END IF;
  IF posted_within(me, left(NEW.region_code, 9), NEW.missed_on) OR posted_within(app_acting(), left(NEW.region_code, 9), NEW.missed_on) THEN
    RAISE EXCEPTION 'inspection_miss: nobody inspects where he works' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM inspection_form f WHERE f.county_code = NEW.county_code AND f.campaign_id = NEW.campaign_id AND f.household_id = NEW.household_id) THEN
    RAISE EXCEPTION 'inspection_miss: the household was inspected' USING ERRCODE = 'check_violation';
  END IF;
  SELECT d.round INTO NEW.round FROM inspection_drawn d WHERE d.county_code = NEW.county_code AND d.campaign_id = NEW.campaign_id AND d.household_id = NEW.household_id;
  NEW.inspector_id := me;
  RETURN NEW;
END $$;
CREATE TRIGGER inspection_miss_begins BEFORE INSERT ON inspection_miss FOR EACH ROW WHEN (current_user = 'fangxian_app') EXECUTE FUNCTION inspection_miss_begins();
COMMENT ON TRIGGER inspection_miss_begins ON inspection_miss IS 'Recorded by whoever may inspect there, while the campaign inspects.';
CREATE TRIGGER inspection_miss_is_final BEFORE UPDATE OR DELETE ON inspection_miss FOR EACH ROW EXECUTE FUNCTION refuse_change();
COMMENT ON TRIGGER inspection_miss_is_final ON inspection_miss IS 'What was recorded stays.';

CREATE FUNCTION refuse_missed_form() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM inspection_miss m WHERE m.county_code = NEW.county_code AND m.campaign_id = NEW.campaign_id AND m.household_id = NEW.household_id AND m.is_final) THEN
    RAISE EXCEPTION 'inspection_form: the household was given up' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER inspection_form_not_missed BEFORE INSERT ON inspection_form FOR EACH ROW EXECUTE FUNCTION refuse_missed_form();
COMMENT ON TRIGGER inspection_form_not_missed ON inspection_form IS 'Whoever was replaced by the next of the lot is not inspected in the same campaign.';

REVOKE ALL ON FUNCTION inspection_miss_begins(), refuse_missed_form() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION inspection_miss_begins(), refuse_missed_form() TO fangxian_app;
GRANT SELECT, INSERT ON inspection_miss TO fangxian_app;

-- ───── photos of an inspection ─────

CREATE OR REPLACE FUNCTION evidence_subject_exists(p_county text, p_household uuid, p_kind text, p_id uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
  found boolean; later text;
BEGIN
  IF p_household IS NULL THEN
    RETURN p_kind = 'FINDING' AND EXISTS (SELECT FROM finding f WHERE f.county_code = p_county AND f.id = p_id AND (f.household_id IS NULL OR NOT EXISTS
      (SELECT FROM household h WHERE h.county_code = f.county_code AND h.id = f.household_id AND h.region_code = f.region_code)));
  END IF;
  CASE p_kind
    WHEN 'HOUSEHOLD' THEN RETURN p_id = p_household;
    WHEN 'MEMBER' THEN RETURN EXISTS (SELECT FROM membership m WHERE m.county_code = p_county AND m.household_id = p_household AND m.person_id = p_id);
    WHEN 'VISIT' THEN later := 'visit';
    WHEN 'CLUE' THEN later := 'clue';
    WHEN 'CASE' THEN later := 'monitoring_case';
    WHEN 'EVENT' THEN later := 'household_event';
    WHEN 'IDENTIFICATION' THEN later := 'status_procedure';
    WHEN 'MEASURE' THEN later := 'support_measure';
    WHEN 'FINDING' THEN later := 'finding';
    WHEN 'INSPECTION' THEN later := 'inspection_form';
    ELSE RETURN false;
  END CASE;
  IF to_regclass('public.' || later) IS NULL THEN RETURN false; END IF;
  EXECUTE format('SELECT EXISTS (SELECT FROM %I x WHERE x.county_code = $1 AND x.household_id = $2 AND x.id = $3)', later)
    INTO found USING p_county, p_household, p_id;
  RETURN found;
END $$;
ALTER TABLE evidence DROP CONSTRAINT evidence_subject_known,
  ADD CONSTRAINT evidence_subject_known CHECK ("subject_kind" IN ('HOUSEHOLD', 'MEMBER', 'VISIT', 'CLUE', 'CASE', 'EVENT', 'IDENTIFICATION', 'MEASURE', 'FINDING', 'INSPECTION'));
CREATE POLICY with_its_inspection ON evidence AS RESTRICTIVE TO fangxian_app USING (subject_kind <> 'INSPECTION'
  OR EXISTS (SELECT FROM inspection_form f WHERE f.county_code = evidence.county_code AND f.id = evidence.subject_id));
COMMENT ON POLICY with_its_inspection ON evidence IS 'A photo of an inspection is seen by whoever sees the inspection: the inspected after the letter.';
