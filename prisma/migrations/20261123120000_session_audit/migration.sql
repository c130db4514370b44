-- Signing in and the end of a session are audited; that a session was used is not. A third argument of audit_change names the columns
-- whose change is no event; they are left out of the digest as well.

CREATE OR REPLACE FUNCTION audit_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public SET timezone = 'UTC' SET bytea_output = 'hex' AS $$
DECLARE
  o jsonb; n jsonb; r jsonb; row_key text;
BEGIN
  IF TG_OP <> 'INSERT' THEN o := to_jsonb(OLD); END IF;
  IF TG_OP <> 'DELETE' THEN n := to_jsonb(NEW); END IF;
  IF TG_NARGS > 2 THEN
    o := o - string_to_array(TG_ARGV[2], ',');
    n := n - string_to_array(TG_ARGV[2], ',');
  END IF;
  IF TG_OP = 'UPDATE' AND o = n THEN RETURN NULL; END IF;
  r := coalesce(n, o);
  SELECT string_agg(r ->> key, '/' ORDER BY position) INTO row_key
    FROM unnest(string_to_array(TG_ARGV[1], ',')) WITH ORDINALITY AS k(key, position);
  INSERT INTO audit_entry (county_code, region_code, tx, at, actor_id, command, table_name, row_id, action, old_values, new_values, row_digest)
  VALUES (coalesce(r ->> 'county_code', '000000'), coalesce(r ->> 'region_code', '000000000000'), pg_current_xact_id(), clock_timestamp(),
    app_actor(), coalesce(current_setting('app.command', true), ''), TG_ARGV[0], row_key, TG_OP,
    CASE TG_OP WHEN 'UPDATE' THEN audit_changed(o, n) WHEN 'DELETE' THEN audit_changed(o, '{}') END,
    CASE TG_OP WHEN 'UPDATE' THEN audit_changed(n, o) END,
    CASE WHEN n IS NOT NULL THEN audit_digest(n) END);
  RETURN NULL;
END $$;

CREATE TRIGGER audit_change AFTER INSERT OR UPDATE OR DELETE ON session
  FOR EACH ROW EXECUTE FUNCTION audit_change('session', 'sid_hash', 'last_seen_at');

-- Sessions opened before this day get the entry they lack.
INSERT INTO audit_entry (county_code, region_code, tx, at, command, table_name, row_id, action, row_digest)
  SELECT '000000', '000000000000', pg_current_xact_id(), clock_timestamp(), 'session.adopt', 'session', sid_hash, 'INSERT',
    audit_digest(to_jsonb(s) - 'last_seen_at') FROM session s;
