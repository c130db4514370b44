-- What screening a visit found, kept as it was said.

CREATE TYPE "ScreeningOutcome" AS ENUM ('OPENED', 'JOINED', 'IN_CASE', 'NOTHING');

CREATE TABLE "visit_screening" (
    "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
    "visit_id" UUID NOT NULL,
    "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
    "household_id" UUID NOT NULL,
    "outcome" "ScreeningOutcome" NOT NULL,
    "clue_id" UUID,
    "case_id" UUID,
    "findings" JSONB NOT NULL,
    "screened_on" DATE NOT NULL,

    CONSTRAINT "visit_screening_pkey" PRIMARY KEY ("county_code","visit_id")
);

CREATE INDEX "visit_screening_county_code_household_id_idx" ON "visit_screening"("county_code", "household_id");
CREATE INDEX "visit_screening_county_code_case_id_idx" ON "visit_screening"("county_code", "case_id");

ALTER TABLE "visit_screening" ADD CONSTRAINT "visit_screening_county_code_household_id_region_code_fkey" FOREIGN KEY ("county_code", "household_id", "region_code") REFERENCES "household"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "visit_screening" ADD CONSTRAINT "visit_screening_county_code_visit_id_region_code_fkey" FOREIGN KEY ("county_code", "visit_id", "region_code") REFERENCES "visit"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "visit_screening" ADD CONSTRAINT "visit_screening_county_code_clue_id_region_code_fkey" FOREIGN KEY ("county_code", "clue_id", "region_code") REFERENCES "clue"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "visit_screening" ADD CONSTRAINT "visit_screening_county_code_case_id_region_code_fkey" FOREIGN KEY ("county_code", "case_id", "region_code") REFERENCES "monitoring_case"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE visit_screening
  ADD CONSTRAINT visit_screening_region_code_and_county_agree CHECK (region_code ~ '^[0-9]{12}$' AND county_code = left(region_code, 6)),
  ADD CONSTRAINT visit_screening_led_where_it_says CHECK
    ((outcome IN ('OPENED', 'JOINED')) = (clue_id IS NOT NULL) AND (outcome = 'IN_CASE') = (case_id IS NOT NULL));

CREATE TRIGGER visit_screening_is_final BEFORE UPDATE OR DELETE ON visit_screening FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_change AFTER INSERT OR UPDATE OR DELETE ON visit_screening FOR EACH ROW EXECUTE FUNCTION audit_change('visit_screening', 'county_code,visit_id');

ALTER TABLE visit_screening ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY region_scope ON visit_screening USING (region_code >= app_lo() AND region_code < app_hi()) WITH CHECK (region_code >= app_lo() AND region_code < app_hi());
COMMENT ON POLICY region_scope ON visit_screening IS 'Rows within the actor''s region, cut by its level; no scope, no rows.';
DO $$
BEGIN
  EXECUTE format('CREATE POLICY owner_maintains ON visit_screening TO %I USING (true) WITH CHECK (true)', current_user);
END $$;
COMMENT ON POLICY owner_maintains ON visit_screening IS 'The owner migrates, seeds, seals and verifies; the app never connects as the owner.';
CREATE POLICY own_households ON visit_screening AS RESTRICTIVE TO fangxian_app USING (NOT app_own_only() OR EXISTS
  (SELECT FROM household_helper h WHERE h.county_code = visit_screening.county_code AND h.household_id = visit_screening.household_id));
COMMENT ON POLICY own_households ON visit_screening IS 'A paired helper sees only the households paired with him today.';

REVOKE ALL ON visit_screening FROM PUBLIC;
GRANT SELECT, INSERT ON visit_screening TO fangxian_app;
