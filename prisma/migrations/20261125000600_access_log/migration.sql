-- Who read, searched, unmasked, exported or printed what, and what was refused; and for whom somebody acted.

-- ───── settings of a transaction ─────

CREATE FUNCTION app_acting() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN current_setting('app.acting', true) ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
              THEN current_setting('app.acting', true)::uuid END
$$;
COMMENT ON FUNCTION app_acting() IS 'For whom the actor acts as a deputy, else NULL.';

CREATE FUNCTION app_accounts() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN current_setting('app.accounts', true) ~ '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$'
              THEN current_setting('app.accounts', true) END
$$;
COMMENT ON FUNCTION app_accounts() IS 'The part of the country whose accounts the actor keeps without seeing its people, else NULL.';

-- ───── acting for ─────

-- Without a value it is left out of what seals cover, so that older seals hold (lib/audit/sql.ts).
ALTER TABLE "audit_entry" ADD COLUMN "acting_for" UUID;

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
  INSERT INTO audit_entry (county_code, region_code, tx, at, actor_id, acting_for, command, table_name, row_id, action, old_values, new_values, row_digest)
  VALUES (coalesce(r ->> 'county_code', '000000'), coalesce(r ->> 'region_code', '000000000000'), pg_current_xact_id(), clock_timestamp(),
    app_actor(), app_acting(), coalesce(current_setting('app.command', true), ''), TG_ARGV[0], row_key, TG_OP,
    CASE TG_OP WHEN 'UPDATE' THEN audit_changed(o, n) WHEN 'DELETE' THEN audit_changed(o, '{}') END,
    CASE TG_OP WHEN 'UPDATE' THEN audit_changed(n, o) END,
    CASE WHEN n IS NOT NULL THEN audit_digest(n) END);
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION audit_insert() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public SET timezone = 'UTC' SET bytea_output = 'hex' AS $$
DECLARE
  keys text[] := string_to_array(TG_ARGV[1], ',');
  ignored text[] := CASE WHEN TG_NARGS > 2 THEN string_to_array(TG_ARGV[2], ',') END;
  this_tx xid8 := pg_current_xact_id();
  actor uuid := app_actor();
  acting uuid := app_acting();
  this_command text := coalesce(current_setting('app.command', true), '');
  this_table text := TG_ARGV[0];
BEGIN
  IF cardinality(keys) > 3 THEN RAISE EXCEPTION '%: more than three key columns', this_table; END IF;
  INSERT INTO audit_entry (county_code, region_code, tx, at, actor_id, acting_for, command, table_name, row_id, action, row_digest)
  SELECT coalesce(n ->> 'county_code', '000000'), coalesce(n ->> 'region_code', '000000000000'), this_tx, clock_timestamp(), actor, acting,
    this_command, this_table, concat_ws('/', n ->> keys[1], n ->> keys[2], n ->> keys[3]), 'INSERT', audit_digest(n)
  FROM (SELECT CASE WHEN ignored IS NULL THEN to_jsonb(a) ELSE to_jsonb(a) - ignored END AS n FROM added a OFFSET 0) x;
  RETURN NULL;
END $$;

-- ───── reading ─────

CREATE TABLE "access_log" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "actor_id" UUID,
  "acting_for" UUID,
  "kind" VARCHAR(20) NOT NULL,
  "household_id" UUID,
  "person_id" UUID,
  "account_id" UUID,
  "field" VARCHAR(60),
  "purpose" VARCHAR(30),
  "reason" VARCHAR(300),
  CONSTRAINT "access_log_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT access_log_kind_known CHECK ("kind" IN ('READ', 'UNMASK', 'SEARCH_ID', 'EXPORT', 'PRINT', 'DENIED')),
  CONSTRAINT access_log_by_somebody CHECK ("actor_id" IS NOT NULL OR "kind" = 'DENIED'),
  CONSTRAINT access_log_unmask_has_reason CHECK ("kind" <> 'UNMASK' OR ("household_id" IS NOT NULL AND "field" IS NOT NULL AND length("purpose") > 0 AND length("reason") > 0))
);
CREATE INDEX "access_log_county_code_household_id_at_idx" ON "access_log"("county_code", "household_id", "at" DESC);
CREATE INDEX "access_log_actor_id_at_idx" ON "access_log"("actor_id", "at" DESC);
CREATE INDEX "access_log_county_code_region_code_at_idx" ON "access_log"("county_code", "region_code", "at" DESC);

