-- Figures of a past day: what is dated nowhere else is kept by its days, and what was counted of an asked day stands beside the tallies.

-- ───── days on which a household was visited ─────

CREATE TABLE "household_visit_day" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "household_id" UUID NOT NULL,
  "visited_on" DATE NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  CONSTRAINT "household_visit_day_pkey" PRIMARY KEY ("county_code", "household_id", "visited_on")
);
ALTER TABLE "household_visit_day" ADD CONSTRAINT "household_visit_day_county_code_household_id_region_code_fkey"
  FOREIGN KEY ("county_code", "household_id", "region_code") REFERENCES "household"("county_code", "id", "region_code")
  ON DELETE CASCADE ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

CREATE FUNCTION keep_visit_day() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO household_visit_day (county_code, household_id, visited_on, region_code)
    SELECT DISTINCT v.county_code, v.household_id, v.visited_on, v.region_code FROM changed v ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
-- The household says itself when it was last visited: by a merge, a seed or an undoing, too.
CREATE FUNCTION keep_visit_day_first() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO household_visit_day (county_code, household_id, visited_on, region_code)
    SELECT h.county_code, h.id, h.last_visited_on, h.region_code FROM changed h WHERE h.last_visited_on IS NOT NULL ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE FUNCTION keep_visit_day_last() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  DELETE FROM household_visit_day d WHERE d.county_code = NEW.county_code AND d.household_id = NEW.id
    AND (NEW.last_visited_on IS NULL OR d.visited_on > NEW.last_visited_on);
  IF NEW.last_visited_on IS NOT NULL THEN
    INSERT INTO household_visit_day (county_code, household_id, visited_on, region_code)
      VALUES (NEW.county_code, NEW.id, NEW.last_visited_on, NEW.region_code) ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;

INSERT INTO household_visit_day (county_code, household_id, visited_on, region_code)
  SELECT v.county_code, v.household_id, v.visited_on, v.region_code FROM visit v JOIN household h ON h.county_code = v.county_code AND h.id = v.household_id
    AND v.visited_on <= h.last_visited_on
  UNION SELECT county_code, id, last_visited_on, region_code FROM household WHERE last_visited_on IS NOT NULL;

CREATE TRIGGER keep_visit_day AFTER INSERT ON visit REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_visit_day();
CREATE TRIGGER keep_visit_day_first AFTER INSERT ON household REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_visit_day_first();
CREATE TRIGGER keep_visit_day_last AFTER UPDATE ON household FOR EACH ROW
  WHEN (OLD.last_visited_on IS DISTINCT FROM NEW.last_visited_on) EXECUTE FUNCTION keep_visit_day_last();
COMMENT ON TRIGGER keep_visit_day_last ON household IS 'What was the last visit on any day stays known.';

-- ───── guarantees: from which day to which a result was the last known ─────

CREATE TABLE "guarantee_span" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "household_id" UUID NOT NULL,
  "item" "GuaranteeItem" NOT NULL,
  "valid_from" DATE NOT NULL,
  "valid_to" DATE,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "result" "GuaranteeResult" NOT NULL,
  CONSTRAINT "guarantee_span_pkey" PRIMARY KEY ("county_code", "household_id", "item", "valid_from"),
  CONSTRAINT guarantee_span_dates CHECK ("valid_to" > "valid_from")
);
CREATE UNIQUE INDEX guarantee_span_one_open ON "guarantee_span" ("county_code", "household_id", "item") WHERE "valid_to" IS NULL;
ALTER TABLE "guarantee_span" ADD CONSTRAINT "guarantee_span_county_code_household_id_region_code_fkey"
  FOREIGN KEY ("county_code", "household_id", "region_code") REFERENCES "household"("county_code", "id", "region_code")
  ON DELETE CASCADE ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

