-- The one rectification ledger: what was found, who must put it right by when, what was done, who looked again, and who closed the line.

CREATE TYPE "FindingStatus" AS ENUM ('REGISTERED', 'ASSIGNED', 'RECTIFYING', 'SUBMITTED', 'REVIEWED', 'VERIFIED', 'CLOSED');

-- 回头看六个方面 · Aspects are a catalogue that the county maintains; what the source leaves unread is marked as inferred.
CREATE TABLE "finding_aspect" (
  "code" VARCHAR(24) NOT NULL,
  "applies_to" VARCHAR(12) COLLATE "C" NOT NULL DEFAULT '',
  "name_zh" VARCHAR(60) NOT NULL,
  "name_en" VARCHAR(120) NOT NULL,
  "is_inferred" BOOLEAN NOT NULL DEFAULT false,
  "sort_no" INTEGER NOT NULL,
  "ended_on" DATE,
  CONSTRAINT "finding_aspect_pkey" PRIMARY KEY ("code"),
  CONSTRAINT finding_aspect_prefix CHECK ("applies_to" ~ '^([0-9]{6})?$')
);

CREATE TABLE "finding" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "finding_no" VARCHAR(20) NOT NULL,
  "source" VARCHAR(24) NOT NULL,
  "source_year" INTEGER NOT NULL,
  "document" VARCHAR(120) NOT NULL DEFAULT '',
  "aspect" VARCHAR(24) NOT NULL,
  "category" VARCHAR(20) NOT NULL,
  "level" VARCHAR(8) NOT NULL,
  "reach" VARCHAR(8) NOT NULL,
  "needs" TEXT[],
  "household_id" UUID,
  "title" VARCHAR(80) NOT NULL,
  "content" VARCHAR(1000) NOT NULL DEFAULT '',
  "found_on" DATE NOT NULL,
  "found_by" UUID NOT NULL,
  "found_by_name" VARCHAR(60) NOT NULL,
  "found_unit" VARCHAR(120) NOT NULL,
  "hidden_digits" INTEGER,
  "origin_kind" VARCHAR(12),
  "origin_id" UUID,
  "status" "FindingStatus" NOT NULL DEFAULT 'REGISTERED',
  "issued_digits" INTEGER,
  "issued_by" UUID,
  "issued_on" DATE,
  "unit" VARCHAR(120),
  "leader" VARCHAR(60),
  "person" VARCHAR(60),
  "other_units" VARCHAR(200) NOT NULL DEFAULT '',
  "requirement" VARCHAR(500) NOT NULL DEFAULT '',
  "due_on" DATE,
  "extensions" INTEGER NOT NULL DEFAULT 0,
  "goal" VARCHAR(300) NOT NULL DEFAULT '',
  "measures" VARCHAR(1000) NOT NULL DEFAULT '',
  "is_long_term" BOOLEAN NOT NULL DEFAULT false,
  "milestones" VARCHAR(500) NOT NULL DEFAULT '',
  "submitted_by" UUID,
  "submitted_unit" VARCHAR(120),
  "submitted_on" DATE,
  "similar_found" INTEGER,
  "similar_fixed" INTEGER,
  "reviewed_by" UUID,
  "verified_by" UUID,
  "verified_unit" VARCHAR(120),
  "closed_by" UUID,
  "closed_unit" VARCHAR(120),
  "closed_on" DATE,
  "closed_at" TIMESTAMPTZ(3),
  "reopened" INTEGER NOT NULL DEFAULT 0,
  "pressed" INTEGER NOT NULL DEFAULT 0,
  "last_step_on" DATE NOT NULL,
  "version" INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT "finding_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT finding_source CHECK ("source" IN ('NATIONAL_ASSESSMENT', 'PROVINCIAL_ASSESSMENT', 'THIRD_PARTY', 'INSPECTION_TOUR', 'AUDIT', 'MEDIA',
    'PETITION', 'SELF_CHECK', 'LOOK_BACK', 'BATTLE_SUPERVISION', 'DATA_AUDIT')),
  CONSTRAINT finding_year CHECK ("source_year" BETWEEN 2014 AND 2100),
  CONSTRAINT finding_level CHECK ("level" IN ('GENERAL', 'SERIOUS', 'MAJOR')),
  CONSTRAINT finding_reach CHECK ("reach" IN ('POINT', 'COMMON')),
  CONSTRAINT finding_needs CHECK ("needs" <@ ARRAY['PHOTO', 'CERTIFICATE', 'PAYMENT', 'DOCUMENT', 'HOUSEHOLD_WORD'] AND cardinality("needs") > 0),
  CONSTRAINT finding_origin CHECK (("origin_kind" IS NULL) = ("origin_id" IS NULL) AND "origin_kind" IN ('CAMPAIGN', 'SESSION', 'FINDING')),
  CONSTRAINT finding_digits CHECK ("hidden_digits" IN (2, 4, 6, 9) AND "issued_digits" IN (2, 4, 6)),
  CONSTRAINT finding_assigned_whole CHECK (num_nulls("issued_digits", "issued_by", "issued_on", "unit", "leader", "person", "due_on") IN (0, 7)
    AND ("status" = 'REGISTERED') = ("unit" IS NULL) AND "unit" <> ''),
  CONSTRAINT finding_planned CHECK ("status" IN ('REGISTERED', 'ASSIGNED') OR ("goal" <> '' AND "measures" <> '')),
  CONSTRAINT finding_submitted_whole CHECK (num_nulls("submitted_by", "submitted_unit", "submitted_on", "similar_found", "similar_fixed") IN (0, 5)
    AND ("status" NOT IN ('SUBMITTED', 'REVIEWED', 'VERIFIED', 'CLOSED') OR "submitted_by" IS NOT NULL)),
  CONSTRAINT finding_similar CHECK ("similar_found" >= 0 AND "similar_fixed" BETWEEN 0 AND "similar_found"),
  CONSTRAINT finding_reviewed CHECK ("status" NOT IN ('REVIEWED', 'VERIFIED', 'CLOSED') OR "reviewed_by" IS NOT NULL),
  CONSTRAINT finding_verified CHECK ("status" NOT IN ('VERIFIED', 'CLOSED') OR ("verified_by" IS NOT NULL AND "verified_unit" <> '')),
  CONSTRAINT finding_closed_whole CHECK (num_nulls("closed_by", "closed_unit", "closed_on", "closed_at") IN (0, 4) AND ("status" = 'CLOSED') = ("closed_on" IS NOT NULL)
    AND "closed_unit" <> ''),
  -- 谁整改谁不得销号 · Who put it right neither reviews, nor looks again, nor closes; no more does his unit or the responsible one.
  CONSTRAINT finding_four_eyes CHECK ("reviewed_by" <> "submitted_by" AND "verified_by" <> "submitted_by" AND "closed_by" <> "submitted_by"),
  CONSTRAINT finding_other_unit CHECK ("verified_unit" <> "unit" AND "verified_unit" <> "submitted_unit" AND "closed_unit" <> "unit" AND "closed_unit" <> "submitted_unit"),
  CONSTRAINT finding_long_term_is_open CHECK (NOT "is_long_term" OR ("status" = 'RECTIFYING' AND "milestones" <> '')),
  CONSTRAINT finding_pressed CHECK ("pressed" BETWEEN 0 AND 4 AND "extensions" >= 0 AND "reopened" >= 0)
);
CREATE UNIQUE INDEX "finding_county_code_finding_no_key" ON "finding"("county_code", "finding_no");
CREATE UNIQUE INDEX "finding_county_code_id_region_code_key" ON "finding"("county_code", "id", "region_code");
CREATE INDEX "finding_county_code_region_code_status_due_on_idx" ON "finding"("county_code", "region_code", "status", "due_on");
CREATE INDEX "finding_county_code_household_id_idx" ON "finding"("county_code", "household_id");
CREATE INDEX "finding_county_code_origin_id_idx" ON "finding"("county_code", "origin_id");
CREATE INDEX finding_open_by_day ON finding (county_code, due_on, id) WHERE status <> 'CLOSED';
CREATE INDEX finding_closed_by_day ON finding (county_code, closed_on DESC, id DESC) WHERE status = 'CLOSED';
CREATE INDEX finding_closed_by_person ON finding (county_code, closed_by, closed_at) WHERE status = 'CLOSED';

