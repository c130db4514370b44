-- Photos and papers of a line about a place: they hang on the line itself, where the household's hang on the household.

ALTER TABLE evidence ALTER COLUMN "household_id" DROP NOT NULL,
  ADD COLUMN "finding_id" UUID,
  ADD CONSTRAINT evidence_of_household_or_line CHECK (num_nonnulls("household_id", "finding_id") = 1
    AND ("finding_id" IS NULL OR ("subject_kind" = 'FINDING' AND "subject_id" = "finding_id")));
COMMENT ON COLUMN evidence.finding_id IS 'The line of the ledger, where there is no household whose record it belongs to; its region is the line''s.';
CREATE INDEX "evidence_county_code_finding_id_received_at_id_idx" ON "evidence"("county_code", "finding_id", "received_at" DESC, "id" DESC);
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_county_code_finding_id_region_code_fkey" FOREIGN KEY ("county_code", "finding_id", "region_code")
  REFERENCES "finding"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

-- 暗访 · What hangs on a line is there for whoever sees the line, and for nobody else.
CREATE POLICY with_its_line ON evidence AS RESTRICTIVE TO fangxian_app
  USING (subject_kind <> 'FINDING' OR EXISTS (SELECT FROM finding f WHERE f.county_code = evidence.county_code AND f.id = evidence.subject_id));
COMMENT ON POLICY with_its_line ON evidence IS 'What hangs on a line of the ledger is seen by whoever sees the line.';

-- Without a household only a line can be meant; and only one whose household, if it has one, no longer lives where the line stands.
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
    ELSE RETURN false;
  END CASE;
  IF to_regclass('public.' || later) IS NULL THEN RETURN false; END IF;
  EXECUTE format('SELECT EXISTS (SELECT FROM %I x WHERE x.county_code = $1 AND x.household_id = $2 AND x.id = $3)', later)
    INTO found USING p_county, p_household, p_id;
  RETURN found;
END $$;

-- Where a piece without a household lies: with its line, as far as the asking one sees it.
CREATE FUNCTION evidence_place(p_county text, p_finding uuid) RETURNS TABLE (county_code text, region_code text) LANGUAGE sql STABLE AS $$
  SELECT f.county_code::text, f.region_code::text FROM finding f
  WHERE f.id = p_finding AND (p_county IS NULL OR f.county_code = p_county) AND evidence_subject_exists(f.county_code, NULL, 'FINDING', f.id)
$$;
COMMENT ON FUNCTION evidence_place(text, uuid) IS 'County and region of a line that evidence can hang on without a household; runs as who asks.';

-- ───── proofs ─────

CREATE FUNCTION finding_proven(p_county text, p_finding uuid, p_round int) RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT p.kind FROM finding_proof p WHERE p.county_code = p_county AND p.finding_id = p_finding AND p.round = p_round
    AND NOT EXISTS (SELECT FROM evidence e WHERE e.county_code = p.county_code AND e.id = p.evidence_id AND e.withdrawn_at IS NOT NULL)
$$;
COMMENT ON FUNCTION finding_proven(text, uuid, int) IS 'Kinds of proof that a line holds in a round; a piece that was withdrawn proves nothing.';

CREATE FUNCTION refuse_lost_proof() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF EXISTS (SELECT FROM finding_proof p JOIN finding f ON f.county_code = p.county_code AND f.id = p.finding_id
      WHERE p.county_code = OLD.county_code AND p.evidence_id = OLD.id AND NOT (f.status = 'RECTIFYING' AND p.round = f.reopened)) THEN
    RAISE EXCEPTION 'evidence: a line that was reported done rests on this piece' USING ERRCODE = 'FX021';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER evidence_line_rests_on_it BEFORE UPDATE OF withdrawn_at, caption ON evidence FOR EACH ROW
  WHEN (OLD.subject_kind = 'FINDING' AND (OLD.withdrawn_at IS DISTINCT FROM NEW.withdrawn_at OR OLD.caption <> NEW.caption)) EXECUTE FUNCTION refuse_lost_proof();
COMMENT ON TRIGGER evidence_line_rests_on_it ON evidence IS 'What a line was reported done or closed on is not taken away from under it, nor told otherwise.';

