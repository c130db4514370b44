-- An import is taken back as a whole within a day; old journals are closed.

ALTER TYPE "ImportStatus" ADD VALUE 'UNDONE';
ALTER TABLE "import_batch" ADD COLUMN "undone_at" TIMESTAMPTZ(3),
  ADD COLUMN "undone_rows" INTEGER,
  ADD COLUMN "blockers" JSONB;

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