CREATE TABLE "finding_step" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "finding_id" UUID NOT NULL,
  "step_no" INTEGER NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "household_id" UUID,
  "step" VARCHAR(12) NOT NULL,
  "to_status" "FindingStatus" NOT NULL,
  "step_on" DATE NOT NULL,
  "recorded_at" TIMESTAMPTZ(3) NOT NULL,
  "actor_id" UUID NOT NULL,
  "actor_name" VARCHAR(60) NOT NULL,
  "actor_unit" VARCHAR(120) NOT NULL,
  "record" JSONB NOT NULL,
  CONSTRAINT "finding_step_pkey" PRIMARY KEY ("county_code", "finding_id", "step_no")
);

CREATE TABLE "finding_proof" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "finding_id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "household_id" UUID,
  "round" INTEGER NOT NULL,
  "kind" VARCHAR(16) NOT NULL,
  "reference" VARCHAR(200) NOT NULL DEFAULT '',
  "evidence_id" UUID,
  "added_on" DATE NOT NULL,
  "added_by" UUID NOT NULL,
  "added_by_name" VARCHAR(60) NOT NULL,
  CONSTRAINT "finding_proof_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT finding_proof_kind CHECK ("kind" IN ('PHOTO', 'CERTIFICATE', 'PAYMENT', 'DOCUMENT', 'HOUSEHOLD_WORD')),
  CONSTRAINT finding_proof_shows CHECK ("evidence_id" IS NOT NULL OR ("kind" <> 'PHOTO' AND "reference" <> ''))
);
CREATE INDEX "finding_proof_county_code_finding_id_idx" ON "finding_proof"("county_code", "finding_id");