CREATE OR REPLACE FUNCTION refuse_stray_proof() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE f finding;
BEGIN
  SELECT * INTO f FROM finding x WHERE x.county_code = NEW.county_code AND x.id = NEW.finding_id;
  IF NOT FOUND OR f.status IN ('REGISTERED', 'ASSIGNED', 'CLOSED') OR NEW.round <> f.reopened OR NEW.household_id IS DISTINCT FROM f.household_id THEN
    RAISE EXCEPTION 'finding_proof: nothing is proven of this line now' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.evidence_id IS NOT NULL AND NOT EXISTS (SELECT FROM evidence e WHERE e.county_code = NEW.county_code AND e.id = NEW.evidence_id
    AND e.subject_kind = 'FINDING' AND e.subject_id = NEW.finding_id AND e.withdrawn_at IS NULL AND (NEW.kind <> 'PHOTO' OR e.kind = 'PHOTO')) THEN
    RAISE EXCEPTION 'finding_proof: the piece is not one of this line' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

-- ───── a line changes by its steps alone: what belongs to one is not written beside it ─────

CREATE OR REPLACE FUNCTION refuse_finding_step() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  me uuid := app_actor(); said text[] := ARRAY['finding_no', 'source', 'source_year', 'document', 'aspect', 'category', 'level', 'reach', 'needs', 'title',
    'content', 'found_on', 'found_by', 'found_by_name', 'found_unit', 'origin_kind', 'origin_id', 'region_code', 'county_code', 'id', 'household_id'];
  missing text; before jsonb := to_jsonb(OLD) - ARRAY['unit_key', 'submitted_unit_key']; after jsonb := to_jsonb(NEW) - ARRAY['unit_key', 'submitted_unit_key']; each text;
