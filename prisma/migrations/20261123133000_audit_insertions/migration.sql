-- Insertions are audited once per statement: still one entry per row, in the same transaction, in the order of the rows, with the same
-- columns and the same digest. A large import spent most of its time in calling the trigger for every row.

CREATE FUNCTION audit_insert() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public SET timezone = 'UTC' SET bytea_output = 'hex' AS $$
DECLARE
  keys text[] := string_to_array(TG_ARGV[1], ',');
  ignored text[] := CASE WHEN TG_NARGS > 2 THEN string_to_array(TG_ARGV[2], ',') END;
  this_tx xid8 := pg_current_xact_id();
  actor uuid := app_actor();
  this_command text := coalesce(current_setting('app.command', true), '');
  this_table text := TG_ARGV[0];
BEGIN
  IF cardinality(keys) > 3 THEN RAISE EXCEPTION '%: more than three key columns', this_table; END IF;
  INSERT INTO audit_entry (county_code, region_code, tx, at, actor_id, command, table_name, row_id, action, row_digest)
  SELECT coalesce(n ->> 'county_code', '000000'), coalesce(n ->> 'region_code', '000000000000'), this_tx, clock_timestamp(), actor,
    this_command, this_table, concat_ws('/', n ->> keys[1], n ->> keys[2], n ->> keys[3]), 'INSERT', audit_digest(n)
  FROM (SELECT CASE WHEN ignored IS NULL THEN to_jsonb(a) ELSE to_jsonb(a) - ignored END AS n FROM added a OFFSET 0) x;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION audit_insert() FROM PUBLIC;

DO $$
DECLARE
  t record; arguments text;
BEGIN
  FOR t IN SELECT c.relname, string_to_array(encode(g.tgargs, 'escape'), '\000') AS args, g.tgnargs
    FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid
    WHERE g.tgname = 'audit_change' AND c.relnamespace = 'public'::regnamespace
  LOOP
    SELECT string_agg(quote_literal(a), ', ' ORDER BY i) INTO arguments
      FROM unnest(t.args) WITH ORDINALITY AS u(a, i) WHERE i <= t.tgnargs;
    EXECUTE format('DROP TRIGGER audit_change ON %I', t.relname);
    EXECUTE format('CREATE TRIGGER audit_change AFTER UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION audit_change(%s)', t.relname, arguments);
    EXECUTE format('CREATE TRIGGER audit_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_insert(%s)', t.relname, arguments);
  END LOOP;
END $$;