-- From the visits up to the day of the known result, and that result itself; equal results that follow one another are one span. The known rows are
-- brought along and visits looked up household by household: the plan is kept for the session, and one made while a first load had brought few rows
-- would read the whole county each time.
CREATE FUNCTION fill_guarantee_spans(p_county text[], p_household uuid[], p_item text[], p_region text[], p_result text[], p_day date[], p_visit uuid[])
RETURNS void LANGUAGE sql SET search_path = pg_catalog, public AS $$
  WITH g AS (SELECT DISTINCT k.county_code, k.household_id, k.item::"GuaranteeItem" AS item, k.region_code, k.result::"GuaranteeResult" AS result, k.checked_on, k.visit_id
      FROM unnest(p_county, p_household, p_item, p_region, p_result, p_day, p_visit)
        AS k(county_code, household_id, item, region_code, result, checked_on, visit_id)),
    told AS (
      SELECT g.county_code, g.household_id, g.item, g.region_code, g.checked_on AS day, g.result, 'infinity'::timestamptz AS at, g.visit_id AS id FROM g
      UNION ALL SELECT g.county_code, g.household_id, g.item, g.region_code, v.visited_on, (v.guarantees -> g.item::text ->> 'result')::"GuaranteeResult", v.recorded_at, v.id
        FROM g CROSS JOIN LATERAL (SELECT * FROM visit n WHERE n.county_code = g.county_code AND n.household_id = g.household_id
          AND n.visited_on < g.checked_on ORDER BY n.visited_on DESC OFFSET 0) v
        WHERE v.guarantees -> g.item::text ->> 'result' IN ('PASS', 'FAIL', 'NOT_APPLICABLE')),
    daily AS (SELECT DISTINCT ON (county_code, household_id, item, day) * FROM told ORDER BY county_code, household_id, item, day, at DESC, id DESC),
    turn AS (SELECT * FROM (SELECT d.*, lag(d.result) OVER w AS before FROM daily d WINDOW w AS (PARTITION BY county_code, household_id, item ORDER BY day)) x
      WHERE x.result IS DISTINCT FROM x.before)
  INSERT INTO guarantee_span (county_code, household_id, item, valid_from, valid_to, region_code, result)
    SELECT county_code, household_id, item, day, lead(day) OVER (PARTITION BY county_code, household_id, item ORDER BY day), region_code, result FROM turn;
$$;

CREATE FUNCTION keep_guarantee_first() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM fill_guarantee_spans(array_agg(g.county_code::text), array_agg(g.household_id), array_agg(g.item::text), array_agg(g.region_code::text),
    array_agg(g.result::text), array_agg(g.checked_on), array_agg(g.visit_id)) FROM changed g;
  RETURN NULL;
END $$;
CREATE FUNCTION keep_guarantee_next() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  -- Taken back to an earlier day: what came after it was never so.
  DELETE FROM guarantee_span s USING changed g WHERE s.county_code = g.county_code AND s.household_id = g.household_id AND s.item = g.item
    AND s.valid_from > g.checked_on;
  UPDATE guarantee_span s SET valid_to = CASE WHEN s.result <> g.result AND s.valid_from < g.checked_on THEN g.checked_on END,
      result = CASE WHEN s.valid_from = g.checked_on THEN g.result ELSE s.result END
    FROM changed g WHERE s.county_code = g.county_code AND s.household_id = g.household_id AND s.item = g.item
      AND (s.valid_to IS NULL OR s.valid_to > g.checked_on)
      AND (s.valid_to, s.result) IS DISTINCT FROM (CASE WHEN s.result <> g.result AND s.valid_from < g.checked_on THEN g.checked_on END,
        CASE WHEN s.valid_from = g.checked_on THEN g.result ELSE s.result END);
  INSERT INTO guarantee_span (county_code, household_id, item, valid_from, region_code, result)
    SELECT g.county_code, g.household_id, g.item, g.checked_on, g.region_code, g.result FROM changed g
    WHERE NOT EXISTS (SELECT FROM guarantee_span s WHERE s.county_code = g.county_code AND s.household_id = g.household_id AND s.item = g.item
      AND s.valid_to IS NULL);
  RETURN NULL;
END $$;
CREATE FUNCTION keep_guarantee_gone() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  DELETE FROM guarantee_span s USING changed g WHERE s.county_code = g.county_code AND s.household_id = g.household_id AND s.item = g.item
    AND NOT EXISTS (SELECT FROM guarantee_state n WHERE n.county_code = g.county_code AND n.household_id = g.household_id AND n.item = g.item);
  RETURN NULL;
