-- Photos and papers on the records of a household: what they are, where they came from, and whether they were shown before.

CREATE TABLE "evidence" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "household_id" UUID NOT NULL,
  "subject_kind" VARCHAR(20) NOT NULL,
  "subject_id" UUID NOT NULL,
  "kind" VARCHAR(10) NOT NULL,
  "caption" VARCHAR(200) NOT NULL DEFAULT '',
  "mime" VARCHAR(40) NOT NULL,
  "byte_count" INTEGER NOT NULL,
  "width" INTEGER,
  "height" INTEGER,
  "original_sha256" BYTEA NOT NULL,
  "stored_sha256" BYTEA NOT NULL,
  "look_hash" BIGINT,
  "seen_distance" INTEGER,
  "taken_at" TIMESTAMPTZ(3),
  "received_at" TIMESTAMPTZ(3) NOT NULL,
  "is_on_site" BOOLEAN NOT NULL,
  "shows_minor" BOOLEAN NOT NULL,
  "lat" DECIMAL(8,5),
  "lng" DECIMAL(8,5),
  "uploaded_by" UUID NOT NULL,
  "uploaded_by_name" VARCHAR(60) NOT NULL,
  "withdrawn_at" TIMESTAMPTZ(3),
  "withdrawn_by" UUID,
  "withdrawn_by_name" VARCHAR(60),
  "withdrawn_reason" VARCHAR(200),
  "version" INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT "evidence_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT evidence_subject_known CHECK ("subject_kind" IN ('HOUSEHOLD', 'MEMBER', 'VISIT', 'CLUE', 'CASE', 'EVENT', 'IDENTIFICATION')),
  CONSTRAINT evidence_kind_and_type_agree CHECK (("kind" = 'PHOTO' AND "mime" = 'image/webp' AND "width" > 0 AND "height" > 0 AND "look_hash" IS NOT NULL)
    OR ("kind" = 'PAPER' AND "mime" = 'application/pdf' AND num_nonnulls("width", "height", "look_hash") = 0)),
  CONSTRAINT evidence_size_plausible CHECK ("byte_count" BETWEEN 1 AND 10485760),
  CONSTRAINT evidence_hashes_whole CHECK (octet_length("original_sha256") = 32 AND octet_length("stored_sha256") = 32),
  CONSTRAINT evidence_place_whole CHECK (("lat" IS NULL) = ("lng" IS NULL) AND "lat" BETWEEN -90 AND 90 AND "lng" BETWEEN -180 AND 180),
  CONSTRAINT evidence_withdrawn_whole CHECK (num_nulls("withdrawn_at", "withdrawn_by", "withdrawn_by_name", "withdrawn_reason") IN (0, 4)
    AND "withdrawn_reason" <> '')
);
COMMENT ON COLUMN evidence.seen_distance IS 'How near the nearest earlier piece is: 0 the same file, 1 and more a photo that looks alike; null: never seen. Set by trigger.';

CREATE INDEX "evidence_county_code_household_id_received_at_id_idx" ON "evidence"("county_code", "household_id", "received_at" DESC, "id" DESC);
CREATE INDEX "evidence_county_code_subject_id_idx" ON "evidence"("county_code", "subject_id");
CREATE INDEX "evidence_original_sha256_idx" ON "evidence"("original_sha256");

ALTER TABLE "evidence" ADD CONSTRAINT "evidence_county_code_household_id_region_code_fkey" FOREIGN KEY ("county_code", "household_id", "region_code")
  REFERENCES "household"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

SELECT guard_table('evidence', 'county_code,id', 'own');

-- ───── what it belongs to ─────