-- 销号抽查 · Of what is closed a share is drawn to be looked at again by others; the draw can be repeated from its seed.
CREATE TABLE "finding_recheck" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "finding_id" UUID NOT NULL,
  "round" INTEGER NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "household_id" UUID,
  "seed" UUID NOT NULL,
  "share" DECIMAL(5,4) NOT NULL,
  "is_drawn" BOOLEAN NOT NULL,
  "due_on" DATE,
  "result" VARCHAR(6),
  "done_on" DATE,
  "done_by" UUID,
  "done_by_name" VARCHAR(60),
  "note" VARCHAR(500),
  CONSTRAINT "finding_recheck_pkey" PRIMARY KEY ("county_code", "finding_id", "round"),
  CONSTRAINT finding_recheck_drawn CHECK ("is_drawn" = ("due_on" IS NOT NULL)),
  CONSTRAINT finding_recheck_result CHECK (num_nulls("result", "done_on", "done_by", "done_by_name", "note") IN (0, 5) AND "result" IN ('HOLDS', 'FAILS'))
);
CREATE INDEX finding_recheck_waiting ON finding_recheck (county_code, region_code, due_on) WHERE is_drawn AND result IS NULL;

ALTER TABLE "finding" ADD CONSTRAINT "finding_region_code_fkey" FOREIGN KEY ("region_code") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "finding" ADD CONSTRAINT "finding_aspect_fkey" FOREIGN KEY ("aspect") REFERENCES "finding_aspect"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
-- A line stays where it was found: a household that moves away leaves it behind with who must put it right.
ALTER TABLE "finding" ADD CONSTRAINT "finding_county_code_household_id_fkey" FOREIGN KEY ("county_code", "household_id") REFERENCES "household"("county_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "finding_step" ADD CONSTRAINT "finding_step_county_code_finding_id_region_code_fkey" FOREIGN KEY ("county_code", "finding_id", "region_code") REFERENCES "finding"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "finding_proof" ADD CONSTRAINT "finding_proof_county_code_finding_id_region_code_fkey" FOREIGN KEY ("county_code", "finding_id", "region_code") REFERENCES "finding"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "finding_proof" ADD CONSTRAINT "finding_proof_county_code_evidence_id_fkey" FOREIGN KEY ("county_code", "evidence_id") REFERENCES "evidence"("county_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "finding_recheck" ADD CONSTRAINT "finding_recheck_county_code_finding_id_region_code_fkey" FOREIGN KEY ("county_code", "finding_id", "region_code") REFERENCES "finding"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

SELECT guard_table('finding', 'county_code,id', 'own');
SELECT guard_table('finding_step', 'county_code,finding_id,step_no', 'own');
SELECT guard_table('finding_proof', 'county_code,id', 'own');
SELECT guard_table('finding_recheck', 'county_code,finding_id,round', 'own');

-- ───── who sees what ─────

CREATE FUNCTION app_inspects() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(current_setting('app.inspects', true), '') = '1'
$$;
COMMENT ON FUNCTION app_inspects() IS 'Whether the actor may know of unannounced visits before they are published.';

CREATE FUNCTION unit_of(p_user uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT u.unit FROM app_user u WHERE u.id = p_user
$$;
COMMENT ON FUNCTION unit_of(uuid) IS 'The unit somebody works for, as his account says.';

CREATE FUNCTION app_department() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN coalesce(current_setting('app.department', true), '') = '1' THEN coalesce(unit_of(coalesce(app_acting(), app_actor())), '') END
$$;
COMMENT ON FUNCTION app_department() IS 'The unit whose lines alone a line department sees; null for everybody else.';

-- 暗访 · What an unannounced visit found is not there for those below, and for those who do not inspect, until it is published.
CREATE POLICY unpublished ON finding AS RESTRICTIVE TO fangxian_app
  USING (hidden_digits IS NULL OR found_by = app_actor() OR (app_inspects() AND length(app_lo()) <= hidden_digits));
COMMENT ON POLICY unpublished ON finding IS 'Unannounced visits are invisible to the inspected until they are published.';
CREATE POLICY own_unit ON finding AS RESTRICTIVE TO fangxian_app
  USING (app_department() IS NULL OR unit = app_department() OR found_by = app_actor())
  WITH CHECK (app_department() IS NULL OR unit = app_department() OR found_by = app_actor());
COMMENT ON POLICY own_unit ON finding IS 'A line department sees the lines it must put right and those it found.';

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['finding_step', 'finding_proof', 'finding_recheck'] LOOP
    EXECUTE format('CREATE POLICY with_its_line ON %I AS RESTRICTIVE TO fangxian_app USING (EXISTS (SELECT FROM finding f WHERE f.county_code = %I.county_code AND f.id = %I.finding_id))', t, t, t);
    EXECUTE format('COMMENT ON POLICY with_its_line ON %I IS ''Seen by whoever sees the line.''', t);
  END LOOP;
END $$;

ALTER TABLE finding_aspect ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY everybody_reads ON finding_aspect FOR SELECT USING (true);
CREATE POLICY county_keeps ON finding_aspect FOR INSERT TO fangxian_app
  WITH CHECK (applies_to <> '' AND applies_to >= app_lo() AND applies_to < app_hi() AND length(app_lo()) = 6);
CREATE POLICY county_ends ON finding_aspect FOR UPDATE TO fangxian_app
  USING (applies_to <> '' AND applies_to >= app_lo() AND applies_to < app_hi() AND length(app_lo()) = 6);
DO $$ BEGIN EXECUTE format('CREATE POLICY owner_maintains ON finding_aspect TO %I USING (true) WITH CHECK (true)', current_user); END $$;
COMMENT ON POLICY everybody_reads ON finding_aspect IS 'A catalogue holds nothing of anybody.';
COMMENT ON POLICY county_keeps ON finding_aspect IS 'A county adds aspects of its own.';
COMMENT ON POLICY county_ends ON finding_aspect IS 'A county ends aspects of its own.';
COMMENT ON POLICY owner_maintains ON finding_aspect IS 'The owner migrates, seeds, seals and verifies; the app never connects as the owner.';
CREATE TRIGGER audit_change AFTER UPDATE OR DELETE ON finding_aspect FOR EACH ROW EXECUTE FUNCTION audit_change('finding_aspect', 'code');
CREATE TRIGGER audit_insert AFTER INSERT ON finding_aspect REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_insert('finding_aspect', 'code');
REVOKE ALL ON finding_aspect FROM PUBLIC;

INSERT INTO finding_aspect (code, name_zh, name_en, is_inferred, sort_no) VALUES
  ('PAST_FINDINGS', '历年国考、省考等反馈问题整改情况', 'Rectification of earlier assessments'' findings', true, 1),
  ('GUARANTEES', '“两不愁三保障”解决情况', 'The two assurances and three guarantees', false, 2),
  ('POLICIES', '政策落实情况', 'Implementation of policies', false, 3),
  ('RESPONSIBILITY', '责任落实情况', 'Implementation of responsibility', false, 4),
  ('SUPPORT_WORK', '工作（帮扶）落实情况', 'Implementation of support work', true, 5),
  ('BASIC_WORK', '基础工作情况', 'Basic work: files, data and ledgers', false, 6);

-- ───── the life of a line; the same table stands in lib/findings/lifecycle.ts ─────

CREATE FUNCTION finding_begins() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status <> 'REGISTERED' OR NEW.reopened <> 0 OR NEW.pressed <> 0 OR NEW.extensions <> 0 OR NEW.version <> 1 THEN
    RAISE EXCEPTION 'finding: a line begins as registered' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.household_id IS NOT NULL AND NOT EXISTS (SELECT FROM household h WHERE h.county_code = NEW.county_code AND h.id = NEW.household_id AND h.region_code = NEW.region_code) THEN
    RAISE EXCEPTION 'finding: the household is not one of this village' USING ERRCODE = 'insufficient_privilege';
  END IF;
  NEW.found_by := app_actor();
  NEW.found_unit := unit_of(NEW.found_by);
  RETURN NEW;
END $$;

CREATE FUNCTION refuse_finding_step() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  me uuid := app_actor(); said text[] := ARRAY['finding_no', 'source', 'source_year', 'document', 'aspect', 'category', 'level', 'reach', 'needs', 'title',
    'content', 'found_on', 'found_by', 'found_by_name', 'found_unit', 'origin_kind', 'origin_id', 'region_code', 'county_code', 'id'];
  missing text; before jsonb := to_jsonb(OLD); after jsonb := to_jsonb(NEW); each text;
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
      OR (NEW.status <> 'REVIEWED' AND unit_of(app_acting()) IN (OLD.unit, OLD.submitted_unit))) THEN
      RAISE EXCEPTION 'finding: a deputy has the eyes of whom he stands in for' USING ERRCODE = 'check_violation';
    END IF;
  ELSIF (before ->> 'submitted_by', before ->> 'submitted_unit', before ->> 'reviewed_by', before ->> 'verified_by', before ->> 'verified_unit', before ->> 'issued_by')
    IS DISTINCT FROM (after ->> 'submitted_by', after ->> 'submitted_unit', after ->> 'reviewed_by', after ->> 'verified_by', after ->> 'verified_unit', after ->> 'issued_by') THEN
    RAISE EXCEPTION 'finding: who did it changes only with the step' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.status IN ('SUBMITTED', 'VERIFIED', 'CLOSED') AND OLD.status <> NEW.status THEN
    SELECT n INTO missing FROM unnest(OLD.needs) n WHERE (NEW.status <> 'SUBMITTED' OR n <> 'HOUSEHOLD_WORD') AND NOT EXISTS
      (SELECT FROM finding_proof p WHERE p.county_code = OLD.county_code AND p.finding_id = OLD.id AND p.round = OLD.reopened AND p.kind = n) LIMIT 1;
    IF missing IS NOT NULL THEN
      RAISE EXCEPTION 'finding: a proof of kind % is missing', missing USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  IF NEW.status = 'CLOSED' AND OLD.status <> 'CLOSED' AND length(app_lo()) > OLD.issued_digits THEN
    RAISE EXCEPTION 'finding: only the level that issued it closes it' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER finding_begins BEFORE INSERT ON finding FOR EACH ROW WHEN (current_user = 'fangxian_app') EXECUTE FUNCTION finding_begins();
COMMENT ON TRIGGER finding_begins ON finding IS 'A line is registered before anything else happens to it.';
CREATE TRIGGER finding_lifecycle BEFORE UPDATE ON finding FOR EACH ROW EXECUTE FUNCTION refuse_finding_step();
COMMENT ON TRIGGER finding_lifecycle ON finding IS 'Steps in order, by whom the database knows, with the proofs that its kind needs; a closed line is only reopened.';
CREATE TRIGGER finding_never_deleted BEFORE DELETE ON finding FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER finding_step_is_final BEFORE UPDATE ON finding_step FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER finding_step_never_deleted BEFORE DELETE ON finding_step FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER finding_proof_is_final BEFORE UPDATE ON finding_proof FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER finding_proof_never_deleted BEFORE DELETE ON finding_proof FOR EACH ROW EXECUTE FUNCTION refuse_change();
COMMENT ON TRIGGER finding_step_is_final ON finding_step IS 'What was recorded stays.';
COMMENT ON TRIGGER finding_proof_is_final ON finding_proof IS 'A proof stays as it was shown.';

-- A proof belongs to the round that is open, and a piece of evidence to this line.
CREATE FUNCTION refuse_stray_proof() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE f finding;
BEGIN
  SELECT * INTO f FROM finding x WHERE x.county_code = NEW.county_code AND x.id = NEW.finding_id;
  IF NOT FOUND OR f.status IN ('REGISTERED', 'ASSIGNED', 'CLOSED') OR NEW.round <> f.reopened OR NEW.household_id IS DISTINCT FROM f.household_id THEN
    RAISE EXCEPTION 'finding_proof: nothing is proven of this line now' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.evidence_id IS NOT NULL AND NOT EXISTS (SELECT FROM evidence e WHERE e.county_code = NEW.county_code AND e.id = NEW.evidence_id
    AND e.subject_kind = 'FINDING' AND e.subject_id = NEW.finding_id AND e.withdrawn_at IS NULL) THEN
    RAISE EXCEPTION 'finding_proof: the piece is not one of this line' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER finding_proof_belongs BEFORE INSERT ON finding_proof FOR EACH ROW WHEN (current_user = 'fangxian_app') EXECUTE FUNCTION refuse_stray_proof();
COMMENT ON TRIGGER finding_proof_belongs ON finding_proof IS 'Proofs are given while the line is open, for the round it is in.';

CREATE FUNCTION refuse_recheck() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.result IS NOT NULL OR (to_jsonb(OLD) - ARRAY['result', 'done_on', 'done_by', 'done_by_name', 'note']) IS DISTINCT FROM (to_jsonb(NEW) - ARRAY['result', 'done_on', 'done_by', 'done_by_name', 'note']) THEN
    RAISE EXCEPTION 'finding_recheck: the draw stays, and its result is said once' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM finding_step s WHERE s.county_code = NEW.county_code AND s.finding_id = NEW.finding_id AND s.step IN ('submit', 'close') AND s.actor_id = NEW.done_by) THEN
    RAISE EXCEPTION 'finding_recheck: who put it right or closed it does not look again' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER finding_recheck_is_once BEFORE UPDATE ON finding_recheck FOR EACH ROW EXECUTE FUNCTION refuse_recheck();
