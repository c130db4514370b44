-- 民主评议照片 · An appraisal rests on a photo of it that hangs on its procedure, and keeps it as long as something is decided on it.

CREATE FUNCTION refuse_appraisal_without_photo() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM evidence e WHERE e.county_code = NEW.county_code AND e.subject_kind = 'IDENTIFICATION' AND e.subject_id = NEW.procedure_id
      AND e.kind = 'PHOTO' AND e.withdrawn_at IS NULL AND e.id::text = NEW.record ->> 'photo') THEN
    RAISE EXCEPTION 'status_procedure_step: an appraisal needs a photo of it on its procedure' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION refuse_appraisal_without_photo() FROM PUBLIC;
CREATE TRIGGER status_procedure_step_appraisal_has_photo BEFORE INSERT ON status_procedure_step FOR EACH ROW WHEN (NEW.step = 'appraise')
  EXECUTE FUNCTION refuse_appraisal_without_photo();
COMMENT ON TRIGGER status_procedure_step_appraisal_has_photo ON status_procedure_step IS 'Appraisals of before this was asked for have none.';

-- A procedure that was sent back before its appraisal, or rejected, lets the photo go.
CREATE FUNCTION refuse_withdrawn_appraisal_photo() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM status_procedure p
      CROSS JOIN LATERAL (SELECT s.record FROM status_procedure_step s WHERE s.county_code = p.county_code AND s.procedure_id = p.id AND s.step = 'appraise'
        ORDER BY s.step_no DESC LIMIT 1) s
      WHERE p.county_code = OLD.county_code AND p.id = OLD.subject_id AND s.record ->> 'photo' = OLD.id::text
        AND p.status IN ('APPRAISED', 'PUBLISHED_1', 'TOWNSHIP_REVIEWED', 'PUBLISHED_2', 'APPROVED', 'ANNOUNCED', 'DONE')) THEN
    RAISE EXCEPTION 'evidence: an appraisal rests on this photo' USING ERRCODE = 'FX020';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION refuse_withdrawn_appraisal_photo() FROM PUBLIC;
CREATE TRIGGER evidence_appraisal_rests_on_it BEFORE UPDATE OF withdrawn_at ON evidence FOR EACH ROW
  WHEN (OLD.subject_kind = 'IDENTIFICATION' AND OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL)
  EXECUTE FUNCTION refuse_withdrawn_appraisal_photo();
COMMENT ON TRIGGER evidence_appraisal_rests_on_it ON evidence IS 'What an appraisal rests on is not taken away from under it.';
