-- 责任单位 · The responsible unit is compared by what its name says, not by how it is written: no spaces, no punctuation, one width, one case.

CREATE FUNCTION unit_key(p_unit text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  -- Letters by their code points and not by a locale's classes: every supported server then keeps the same ones.
  SELECT regexp_replace(lower(normalize(p_unit, NFKC) COLLATE "C"),
    '[^0-9a-z\u00C0-\u024F\u0370-\u052F\u0F00-\u0FFF\u1800-\u18AF\u3005-\u3007\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF\U00020000-\U0003FFFF]', '', 'g')
$$;
COMMENT ON FUNCTION unit_key(text) IS 'A unit''s name by its letters and digits alone; the same stands in lib/findings/rules/units.ts.';
REVOKE ALL ON FUNCTION unit_key(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION unit_key(text) TO fangxian_app;

ALTER TABLE finding
  ADD COLUMN "unit_key" TEXT GENERATED ALWAYS AS (unit_key("unit")) STORED,
  ADD COLUMN "submitted_unit_key" TEXT GENERATED ALWAYS AS (unit_key("submitted_unit")) STORED;

-- Lines that were verified or closed under the old comparison stay as they are; every line that is written from now on is held to the new one.
ALTER TABLE finding DROP CONSTRAINT finding_other_unit,
  ADD CONSTRAINT finding_other_unit CHECK (unit_key("verified_unit") <> unit_key("unit") AND unit_key("verified_unit") <> unit_key("submitted_unit")
    AND unit_key("closed_unit") <> unit_key("unit") AND unit_key("closed_unit") <> unit_key("submitted_unit")) NOT VALID,
  ADD CONSTRAINT finding_unit_named CHECK (unit_key("unit") <> '' AND unit_key("submitted_unit") <> '' AND unit_key("verified_unit") <> '' AND unit_key("closed_unit") <> '')
    NOT VALID;

DROP POLICY own_unit ON finding;
CREATE POLICY own_unit ON finding AS RESTRICTIVE TO fangxian_app
  USING ((SELECT app_department()) IS NULL OR unit_key = (SELECT unit_key(app_department())) OR found_by = app_actor())
  WITH CHECK ((SELECT app_department()) IS NULL OR unit_key = (SELECT unit_key(app_department())) OR found_by = app_actor());
COMMENT ON POLICY own_unit ON finding IS 'A line department sees the lines it must put right and those it found.';

-- Units somebody is posted for today in a region, below it, and above it within the county: from whom a line can be put right.
CREATE FUNCTION units_around(p_region text) RETURNS TABLE (unit text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  WITH r AS (SELECT g.code, left(g.code, CASE g.level WHEN 'COUNTY' THEN 6 WHEN 'TOWNSHIP' THEN 9 ELSE 12 END) AS prefix FROM region g
    WHERE g.code = p_region AND g.level IN ('COUNTY', 'TOWNSHIP', 'VILLAGE') AND g.code >= app_lo() AND g.code < app_hi())
  SELECT DISTINCT u.unit FROM r JOIN posting p ON p.county_code = left(r.code, 6)
    AND (starts_with(p.region_code, r.prefix) OR p.region_code IN (left(r.code, 6) || '000000', left(r.code, 9) || '000'))
  JOIN app_user u ON u.id = p.user_id AND u.is_active
  WHERE p.valid_from <= app_today() AND (p.valid_to IS NULL OR p.valid_to >= app_today()) AND (p.proposed_by IS NULL OR p.decision = 'CONFIRMED')
    AND p.acting_for IS NULL AND unit_key(u.unit) <> ''
$$;
COMMENT ON FUNCTION units_around(text) IS 'Names of units only, of open posts around a region of the actor; nobody''s name.';
REVOKE ALL ON FUNCTION units_around(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION units_around(text) TO fangxian_app;

CREATE OR REPLACE FUNCTION refuse_finding_step() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  me uuid := app_actor(); said text[] := ARRAY['finding_no', 'source', 'source_year', 'document', 'aspect', 'category', 'level', 'reach', 'needs', 'title',
    'content', 'found_on', 'found_by', 'found_by_name', 'found_unit', 'origin_kind', 'origin_id', 'region_code', 'county_code', 'id'];
  missing text; before jsonb := to_jsonb(OLD) - ARRAY['unit_key', 'submitted_unit_key']; after jsonb := to_jsonb(NEW) - ARRAY['unit_key', 'submitted_unit_key']; each text;
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
      OR (NEW.status <> 'REVIEWED' AND unit_key(unit_of(app_acting())) IN (unit_key(OLD.unit), unit_key(OLD.submitted_unit)))) THEN
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