CREATE TRIGGER finding_recheck_never_deleted BEFORE DELETE ON finding_recheck FOR EACH ROW EXECUTE FUNCTION refuse_change();
COMMENT ON TRIGGER finding_recheck_is_once ON finding_recheck IS 'Looked at again once, by others.';

-- ───── evidence knows lines of the ledger ─────

CREATE OR REPLACE FUNCTION evidence_subject_exists(p_county text, p_household uuid, p_kind text, p_id uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
  found boolean; later text;
BEGIN
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
ALTER TABLE evidence DROP CONSTRAINT evidence_subject_known,
  ADD CONSTRAINT evidence_subject_known CHECK ("subject_kind" IN ('HOUSEHOLD', 'MEMBER', 'VISIT', 'CLUE', 'CASE', 'EVENT', 'IDENTIFICATION', 'MEASURE', 'FINDING'));

-- ───── rights ─────

REVOKE ALL ON FUNCTION app_inspects(), app_department(), unit_of(uuid), finding_begins(), refuse_finding_step(), refuse_stray_proof(), refuse_recheck() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app_inspects(), app_department(), unit_of(uuid), finding_begins(), refuse_finding_step(), refuse_stray_proof(), refuse_recheck() TO fangxian_app;
GRANT SELECT, INSERT, UPDATE (ended_on) ON finding_aspect TO fangxian_app;
GRANT SELECT, INSERT, UPDATE ON finding TO fangxian_app;
GRANT SELECT, INSERT ON finding_step, finding_proof TO fangxian_app;
GRANT SELECT, INSERT, UPDATE (result, done_on, done_by, done_by_name, note) ON finding_recheck TO fangxian_app;
