-- The same person or household twice: reviews, merged records, and what another county must never learn.

CREATE TYPE "DuplicateKind" AS ENUM ('PERSON', 'HOUSEHOLD', 'ENDING');
CREATE TYPE "DuplicateStatus" AS ENUM ('OPEN', 'SAME', 'DIFFERENT', 'MERGED', 'DONE');

ALTER TABLE "household" ADD COLUMN "merged_into" UUID,
  ADD CONSTRAINT household_merged_is_gone CHECK (merged_into IS NULL OR (NOT is_active AND merged_into <> id));
ALTER TABLE "person" ADD COLUMN "merged_into" UUID,
  ADD CONSTRAINT person_merged_into_another CHECK (merged_into <> id);
ALTER TABLE "household" ADD CONSTRAINT "household_county_code_merged_into_fkey" FOREIGN KEY ("county_code", "merged_into")
  REFERENCES "household"("county_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "person" ADD CONSTRAINT "person_county_code_merged_into_fkey" FOREIGN KEY ("county_code", "merged_into")
  REFERENCES "person"("county_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX household_merged_into ON household (county_code, merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX person_merged_into ON person (county_code, merged_into) WHERE merged_into IS NOT NULL;

-- Candidates: born on a day in a county, of a name.
CREATE INDEX person_born_in_county ON person (county_code, birth_date, name_pinyin);
-- Counties side by side, read by the owner's functions only.
CREATE INDEX person_id_number_anywhere ON person (id_number_bidx) WHERE id_number_bidx IS NOT NULL;

CREATE TABLE "duplicate_review" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "kind" "DuplicateKind" NOT NULL,
  "left_person_id" UUID,
  "right_person_id" UUID,
  "left_household_id" UUID,
  "right_household_id" UUID,
  "score" INTEGER NOT NULL,
  "level" VARCHAR(10) NOT NULL,
  "reasons" JSONB NOT NULL DEFAULT '[]',
  "status" "DuplicateStatus" NOT NULL DEFAULT 'OPEN',
  "found_by" VARCHAR(10) NOT NULL,
  "found_at" TIMESTAMPTZ(3) NOT NULL,
  "decided_by" UUID,
  "decided_by_name" VARCHAR(60),
  "decided_at" TIMESTAMPTZ(3),
  "note" VARCHAR(500) NOT NULL DEFAULT '',
  "kept_id" UUID,
  "journal_id" UUID,
  "summary" JSONB,
  "version" INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT "duplicate_review_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT duplicate_review_pair CHECK (CASE kind
    WHEN 'PERSON' THEN num_nulls(left_household_id, right_household_id) = 2 AND left_person_id IS NOT NULL AND right_person_id IS NOT NULL AND left_person_id < right_person_id
    WHEN 'HOUSEHOLD' THEN num_nulls(left_person_id, right_person_id) = 2 AND left_household_id IS NOT NULL AND right_household_id IS NOT NULL AND left_household_id < right_household_id
    ELSE left_person_id IS NOT NULL AND num_nulls(right_person_id, left_household_id, right_household_id) = 3 END),
  CONSTRAINT duplicate_review_decided_by_someone CHECK ((status = 'OPEN') = (decided_by IS NULL) AND (status = 'OPEN') = (decided_at IS NULL)),
  CONSTRAINT duplicate_review_merged_whole CHECK ((status = 'MERGED') = (journal_id IS NOT NULL) AND (status = 'MERGED') = (kept_id IS NOT NULL)),
  CONSTRAINT duplicate_review_end_of_kind CHECK (CASE kind WHEN 'ENDING' THEN status IN ('OPEN', 'DONE') ELSE status <> 'DONE' END),
  CONSTRAINT duplicate_review_score CHECK (score BETWEEN 0 AND 100),
  CONSTRAINT duplicate_review_level_known CHECK (level IN ('SURE', 'POSSIBLE', 'TOLD'))
);
CREATE UNIQUE INDEX "duplicate_review_county_code_left_person_id_right_person_id_key" ON "duplicate_review"("county_code", "left_person_id", "right_person_id");
CREATE UNIQUE INDEX "duplicate_review_county_code_left_household_id_right_househ_key" ON "duplicate_review"("county_code", "left_household_id", "right_household_id");
CREATE UNIQUE INDEX duplicate_review_one_ending ON duplicate_review (county_code, left_person_id) WHERE kind = 'ENDING' AND status = 'OPEN';
CREATE INDEX "duplicate_review_county_code_right_person_id_idx" ON "duplicate_review"("county_code", "right_person_id");
CREATE INDEX "duplicate_review_county_code_right_household_id_idx" ON "duplicate_review"("county_code", "right_household_id");
CREATE INDEX "duplicate_review_county_code_region_code_status_score_idx" ON "duplicate_review"("county_code", "region_code", "status", "score");
-- A review says something about two records and goes with them when the deed that made one is taken back.
ALTER TABLE "duplicate_review" ADD CONSTRAINT "duplicate_review_county_code_left_person_id_fkey" FOREIGN KEY ("county_code", "left_person_id")
  REFERENCES "person"("county_code", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "duplicate_review" ADD CONSTRAINT "duplicate_review_county_code_right_person_id_fkey" FOREIGN KEY ("county_code", "right_person_id")
  REFERENCES "person"("county_code", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "duplicate_review" ADD CONSTRAINT "duplicate_review_county_code_left_household_id_fkey" FOREIGN KEY ("county_code", "left_household_id")
  REFERENCES "household"("county_code", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "duplicate_review" ADD CONSTRAINT "duplicate_review_county_code_right_household_id_fkey" FOREIGN KEY ("county_code", "right_household_id")
  REFERENCES "household"("county_code", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Two counties hold one identity number. The row stands in the region of their common superior, under his code, so no county can see it.
CREATE TABLE "duplicate_across" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "left_county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "left_person_id" UUID NOT NULL,
  "right_county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "right_person_id" UUID NOT NULL,
  "status" "DuplicateStatus" NOT NULL DEFAULT 'OPEN',
  "found_at" TIMESTAMPTZ(3) NOT NULL,
  "decided_by" UUID,
  "decided_by_name" VARCHAR(60),
  "decided_at" TIMESTAMPTZ(3),
  "kept_county_code" VARCHAR(6) COLLATE "C",
  "note" VARCHAR(500) NOT NULL DEFAULT '',
  "version" INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT "duplicate_across_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT duplicate_across_two_counties CHECK (left_county_code < right_county_code),
  CONSTRAINT duplicate_across_status_known CHECK (status IN ('OPEN', 'SAME', 'DIFFERENT')),
  CONSTRAINT duplicate_across_decided_by_someone CHECK ((status = 'OPEN') = (decided_by IS NULL) AND (status = 'OPEN') = (decided_at IS NULL)),
  CONSTRAINT duplicate_across_keeps_one CHECK ((status = 'SAME') = (kept_county_code IS NOT NULL) AND kept_county_code IN (left_county_code, right_county_code))
);
CREATE UNIQUE INDEX "duplicate_across_county_code_left_person_id_right_person_id_key" ON "duplicate_across"("county_code", "left_person_id", "right_person_id");
CREATE INDEX "duplicate_across_county_code_status_found_at_idx" ON "duplicate_across"("county_code", "status", "found_at");

SELECT guard_table('duplicate_review', 'county_code,id', 'none');
SELECT guard_table('duplicate_across', 'county_code,id', 'none');
ALTER TABLE duplicate_across ADD CONSTRAINT duplicate_across_stands_above CHECK (region_code ~ '^[0-9]{4}00000000$');

CREATE TRIGGER duplicate_review_lifecycle BEFORE UPDATE ON duplicate_review FOR EACH ROW
  EXECUTE FUNCTION refuse_step('duplicate_review', 'closed', 'OPEN,SAME,MERGED',
    'OPEN>SAME,OPEN>DIFFERENT,OPEN>MERGED,OPEN>DONE,SAME>DIFFERENT,SAME>MERGED,DIFFERENT>MERGED,MERGED>OPEN');
COMMENT ON TRIGGER duplicate_review_lifecycle ON duplicate_review IS 'A pair that was found different stays so unless somebody merges it on purpose; an undone merge is open again.';
CREATE TRIGGER duplicate_across_lifecycle BEFORE UPDATE ON duplicate_across FOR EACH ROW
  EXECUTE FUNCTION refuse_step('duplicate_across', 'closed', 'OPEN', 'OPEN>SAME,OPEN>DIFFERENT');
COMMENT ON TRIGGER duplicate_across_lifecycle ON duplicate_across IS 'Decided once by the common superior.';

-- ───── a merged record takes no new members ─────

CREATE FUNCTION refuse_merged_member() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  -- Row by row through the primary keys: a join would be planned without statistics while a first ledger comes in.
  IF EXISTS (SELECT FROM added a WHERE a.valid_to IS NULL AND (
      (SELECT p.merged_into FROM person p WHERE p.county_code = a.county_code AND p.id = a.person_id) IS NOT NULL
      OR (SELECT h.merged_into FROM household h WHERE h.county_code = a.county_code AND h.id = a.household_id) IS NOT NULL)) THEN
    RAISE EXCEPTION 'membership: the record was merged into another' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER membership_of_kept_records AFTER INSERT ON membership REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_merged_member();
COMMENT ON TRIGGER membership_of_kept_records ON membership IS 'Nobody joins, and nobody is, a record that was merged into another.';

-- ───── one identity number in two counties: known to their superior only ─────

CREATE FUNCTION common_superior(a text, b text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN left(a, 4) = left(b, 4) THEN left(a, 4) || '00000000' WHEN left(a, 2) = left(b, 2) THEN left(a, 2) || '0000000000' END
$$;
COMMENT ON FUNCTION common_superior(text, text) IS 'City or province over two counties; NULL when there is none below the nation.';

-- Two forms sent at the same moment wait for each other by number; the many rows of an import are looked at again after it is in.
CREATE FUNCTION keep_across_added() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF (SELECT count(*) FROM added) <= 20 THEN
    PERFORM pg_advisory_xact_lock(hashtextextended('id ' || encode(x.id_number_bidx, 'hex'), 0))
      FROM (SELECT id_number_bidx FROM added WHERE id_number_bidx IS NOT NULL ORDER BY 1) x;
  END IF;
  INSERT INTO duplicate_across (county_code, id, region_code, left_county_code, left_person_id, right_county_code, right_person_id, found_at)
    SELECT left(r.code, 6), gen_random_uuid(), r.code,
      least(a.county_code, p.county_code), CASE WHEN a.county_code < p.county_code THEN a.id ELSE p.id END,
      greatest(a.county_code, p.county_code), CASE WHEN a.county_code < p.county_code THEN p.id ELSE a.id END, now()
    FROM added a JOIN person p ON p.id_number_bidx = a.id_number_bidx AND p.county_code <> a.county_code,
      LATERAL (SELECT common_superior(a.county_code, p.county_code) AS code) r
    WHERE r.code IS NOT NULL AND a.id_number_bidx IS NOT NULL
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER keep_across_added AFTER INSERT ON person REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION keep_across_added();
COMMENT ON TRIGGER keep_across_added ON person IS 'A number that another county holds is told to the common superior, and to nobody else.';

CREATE FUNCTION find_across(p_county text, p_ids uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO duplicate_across (county_code, id, region_code, left_county_code, left_person_id, right_county_code, right_person_id, found_at)
    SELECT left(r.code, 6), gen_random_uuid(), r.code,
      least(a.county_code, p.county_code), CASE WHEN a.county_code < p.county_code THEN a.id ELSE p.id END,
      greatest(a.county_code, p.county_code), CASE WHEN a.county_code < p.county_code THEN p.id ELSE a.id END, now()
    FROM person a JOIN person p ON p.id_number_bidx = a.id_number_bidx AND p.county_code <> a.county_code,
      LATERAL (SELECT common_superior(a.county_code, p.county_code) AS code) r
    WHERE a.county_code = p_county AND a.id = ANY (p_ids) AND a.region_code >= app_lo() AND a.region_code < app_hi() AND r.code IS NOT NULL
    ON CONFLICT DO NOTHING;
END $$;
COMMENT ON FUNCTION find_across(text, uuid[]) IS 'Looks again for numbers of these persons in other counties; answers nothing, whatever it finds.';

CREATE FUNCTION keep_across_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('id ' || encode(NEW.id_number_bidx, 'hex'), 0));
  PERFORM find_across(NEW.county_code, ARRAY[NEW.id]);
  RETURN NULL;
END $$;
CREATE TRIGGER keep_across_changed AFTER UPDATE OF id_number_bidx ON person FOR EACH ROW
  WHEN (NEW.id_number_bidx IS NOT NULL AND OLD.id_number_bidx IS DISTINCT FROM NEW.id_number_bidx) EXECUTE FUNCTION keep_across_changed();

CREATE FUNCTION id_number_taken(p_bidx bytea) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT length(app_lo()) >= 6 AND EXISTS (SELECT FROM person p WHERE p.county_code = left(app_lo(), 6) AND p.id_number_bidx = p_bidx)
$$;
COMMENT ON FUNCTION id_number_taken(bytea) IS 'Whether somebody of the actor''s own county holds this number already; of other counties it knows nothing.';

-- ───── yearly values of a dropped person go along, and come back ─────

SELECT journal_table('person_year', 'county_code,person_id,year');
GRANT INSERT ON person_year TO fangxian_app;

-- ───── rights ─────

DO $$
DECLARE f text;
BEGIN
  FOREACH f IN ARRAY ARRAY['refuse_merged_member()', 'common_superior(text, text)', 'keep_across_added()', 'find_across(text, uuid[])',
    'keep_across_changed()', 'id_number_taken(bytea)']
  LOOP
    EXECUTE 'REVOKE ALL ON FUNCTION ' || f || ' FROM PUBLIC';
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION find_across(text, uuid[]), id_number_taken(bytea) TO fangxian_app;
GRANT SELECT, INSERT, UPDATE ON duplicate_review TO fangxian_app;
GRANT SELECT, UPDATE ON duplicate_across TO fangxian_app;
