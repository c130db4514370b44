-- An import is taken back as a whole within a day: large journals are undone statement by statement instead of row by row, and old ones are closed.

ALTER TYPE "ImportStatus" ADD VALUE 'UNDONE';
ALTER TABLE "import_batch" ADD COLUMN "undone_at" TIMESTAMPTZ(3),
  ADD COLUMN "undone_rows" INTEGER,
  ADD COLUMN "blockers" JSONB;

CREATE OR REPLACE FUNCTION undo_journal(p_county text, p_id uuid, p_now timestamptz) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET timezone = 'UTC' SET bytea_output = 'hex' AS $$
DECLARE
  r record; touched uuid[]; cols text; n int; total int := 0; wanted int; sample jsonb;
BEGIN
  UPDATE change_journal j SET undone_at = p_now, undone_by = app_actor()
    WHERE j.county_code = p_county AND j.id = p_id AND j.region_code >= app_lo() AND j.region_code < app_hi()
      AND j.undone_at IS NULL AND j.closed_at IS NULL;
  IF NOT FOUND THEN RAISE EXCEPTION 'journal: not there, closed or undone' USING ERRCODE = 'FX002'; END IF;
  IF EXISTS (SELECT FROM change_row c WHERE c.county_code = p_county AND c.journal_id = p_id AND NOT (c.region_code >= app_lo() AND c.region_code < app_hi()))
  THEN RAISE EXCEPTION 'journal: reaches beyond the scope' USING ERRCODE = 'insufficient_privilege'; END IF;
  IF EXISTS (SELECT FROM journal_blockers(p_county, p_id, 1)) THEN
    RAISE EXCEPTION 'journal: something was changed since' USING ERRCODE = 'FX001';
  END IF;
  SET CONSTRAINTS ALL DEFERRED;
  -- A run is what one or more statements did to one table without another table in between. Memberships go row by row: their exclusions
  -- hold at every moment, so the order within a run counts.
  FOR r IN
    WITH runs AS (
      SELECT c.row_no, c.table_name, c.action, c.row_no - row_number() OVER (PARTITION BY c.table_name, c.action ORDER BY c.row_no) AS run
      FROM change_row c WHERE c.county_code = p_county AND c.journal_id = p_id)
    SELECT table_name AS t, action, min(row_no) AS first_no, max(row_no) AS last_no
    FROM runs GROUP BY table_name, action, CASE WHEN action = 'UPDATE' AND table_name = 'membership' THEN row_no ELSE run END
    ORDER BY max(row_no) DESC
  LOOP
    SELECT c.row_key INTO sample FROM change_row c WHERE c.county_code = p_county AND c.journal_id = p_id AND c.row_no = r.first_no;
    IF r.action = 'INSERT' THEN
      EXECUTE format($q$
        DELETE FROM %I t USING change_row c CROSS JOIN LATERAL jsonb_populate_record(NULL::%I, c.row_key) k
        WHERE c.county_code = $1 AND c.journal_id = $2 AND c.row_no BETWEEN $3 AND $4 AND %s $q$, r.t, r.t, journal_join(r.t, sample))
        USING p_county, p_id, r.first_no, r.last_no;
      GET DIAGNOSTICS n = ROW_COUNT;
      SELECT count(*) INTO wanted FROM change_row c
        WHERE c.county_code = p_county AND c.journal_id = p_id AND c.row_no BETWEEN r.first_no AND r.last_no;
    ELSIF r.action = 'UPDATE' THEN
      SELECT string_agg(DISTINCT format('%I', key), ', ') INTO cols FROM change_row c CROSS JOIN LATERAL jsonb_object_keys(c.before) key
        WHERE c.county_code = p_county AND c.journal_id = p_id AND c.row_no BETWEEN r.first_no AND r.last_no;
      EXECUTE format($q$
        UPDATE %1$I t SET (%2$s) = ROW(%3$s)%4$s
        FROM (SELECT c.row_key AS key, jsonb_merge(c.before ORDER BY c.row_no DESC) AS before FROM change_row c
              WHERE c.county_code = $1 AND c.journal_id = $2 AND c.row_no BETWEEN $3 AND $4 GROUP BY c.row_key) f
          CROSS JOIN LATERAL jsonb_populate_record(NULL::%1$I, f.key) k
          JOIN %1$I o ON %5$s
          CROSS JOIN LATERAL jsonb_populate_record(o, f.before) b
        WHERE %6$s $q$, r.t, cols, (SELECT string_agg('b.' || x, ', ') FROM unnest(string_to_array(cols, ', ')) x),
        CASE WHEN EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = r.t::regclass AND a.attname = 'version' AND NOT a.attisdropped)
             THEN ', version = t.version + 1' ELSE '' END,
        replace(journal_join(r.t, sample), 't.', 'o.'), journal_join(r.t, sample))
        USING p_county, p_id, r.first_no, r.last_no;
      GET DIAGNOSTICS n = ROW_COUNT;
      SELECT count(DISTINCT c.row_key) INTO wanted FROM change_row c
        WHERE c.county_code = p_county AND c.journal_id = p_id AND c.row_no BETWEEN r.first_no AND r.last_no;
    ELSE
      EXECUTE format($q$
        INSERT INTO %I SELECT b.* FROM change_row c CROSS JOIN LATERAL jsonb_populate_record(NULL::%I, c.before) b
        WHERE c.county_code = $1 AND c.journal_id = $2 AND c.row_no BETWEEN $3 AND $4 ORDER BY c.row_no DESC $q$, r.t, r.t)
        USING p_county, p_id, r.first_no, r.last_no;
      GET DIAGNOSTICS n = ROW_COUNT;
      wanted := n;
    END IF;
    IF n <> wanted THEN RAISE EXCEPTION 'journal: a row is gone' USING ERRCODE = 'FX001'; END IF;
    total := total + n;
  END LOOP;
  SET CONSTRAINTS ALL IMMEDIATE;
  SELECT array_agg(DISTINCT id) INTO touched FROM (
    SELECT (c.row_key ->> 'id')::uuid AS id FROM change_row c WHERE c.county_code = p_county AND c.journal_id = p_id AND c.table_name = 'household'
    UNION SELECT (c.row_key ->> 'household_id')::uuid FROM change_row c WHERE c.county_code = p_county AND c.journal_id = p_id AND c.row_key ? 'household_id'
    UNION SELECT m.household_id FROM change_row c JOIN membership m ON m.county_code = c.county_code AND m.id = (c.row_key ->> 'id')::uuid
      WHERE c.county_code = p_county AND c.journal_id = p_id AND c.table_name = 'membership'
    UNION SELECT m.household_id FROM change_row c JOIN membership m ON m.county_code = c.county_code AND m.person_id = (c.row_key ->> 'id')::uuid
      WHERE c.county_code = p_county AND c.journal_id = p_id AND c.table_name = 'person') x;
  PERFORM refresh_households(p_county, touched, p_now);
  -- A household whose only income came with the deed has none again.
  UPDATE household h SET per_capita_income_fen = NULL, income_year = NULL, version = h.version + 1, updated_at = p_now
  FROM (SELECT DISTINCT (c.row_key ->> 'household_id')::uuid AS id FROM change_row c
        WHERE c.county_code = p_county AND c.journal_id = p_id AND c.table_name = 'household_income' AND c.action = 'INSERT') x
  WHERE h.county_code = p_county AND h.id = x.id AND h.income_year IS NOT NULL
    AND NOT EXISTS (SELECT FROM household_income i WHERE i.county_code = h.county_code AND i.household_id = h.id);
  RETURN total;