-- Runs as the writer: a record he cannot see is none. Later tables are looked up by name, so that each may come when it is ready.
CREATE FUNCTION evidence_subject_exists(p_county text, p_household uuid, p_kind text, p_id uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE
  found boolean; later text;
BEGIN
  CASE p_kind
    WHEN 'HOUSEHOLD' THEN RETURN p_id = p_household;
    WHEN 'MEMBER' THEN RETURN EXISTS (SELECT FROM membership m WHERE m.county_code = p_county AND m.household_id = p_household AND m.person_id = p_id);
    WHEN 'VISIT' THEN RETURN EXISTS (SELECT FROM visit v WHERE v.county_code = p_county AND v.household_id = p_household AND v.id = p_id);
    WHEN 'CLUE' THEN RETURN EXISTS (SELECT FROM clue c WHERE c.county_code = p_county AND c.household_id = p_household AND c.id = p_id);
    WHEN 'CASE' THEN RETURN EXISTS (SELECT FROM monitoring_case c WHERE c.county_code = p_county AND c.household_id = p_household AND c.id = p_id);
    WHEN 'EVENT' THEN later := 'household_event';
    WHEN 'IDENTIFICATION' THEN later := 'status_procedure';
    ELSE RETURN false;
  END CASE;
  IF to_regclass('public.' || later) IS NULL THEN RETURN false; END IF;
  EXECUTE format('SELECT EXISTS (SELECT FROM %I x WHERE x.county_code = $1 AND x.household_id = $2 AND x.id = $3)', later)
    INTO found USING p_county, p_household, p_id;
  RETURN found;
END $$;

CREATE FUNCTION refuse_stray_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT evidence_subject_exists(NEW.county_code, NEW.household_id, NEW.subject_kind, NEW.subject_id) THEN
    RAISE EXCEPTION 'evidence: its record is not one of this household' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.withdrawn_at IS NOT NULL THEN
    RAISE EXCEPTION 'evidence: nothing is withdrawn before it is shown' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER evidence_belongs BEFORE INSERT ON evidence FOR EACH ROW EXECUTE FUNCTION refuse_stray_evidence();

-- ───── what stays ─────

CREATE FUNCTION refuse_other_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  may_change text[] := ARRAY['region_code', 'caption', 'shows_minor', 'withdrawn_at', 'withdrawn_by', 'withdrawn_by_name', 'withdrawn_reason', 'version'];
BEGIN
  IF to_jsonb(OLD) - may_change <> to_jsonb(NEW) - may_change THEN
    RAISE EXCEPTION 'evidence: only caption and withdrawal are written later' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.withdrawn_at IS NOT NULL AND to_jsonb(OLD) - 'region_code' <> to_jsonb(NEW) - 'region_code' THEN
    RAISE EXCEPTION 'evidence: withdrawn stays withdrawn' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER evidence_stays BEFORE UPDATE ON evidence FOR EACH ROW EXECUTE FUNCTION refuse_other_evidence();

-- ───── shown before? ─────

CREATE FUNCTION evidence_alike_bits(p_region text) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT p.value::int FROM policy_parameter p
    WHERE p.code = 'evidence.alikeBits' AND starts_with(p_region, p.applies_to) AND p.value IS NOT NULL
      AND p.valid_from <= app_today() AND (p.valid_to IS NULL OR p.valid_to >= app_today())
    ORDER BY length(p.applies_to) DESC, p.valid_from DESC LIMIT 1), 4)
$$;
COMMENT ON FUNCTION evidence_alike_bits(text) IS 'In how many of 64 bits two photos may differ and still look alike, by the policy value of the region.';

-- Sees all of the county, and the same file anywhere; tells only how near the nearest is, never where.
CREATE FUNCTION note_seen_before() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('evidence:' || NEW.county_code, 0));
  NEW.seen_distance := NULL;
  IF EXISTS (SELECT FROM evidence e WHERE e.original_sha256 = NEW.original_sha256) THEN
    NEW.seen_distance := 0;
    RETURN NEW;
  END IF;
  IF NEW.look_hash IS NULL THEN RETURN NEW; END IF;
  SELECT min(greatest(1, bit_count((e.look_hash # NEW.look_hash)::bit(64)))) INTO NEW.seen_distance FROM evidence e
    WHERE e.county_code = NEW.county_code AND e.look_hash IS NOT NULL
      AND bit_count((e.look_hash # NEW.look_hash)::bit(64)) <= evidence_alike_bits(NEW.region_code);
  RETURN NEW;
END $$;
CREATE TRIGGER evidence_seen_before BEFORE INSERT ON evidence FOR EACH ROW EXECUTE FUNCTION note_seen_before();
COMMENT ON TRIGGER evidence_seen_before ON evidence IS 'The same photo twice is flagged by the database, not by whoever uploads it.';

-- ───── files without a row ─────

CREATE FUNCTION evidence_known(p_ids uuid[]) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT id FROM evidence WHERE id = ANY (p_ids)
$$;
COMMENT ON FUNCTION evidence_known(uuid[]) IS 'Which of these files have a row, in any region; for sweeping files whose row never came.';

DO $$
DECLARE f text;
BEGIN
  FOREACH f IN ARRAY ARRAY['evidence_subject_exists(text, uuid, text, uuid)', 'refuse_stray_evidence()', 'refuse_other_evidence()',
    'evidence_alike_bits(text)', 'note_seen_before()', 'evidence_known(uuid[])']
  LOOP
    EXECUTE 'REVOKE ALL ON FUNCTION ' || f || ' FROM PUBLIC';
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION evidence_subject_exists(text, uuid, text, uuid), refuse_stray_evidence(), refuse_other_evidence(), evidence_alike_bits(text),
  evidence_known(uuid[]) TO fangxian_app;
GRANT SELECT, INSERT ON evidence TO fangxian_app;
GRANT UPDATE (caption, shows_minor, withdrawn_at, withdrawn_by, withdrawn_by_name, withdrawn_reason, version) ON evidence TO fangxian_app;