END $$;
-- A visit that is told after a later one changes only the days between.
CREATE FUNCTION keep_guarantee_late() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  DELETE FROM guarantee_span p USING changed v, guarantee_state s WHERE s.county_code = v.county_code AND s.household_id = v.household_id
    AND s.checked_on > v.visited_on AND p.county_code = s.county_code AND p.household_id = s.household_id AND p.item = s.item;
  PERFORM fill_guarantee_spans(array_agg(g.county_code::text), array_agg(g.household_id), array_agg(g.item::text), array_agg(g.region_code::text),
      array_agg(g.result::text), array_agg(g.checked_on), array_agg(g.visit_id))
    FROM changed v JOIN guarantee_state g ON g.county_code = v.county_code AND g.household_id = v.household_id AND g.checked_on > v.visited_on;
  RETURN NULL;
END $$;

SELECT fill_guarantee_spans(array_agg(county_code::text), array_agg(household_id), array_agg(item::text), array_agg(region_code::text),
  array_agg(result::text), array_agg(checked_on), array_agg(visit_id)) FROM guarantee_state;

CREATE TRIGGER keep_guarantee_first AFTER INSERT ON guarantee_state REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_guarantee_first();
CREATE TRIGGER keep_guarantee_next AFTER UPDATE ON guarantee_state REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_guarantee_next();
CREATE TRIGGER keep_guarantee_gone AFTER DELETE ON guarantee_state REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_guarantee_gone();
CREATE TRIGGER keep_guarantee_late AFTER INSERT ON visit REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_guarantee_late();
COMMENT ON TRIGGER keep_guarantee_next ON guarantee_state IS 'What was last known of a guarantee on any day stays known.';

-- ───── the day by which an open clue was due ─────

CREATE TABLE "clue_due" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "clue_id" UUID NOT NULL,
  "valid_from" DATE NOT NULL,
  "valid_to" DATE,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "verify_by" DATE NOT NULL,
  CONSTRAINT "clue_due_pkey" PRIMARY KEY ("county_code", "clue_id", "valid_from"),
  CONSTRAINT clue_due_dates CHECK ("valid_to" > "valid_from")
);
ALTER TABLE "clue_due" ADD CONSTRAINT "clue_due_county_code_clue_id_region_code_fkey" FOREIGN KEY ("county_code", "clue_id", "region_code")
  REFERENCES "clue"("county_code", "id", "region_code") ON DELETE CASCADE ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

CREATE FUNCTION keep_clue_due() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE since date := greatest(app_effective(), NEW.opened_on);
BEGIN
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM clue_due d WHERE d.county_code = NEW.county_code AND d.clue_id = NEW.id AND d.valid_from >= since;
    UPDATE clue_due d SET valid_to = since WHERE d.county_code = NEW.county_code AND d.clue_id = NEW.id AND (d.valid_to IS NULL OR d.valid_to > since);
  END IF;
  INSERT INTO clue_due (county_code, clue_id, valid_from, region_code, verify_by)
    VALUES (NEW.county_code, NEW.id, CASE WHEN TG_OP = 'INSERT' THEN NEW.opened_on ELSE since END, NEW.region_code, NEW.verify_by);
  RETURN NULL;
END $$;

-- The day of the home check until it was made, the day of today since.
WITH checked AS (
  SELECT c.county_code, c.id, c.region_code, c.opened_on, c.verify_by, d.due_on, d.met_on
  FROM clue c LEFT JOIN LATERAL (SELECT x.due_on, greatest(x.met_on, c.opened_on + 1) AS met_on FROM deadline x WHERE x.county_code = c.county_code
    AND x.subject_id = c.id AND x.kind = 'HOME_CHECK' AND x.status = 'MET' AND x.due_on <> c.verify_by ORDER BY x.met_on DESC LIMIT 1) d ON true)
