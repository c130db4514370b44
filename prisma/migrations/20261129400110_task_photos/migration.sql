-- Photos of what was done for a task of a village's year: they hang on the entry, as those of a place hang on the line of the ledger.

CREATE UNIQUE INDEX "village_task_entry_county_code_id_region_code_key" ON "village_task_entry"("county_code", "id", "region_code");

ALTER TABLE evidence ADD COLUMN "task_entry_id" UUID,
  DROP CONSTRAINT evidence_of_household_or_line,
  ADD CONSTRAINT evidence_of_household_or_line CHECK (num_nonnulls("household_id", "finding_id", "task_entry_id") = 1
    AND ("finding_id" IS NULL OR ("subject_kind" = 'FINDING' AND "subject_id" = "finding_id"))
    AND ("task_entry_id" IS NULL) = ("subject_kind" <> 'TASK_ENTRY') AND ("task_entry_id" IS NULL OR "subject_id" = "task_entry_id")) NOT VALID,
  DROP CONSTRAINT evidence_subject_known,
  ADD CONSTRAINT evidence_subject_known CHECK ("subject_kind" IN ('HOUSEHOLD', 'MEMBER', 'VISIT', 'CLUE', 'CASE', 'EVENT', 'IDENTIFICATION', 'MEASURE', 'FINDING',
    'INSPECTION', 'TASK_ENTRY')) NOT VALID;
ALTER TABLE evidence VALIDATE CONSTRAINT evidence_of_household_or_line;
ALTER TABLE evidence VALIDATE CONSTRAINT evidence_subject_known;
COMMENT ON COLUMN evidence.task_entry_id IS 'The entry of a village''s year that it shows, where it belongs to no household; its region is the village.';
CREATE INDEX "evidence_county_code_task_entry_id_received_at_id_idx" ON "evidence"("county_code", "task_entry_id", "received_at" DESC, "id" DESC);
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_county_code_task_entry_id_region_code_fkey" FOREIGN KEY ("county_code", "task_entry_id", "region_code")
  REFERENCES "village_task_entry"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

CREATE POLICY with_its_entry ON evidence AS RESTRICTIVE TO fangxian_app
  USING (subject_kind <> 'TASK_ENTRY' OR EXISTS (SELECT FROM village_task_entry t WHERE t.county_code = evidence.county_code AND t.id = evidence.subject_id));
COMMENT ON POLICY with_its_entry ON evidence IS 'What hangs on an entry of a village''s year is seen by whoever sees the entry.';
CREATE POLICY of_a_year_by_the_village ON evidence AS RESTRICTIVE FOR INSERT TO fangxian_app
  WITH CHECK (subject_kind <> 'TASK_ENTRY' OR length(app_lo()) >= 9);
COMMENT ON POLICY of_a_year_by_the_village ON evidence IS 'The village and its township keep a village''s year; the county looks at it.';

CREATE OR REPLACE FUNCTION evidence_subject_exists(p_county text, p_household uuid, p_kind text, p_id uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
  found boolean; later text;
BEGIN
  IF p_household IS NULL AND p_kind = 'TASK_ENTRY' THEN
    RETURN EXISTS (SELECT FROM village_task_entry t WHERE t.county_code = p_county AND t.id = p_id);
  END IF;
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
  EXECUTE format('SELECT EXISTS (SELECT FROM %I x WHERE x.county_code = $1 AND x.household_id = $2 AND x.id = $3)', later)
    INTO found USING p_county, p_household, p_id;
  RETURN found;
END $$;
