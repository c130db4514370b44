-- Who asks, from where, on which day: settings of one transaction, read by policies and triggers.
-- A reverted setting is the empty string on a pooled connection, so every reader validates first and answers NULL otherwise.

CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE FUNCTION app_lo() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN current_setting('app.scope', true) ~ '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$'
              THEN current_setting('app.scope', true) END
$$;
COMMENT ON FUNCTION app_lo() IS 'Lower end of the scope: a code cut by its level, else NULL (no rows).';

CREATE FUNCTION app_hi() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN current_setting('app.scope', true) ~ '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$'
              THEN left(current_setting('app.scope', true), -1)
                   || chr(ascii(right(current_setting('app.scope', true), 1)) + 1) END
$$;
COMMENT ON FUNCTION app_hi() IS 'First code past the scope in byte order, else NULL (no rows).';

CREATE FUNCTION app_actor() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN current_setting('app.actor', true) ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
              THEN current_setting('app.actor', true)::uuid END
$$;

CREATE FUNCTION app_own_only() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(current_setting('app.own', true), '') = '1'
$$;
COMMENT ON FUNCTION app_own_only() IS 'True for paired helpers: within the region only their own households.';

CREATE FUNCTION app_today() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN current_setting('app.today', true) ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'
              THEN current_setting('app.today', true)::date
              ELSE (now() AT TIME ZONE 'Asia/Shanghai')::date END
$$;

-- plpgsql, because the table it reads is created later.
CREATE FUNCTION installation_is_demo() RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT is_demo FROM installation);
END
$$;