SELECT guard_table('access_log', 'county_code,id', 'all');
CREATE POLICY helpers_read_their_own ON access_log AS RESTRICTIVE FOR SELECT TO fangxian_app
  USING (NOT app_own_only() OR actor_id = app_actor());
COMMENT ON POLICY helpers_read_their_own ON access_log IS 'A paired helper does not see who else read a household.';
CREATE POLICY in_ones_own_name ON access_log AS RESTRICTIVE FOR INSERT TO fangxian_app
  WITH CHECK (actor_id = app_actor() AND acting_for IS NOT DISTINCT FROM app_acting() AND (NOT app_own_only() OR EXISTS
    (SELECT FROM household_helper h WHERE h.county_code = access_log.county_code AND h.household_id = access_log.household_id)));
COMMENT ON POLICY in_ones_own_name ON access_log IS 'Nobody writes down that somebody else has read.';
CREATE TRIGGER access_log_is_final BEFORE UPDATE OR DELETE ON access_log FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER access_log_never_truncated BEFORE TRUNCATE ON access_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
GRANT SELECT, INSERT ON access_log TO fangxian_app;

-- At most thirty unmasked values in an hour by one person, wherever he is posted; two at the same time are counted one after the other.
CREATE FUNCTION unmasked_lately(p_actor uuid, p_at timestamptz) RETURNS int LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT count(*)::int FROM access_log WHERE actor_id = p_actor AND kind = 'UNMASK' AND at > p_at - interval '1 hour'
$$;
CREATE FUNCTION refuse_too_many_unmasked() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('unmask:' || NEW.actor_id::text, 0));
  IF unmasked_lately(NEW.actor_id, NEW.at) >= 30 THEN
    RAISE EXCEPTION 'access_log: thirty values in an hour' USING ERRCODE = 'FX003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER access_log_thirty_an_hour BEFORE INSERT ON access_log FOR EACH ROW WHEN (NEW.kind = 'UNMASK') EXECUTE FUNCTION refuse_too_many_unmasked();
COMMENT ON TRIGGER access_log_thirty_an_hour ON access_log IS 'The thirty-first unmasked value within an hour is refused.';

-- ───── refusals: written also where the deed itself left nothing ─────

CREATE FUNCTION log_denied(p_actor uuid, p_acting uuid, p_account uuid, p_region text, p_field text, p_reason text, p_at timestamptz)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  INSERT INTO access_log (county_code, id, region_code, at, actor_id, acting_for, kind, account_id, field, reason)
  VALUES (left(p_region, 6), gen_random_uuid(), p_region, p_at, p_actor, p_acting, 'DENIED', p_account, left(p_field, 60), left(p_reason, 300))
$$;
COMMENT ON FUNCTION log_denied(uuid, uuid, uuid, text, text, text, timestamptz) IS
  'A refused sign-in or deed, outside the transaction that was refused. Can only add refusals.';

DO $$
DECLARE f text;
BEGIN
  FOREACH f IN ARRAY ARRAY['app_acting()', 'app_accounts()', 'unmasked_lately(uuid, timestamptz)', 'refuse_too_many_unmasked()',
    'log_denied(uuid, uuid, uuid, text, text, text, timestamptz)'] LOOP
    EXECUTE 'REVOKE ALL ON FUNCTION ' || f || ' FROM PUBLIC';
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION app_acting(), app_accounts(), unmasked_lately(uuid, timestamptz),
  log_denied(uuid, uuid, uuid, text, text, text, timestamptz) TO fangxian_app;
