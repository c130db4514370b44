-- Tables that officials make themselves: the definition is kept and shared, the figures are counted anew for whoever opens it.

CREATE TABLE "saved_table" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "name" VARCHAR(60) NOT NULL,
  "definition" JSONB NOT NULL,
  "shared" VARCHAR(8) NOT NULL,
  "owner_id" UUID NOT NULL,
  "owner_name" VARCHAR(60) NOT NULL,
  "owner_unit" VARCHAR(120) NOT NULL DEFAULT '',
  "saved_at" TIMESTAMPTZ(3) NOT NULL,
  "ended_at" TIMESTAMPTZ(3),
  "version" INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT "saved_table_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT saved_table_named CHECK ("name" <> ''),
  CONSTRAINT saved_table_shared CHECK ("shared" IN ('ME', 'OFFICE', 'BELOW')),
  CONSTRAINT saved_table_definition CHECK (jsonb_typeof("definition") = 'object' AND octet_length("definition"::text) <= 20000)
);
CREATE INDEX "saved_table_county_code_region_code_saved_at_idx" ON "saved_table"("county_code", "region_code", "saved_at" DESC);
CREATE INDEX "saved_table_owner_id_saved_at_idx" ON "saved_table"("owner_id", "saved_at" DESC);
ALTER TABLE "saved_table" ADD CONSTRAINT "saved_table_region_code_fkey" FOREIGN KEY ("region_code") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

SELECT guard_table('saved_table', 'county_code,id', 'none');

-- A definition tells of nobody, so those below may read what is shared with them; and nobody reads what is not shared with him.
CREATE POLICY of_places_above ON saved_table FOR SELECT TO fangxian_app USING (app_above(region_code));
COMMENT ON POLICY of_places_above ON saved_table IS 'Definitions of the township, county, city and province that the actor''s region lies in; reading only.';

CREATE FUNCTION app_here(p_region text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(p_region = rpad(app_lo(), 12, '0'), false)
$$;
COMMENT ON FUNCTION app_here(text) IS 'Whether a region is the actor''s own; no scope, none.';

CREATE POLICY as_shared ON saved_table AS RESTRICTIVE FOR SELECT TO fangxian_app USING (owner_id = app_actor()
  OR (shared = 'OFFICE' AND app_here(region_code)) OR (shared = 'BELOW' AND (app_here(region_code) OR app_above(region_code))));
COMMENT ON POLICY as_shared ON saved_table IS 'One''s own, what is shared with one''s region, and what is shared with everyone below a region that one''s own lies in.';
CREATE POLICY owner_changes ON saved_table AS RESTRICTIVE FOR UPDATE TO fangxian_app USING (owner_id = app_actor()) WITH CHECK (owner_id = app_actor());
COMMENT ON POLICY owner_changes ON saved_table IS 'Only its owner changes or ends a table.';
CREATE POLICY owner_saves ON saved_table AS RESTRICTIVE FOR INSERT TO fangxian_app WITH CHECK (owner_id = app_actor() AND app_here(region_code));
COMMENT ON POLICY owner_saves ON saved_table IS 'A table is saved by its owner, for the region in which he is posted.';

CREATE FUNCTION guard_saved_table() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changes text[] := ARRAY['name', 'definition', 'shared', 'saved_at', 'ended_at', 'version'];
BEGIN
  IF OLD.ended_at IS NOT NULL OR NEW.version <> OLD.version + 1 OR to_jsonb(OLD) - changes IS DISTINCT FROM to_jsonb(NEW) - changes THEN
    RAISE EXCEPTION 'saved_table: its owner stays, every change counts one version, and what ended stays so' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER saved_table_keeps BEFORE UPDATE ON saved_table FOR EACH ROW EXECUTE FUNCTION guard_saved_table();
COMMENT ON TRIGGER saved_table_keeps ON saved_table IS 'Owner and region stay, versions count, and an ended table stays ended.';
CREATE TRIGGER saved_table_never_deleted BEFORE DELETE ON saved_table FOR EACH ROW EXECUTE FUNCTION refuse_change();

REVOKE ALL ON FUNCTION app_here(text), guard_saved_table() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app_here(text), guard_saved_table() TO fangxian_app;
GRANT SELECT, INSERT, UPDATE (name, definition, shared, saved_at, ended_at, version) ON saved_table TO fangxian_app;