INSERT INTO clue_due (county_code, clue_id, valid_from, valid_to, region_code, verify_by)
  SELECT county_code, id, opened_on, met_on, region_code, coalesce(due_on, verify_by) FROM checked
  UNION ALL SELECT county_code, id, met_on, NULL, region_code, verify_by FROM checked WHERE met_on IS NOT NULL;

CREATE TRIGGER keep_clue_due_first AFTER INSERT ON clue FOR EACH ROW EXECUTE FUNCTION keep_clue_due();
CREATE TRIGGER keep_clue_due_next AFTER UPDATE ON clue FOR EACH ROW WHEN (OLD.verify_by IS DISTINCT FROM NEW.verify_by) EXECUTE FUNCTION keep_clue_due();
COMMENT ON TRIGGER keep_clue_due_next ON clue IS 'By when a clue was due on any day stays known.';

-- ───── figures of an asked past day ─────

ALTER TABLE "village_tally" ADD COLUMN "recounted_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp();
COMMENT ON COLUMN "village_tally"."recounted_at" IS 'The instant of the count, later than its snapshot: whatever it saw first was not yet counted in a past day of before.';

CREATE TABLE "village_tally_day" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "day" DATE NOT NULL,
  "indicator" VARCHAR(60) NOT NULL,
  "numerator_households" INTEGER NOT NULL,
  "numerator_persons" INTEGER NOT NULL,
  "denominator_households" INTEGER NOT NULL,
  "denominator_persons" INTEGER NOT NULL,
  "definition_version" INTEGER NOT NULL,
  "counted_at" TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT "village_tally_day_pkey" PRIMARY KEY ("county_code", "day", "region_code", "indicator")
);
COMMENT ON COLUMN "village_tally_day"."counted_at" IS 'An instant before the snapshot of the count.';

SELECT guard_table('household_visit_day', '', 'none');
SELECT guard_table('guarantee_span', '', 'none');
SELECT guard_table('clue_due', '', 'none');
SELECT guard_table('village_tally_day', '', 'none');
-- Whole counties are read at once: the scope is worked out once per statement.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['household_visit_day', 'guarantee_span', 'clue_due', 'village_tally_day'] LOOP
    EXECUTE format('ALTER POLICY region_scope ON %I USING (region_code >= (SELECT app_lo()) AND region_code < (SELECT app_hi()))
      WITH CHECK (region_code >= (SELECT app_lo()) AND region_code < (SELECT app_hi()))', t);
    EXECUTE format('ALTER POLICY not_for_helpers ON %I USING (NOT (SELECT app_own_only()))', t);
  END LOOP;
END $$;

-- Whether anything of a county changed since its past days were counted; a reader of one village cannot see that himself.
CREATE FUNCTION tally_changes(p_lo text, p_hi text) RETURNS TABLE (county_code text, changed_at timestamptz, is_marked boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT t.county_code, max(t.recounted_at), EXISTS (SELECT FROM tally_mark k WHERE k.county_code = t.county_code)
  FROM village_tally t WHERE t.county_code >= p_lo AND t.county_code <= p_hi
    AND t.county_code >= left(app_lo(), 6) AND t.county_code <= left(app_hi(), 6)
  GROUP BY t.county_code
$$;
COMMENT ON FUNCTION tally_changes(text, text) IS 'Of each county in the scope: the last recount, and whether a village waits for one. No figures.';

DO $$
DECLARE f text;
BEGIN
  FOREACH f IN ARRAY ARRAY['keep_visit_day()', 'keep_visit_day_first()', 'keep_visit_day_last()', 'fill_guarantee_spans(text[], uuid[], text[], text[], text[], date[], uuid[])',
    'keep_guarantee_first()', 'keep_guarantee_next()', 'keep_guarantee_gone()', 'keep_guarantee_late()', 'keep_clue_due()', 'tally_changes(text, text)']
  LOOP
    EXECUTE 'REVOKE ALL ON FUNCTION ' || f || ' FROM PUBLIC';
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION tally_changes(text, text) TO fangxian_app;
GRANT SELECT ON household_visit_day, guarantee_span, clue_due TO fangxian_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON village_tally_day TO fangxian_app;