EXCEPTION WHEN foreign_key_violation OR restrict_violation OR unique_violation OR exclusion_violation OR check_violation THEN
  RAISE EXCEPTION 'journal: something depends on it' USING ERRCODE = 'FX001';
END $$;

CREATE FUNCTION close_journals(p_county text, p_command text, p_made_before timestamptz, p_now timestamptz) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE n int;
BEGIN
  WITH closed AS (
    UPDATE change_journal j SET closed_at = p_now
    WHERE j.county_code = p_county AND j.command = p_command AND j.made_at < p_made_before AND j.closed_at IS NULL AND j.undone_at IS NULL
      AND j.region_code >= app_lo() AND j.region_code < app_hi()
    RETURNING 1)
  SELECT count(*) INTO n FROM closed;
  DELETE FROM change_row c USING change_journal j
    WHERE j.county_code = p_county AND j.command = p_command AND j.region_code >= app_lo() AND j.region_code < app_hi()
      AND (j.closed_at IS NOT NULL OR j.undone_at IS NOT NULL) AND c.county_code = j.county_code AND c.journal_id = j.id;
  RETURN n;
END $$;
REVOKE ALL ON FUNCTION close_journals(text, text, timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION close_journals(text, text, timestamptz, timestamptz) TO fangxian_app;
COMMENT ON FUNCTION close_journals(text, text, timestamptz, timestamptz) IS
  'Within the scope: the journals of a command made before an instant can no longer be undone, and what they kept is dropped.';