BEGIN
  FOREACH each IN ARRAY said LOOP
    IF before -> each IS DISTINCT FROM after -> each THEN
      RAISE EXCEPTION 'finding: what was found is not rewritten (%)', each USING ERRCODE = 'check_violation';
    END IF;
  END LOOP;
  IF OLD.hidden_digits IS NULL AND NEW.hidden_digits IS NOT NULL THEN
    RAISE EXCEPTION 'finding: what is published stays published' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.version <> OLD.version + 1 THEN
    RAISE EXCEPTION 'finding: every change counts one version' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.last_step_on < OLD.last_step_on THEN
    RAISE EXCEPTION 'finding: the steps of a line follow each other' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.status = 'CLOSED' THEN
    IF NEW.status <> 'RECTIFYING' OR (before - ARRAY['status', 'reopened', 'closed_by', 'closed_unit', 'closed_on', 'closed_at', 'verified_by', 'verified_unit', 'reviewed_by',
        'submitted_by', 'submitted_unit', 'submitted_on', 'similar_found', 'similar_fixed', 'pressed', 'due_on', 'last_step_on', 'version'])
      IS DISTINCT FROM (after - ARRAY['status', 'reopened', 'closed_by', 'closed_unit', 'closed_on', 'closed_at', 'verified_by', 'verified_unit', 'reviewed_by',
        'submitted_by', 'submitted_unit', 'submitted_on', 'similar_found', 'similar_fixed', 'pressed', 'due_on', 'last_step_on', 'version']) THEN
      RAISE EXCEPTION 'finding: a closed line is only reopened' USING ERRCODE = 'check_violation';
    END IF;
  ELSIF OLD.status <> NEW.status AND NOT ((OLD.status::text || '>' || NEW.status::text) = ANY (ARRAY['REGISTERED>ASSIGNED', 'ASSIGNED>RECTIFYING', 'RECTIFYING>SUBMITTED',
      'SUBMITTED>REVIEWED', 'REVIEWED>VERIFIED', 'VERIFIED>CLOSED', 'SUBMITTED>RECTIFYING', 'REVIEWED>RECTIFYING', 'VERIFIED>RECTIFYING'])) THEN
    RAISE EXCEPTION 'finding: no step from % to %', OLD.status, NEW.status USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.reopened <> OLD.reopened + (OLD.status = 'CLOSED')::int THEN
    RAISE EXCEPTION 'finding: reopening is counted, and nothing else' USING ERRCODE = 'check_violation';
  END IF;
  -- To whom it was given, by which level and until when stands as it was said; a later day is the issuing level's to give, and so is no day at all.
  IF OLD.status <> 'REGISTERED' AND (NEW.unit, NEW.leader, NEW.person, NEW.other_units, NEW.requirement, NEW.issued_by, NEW.issued_on, NEW.issued_digits)
      IS DISTINCT FROM (OLD.unit, OLD.leader, OLD.person, OLD.other_units, OLD.requirement, OLD.issued_by, OLD.issued_on, OLD.issued_digits) THEN
    RAISE EXCEPTION 'finding: a line is given to somebody once' USING ERRCODE = 'check_violation';
  END IF;
  IF (OLD.status <> 'ASSIGNED' AND (NEW.goal, NEW.measures) IS DISTINCT FROM (OLD.goal, OLD.measures)) OR (NEW.milestones <> OLD.milestones AND (OLD.is_long_term OR NOT NEW.is_long_term))
    OR (NEW.status = OLD.status AND (NEW.submitted_on, NEW.similar_found, NEW.similar_fixed) IS DISTINCT FROM (OLD.submitted_on, OLD.similar_found, OLD.similar_fixed)) THEN
    RAISE EXCEPTION 'finding: what was planned or reported is not rewritten' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.status = 'RECTIFYING' AND NEW.status <> OLD.status AND num_nonnulls(NEW.submitted_by, NEW.submitted_unit, NEW.reviewed_by, NEW.verified_by, NEW.verified_unit) > 0 THEN
    RAISE EXCEPTION 'finding: what is put right anew is looked at anew' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.due_on IS DISTINCT FROM OLD.due_on AND OLD.status NOT IN ('REGISTERED', 'CLOSED') AND NEW.extensions <> OLD.extensions + 1 THEN
    RAISE EXCEPTION 'finding: a later day is an extension' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.extensions <> OLD.extensions AND (NEW.extensions <> OLD.extensions + 1 OR OLD.status NOT IN ('ASSIGNED', 'RECTIFYING') OR length(app_lo()) > OLD.issued_digits) THEN
    RAISE EXCEPTION 'finding: only the level that issued it extends it' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.is_long_term AND NOT OLD.is_long_term AND length(app_lo()) > OLD.issued_digits THEN
    RAISE EXCEPTION 'finding: only the level that issued it makes it long-term' USING ERRCODE = 'check_violation';
  END IF;
  -- Who did it, and for whom he works, is nobody's to write: the database knows who asks.
  IF NEW.status <> OLD.status THEN
    CASE NEW.status
      WHEN 'ASSIGNED' THEN NEW.issued_by := coalesce(me, NEW.issued_by);
      WHEN 'SUBMITTED' THEN NEW.submitted_by := coalesce(me, NEW.submitted_by); NEW.submitted_unit := coalesce(unit_of(me), NEW.submitted_unit);
      WHEN 'REVIEWED' THEN NEW.reviewed_by := coalesce(me, NEW.reviewed_by);
      WHEN 'VERIFIED' THEN NEW.verified_by := coalesce(me, NEW.verified_by); NEW.verified_unit := coalesce(unit_of(me), NEW.verified_unit);
      WHEN 'CLOSED' THEN NEW.closed_by := coalesce(me, NEW.closed_by); NEW.closed_unit := coalesce(unit_of(me), NEW.closed_unit);
      ELSE NULL;
    END CASE;
    -- Whoever stands in for somebody looks with his eyes.
    IF NEW.status IN ('REVIEWED', 'VERIFIED', 'CLOSED') AND (app_acting() = OLD.submitted_by
      OR (NEW.status <> 'REVIEWED' AND unit_key(unit_of(app_acting())) IN (unit_key(OLD.unit), unit_key(OLD.submitted_unit)))) THEN
      RAISE EXCEPTION 'finding: a deputy has the eyes of whom he stands in for' USING ERRCODE = 'check_violation';
    END IF;
  ELSIF (before ->> 'submitted_by', before ->> 'submitted_unit', before ->> 'reviewed_by', before ->> 'verified_by', before ->> 'verified_unit', before ->> 'issued_by')
    IS DISTINCT FROM (after ->> 'submitted_by', after ->> 'submitted_unit', after ->> 'reviewed_by', after ->> 'verified_by', after ->> 'verified_unit', after ->> 'issued_by') THEN
    RAISE EXCEPTION 'finding: who did it changes only with the step' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.status IN ('SUBMITTED', 'VERIFIED', 'CLOSED') AND OLD.status <> NEW.status THEN
    SELECT n INTO missing FROM unnest(OLD.needs) n WHERE (NEW.status <> 'SUBMITTED' OR n <> 'HOUSEHOLD_WORD')
      AND n NOT IN (SELECT finding_proven(OLD.county_code, OLD.id, OLD.reopened)) LIMIT 1;
    IF missing IS NOT NULL THEN
      RAISE EXCEPTION 'finding: a proof of kind % is missing', missing USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  IF NEW.status = 'CLOSED' AND OLD.status <> 'CLOSED' AND length(app_lo()) > OLD.issued_digits THEN
    RAISE EXCEPTION 'finding: only the level that issued it closes it' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

REVOKE ALL ON FUNCTION evidence_place(text, uuid), finding_proven(text, uuid, int), refuse_lost_proof() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION evidence_place(text, uuid), finding_proven(text, uuid, int) TO fangxian_app;
