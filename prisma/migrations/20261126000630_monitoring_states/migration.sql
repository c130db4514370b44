-- Clues and cases through time: what each was, of which household and in which village, from day to day.

CREATE TABLE "monitoring_state" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "subject_id" UUID NOT NULL,
  "valid_from" DATE NOT NULL,
  "valid_to" DATE,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "village_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "household_id" UUID NOT NULL,
  "status" VARCHAR(20) NOT NULL,
  "clue_id" UUID,
  "case_id" UUID,
  CONSTRAINT "monitoring_state_pkey" PRIMARY KEY ("county_code", "subject_id", "valid_from"),
  CONSTRAINT monitoring_state_dates CHECK ("valid_to" > "valid_from"),
  CONSTRAINT monitoring_state_of_a_clue_or_a_case CHECK (num_nonnulls("clue_id", "case_id") = 1 AND "subject_id" = coalesce("clue_id", "case_id")),
  CONSTRAINT monitoring_state_is_a_status CHECK ("status" IN ('OPEN', 'CONFIRMED', 'DISMISSED') AND "clue_id" IS NOT NULL
    OR "status" IN ('MONITORED', 'SUPPORTED', 'REMOVAL_PROPOSED', 'RISK_REMOVED') AND "case_id" IS NOT NULL),
  CONSTRAINT monitoring_state_one_a_day EXCLUDE USING gist ("subject_id" WITH =, "county_code" WITH =, daterange("valid_from", "valid_to", '[)') WITH &&)
    DEFERRABLE INITIALLY IMMEDIATE
);
CREATE INDEX "monitoring_state_county_code_village_code_valid_from_idx" ON "monitoring_state"("county_code", "village_code", "valid_from");
ALTER TABLE "monitoring_state" ADD CONSTRAINT "monitoring_state_county_code_clue_id_region_code_fkey" FOREIGN KEY ("county_code", "clue_id", "region_code")
  REFERENCES "clue"("county_code", "id", "region_code") ON DELETE CASCADE ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "monitoring_state" ADD CONSTRAINT "monitoring_state_county_code_case_id_region_code_fkey" FOREIGN KEY ("county_code", "case_id", "region_code")
  REFERENCES "monitoring_case"("county_code", "id", "region_code") ON DELETE CASCADE ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
CREATE INDEX monitoring_state_clue ON "monitoring_state" ("county_code", "clue_id") WHERE "clue_id" IS NOT NULL;
CREATE INDEX monitoring_state_case ON "monitoring_state" ("county_code", "case_id") WHERE "case_id" IS NOT NULL;
SELECT guard_table('monitoring_state', '', 'own');
GRANT SELECT ON monitoring_state TO fangxian_app;

-- ───── the state that begins ─────

-- A clue begins open on the day it was opened, a case monitored on the day it was identified. What it becomes holds from the day that the row
-- names, else from the day of the deed; a deed of an earlier day than the last one changes what was known of the days since, and only that.
CREATE FUNCTION keep_monitoring_state() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  n jsonb := to_jsonb(NEW); is_clue boolean := TG_ARGV[0] = 'clue'; steps boolean := OLD.status IS DISTINCT FROM NEW.status; since date; cut monitoring_state;
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO monitoring_state (county_code, subject_id, valid_from, region_code, village_code, household_id, status, clue_id, case_id)
      VALUES (NEW.county_code, NEW.id, coalesce(n ->> 'opened_on', n ->> 'identified_on')::date, NEW.region_code, NEW.region_code, NEW.household_id,
        CASE WHEN is_clue THEN 'OPEN' ELSE 'MONITORED' END, CASE WHEN is_clue THEN NEW.id END, CASE WHEN NOT is_clue THEN NEW.id END);
    IF NEW.status::text IN ('OPEN', 'MONITORED') THEN RETURN NULL; END IF;
  END IF;
  since := coalesce(CASE WHEN steps THEN coalesce(n ->> 'decided_on', n ->> 'removed_on')::date END, app_effective());
  SELECT * INTO cut FROM monitoring_state s WHERE s.county_code = NEW.county_code AND s.subject_id = NEW.id
    AND s.valid_from < since AND (s.valid_to IS NULL OR s.valid_to > since);
  IF FOUND THEN
    UPDATE monitoring_state s SET valid_to = since
      WHERE s.county_code = cut.county_code AND s.subject_id = cut.subject_id AND s.valid_from = cut.valid_from;
    cut.valid_from := since;
    INSERT INTO monitoring_state SELECT cut.*;
  END IF;
  UPDATE monitoring_state s SET
    status = CASE WHEN steps THEN NEW.status::text ELSE s.status END,
    village_code = CASE WHEN OLD.region_code <> NEW.region_code THEN NEW.region_code ELSE s.village_code END,
    household_id = CASE WHEN OLD.household_id <> NEW.household_id THEN NEW.household_id ELSE s.household_id END
    WHERE s.county_code = NEW.county_code AND s.subject_id = NEW.id AND s.valid_from >= since;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION keep_monitoring_state() FROM PUBLIC;

-- ───── what the register knows already ─────

-- Of a clue its dates, of a case its dates and the changes in the audit, of both the villages in which their household was.
WITH subject AS (
  SELECT county_code, id, region_code, household_id, opened_on AS first_on, id AS clue_id, NULL::uuid AS case_id FROM clue
  UNION ALL SELECT county_code, id, region_code, household_id, identified_on, NULL, id FROM monitoring_case),
change AS (
  SELECT c.county_code, c.id, (e.at AT TIME ZONE 'Asia/Shanghai')::date AS day, e.id AS no, e.old_values ->> 'status' AS before, e.new_values ->> 'status' AS after
  FROM monitoring_case c JOIN audit_entry e ON e.table_name = 'monitoring_case' AND e.row_id = c.county_code || '/' || c.id
  WHERE e.action = 'INSERT' OR e.new_values ? 'status'),
told AS (
  SELECT county_code, id, opened_on AS day, 1::bigint AS no, 'OPEN' AS status FROM clue
  UNION ALL SELECT county_code, id, greatest(decided_on, opened_on), 2, status::text FROM clue WHERE status <> 'OPEN'
  UNION ALL SELECT county_code, id, identified_on, -1, 'MONITORED' FROM monitoring_case
  -- As what it was written down first, and what it became since.
  UNION ALL SELECT c.county_code, c.id, greatest(c.identified_on, (SELECT min(x.day) FROM change x WHERE x.county_code = c.county_code AND x.id = c.id)), 0,
    coalesce((SELECT x.before FROM change x WHERE x.county_code = c.county_code AND x.id = c.id AND x.before IS NOT NULL ORDER BY x.no LIMIT 1), c.status::text)
    FROM monitoring_case c
  UNION ALL SELECT x.county_code, x.id, greatest(x.day, c.identified_on), x.no, x.after
    FROM change x JOIN monitoring_case c ON c.county_code = x.county_code AND c.id = x.id WHERE x.after IS NOT NULL
  UNION ALL SELECT county_code, id, greatest(removed_on, identified_on), 9223372036854775807, 'RISK_REMOVED' FROM monitoring_case WHERE removed_on IS NOT NULL),
step AS (
  SELECT t.county_code, t.id, t.day, (array_agg(t.status ORDER BY t.no DESC))[1] AS status
  FROM told t LEFT JOIN monitoring_case c ON c.county_code = t.county_code AND c.id = t.id
  WHERE c.removed_on IS NULL OR t.day < c.removed_on AND t.status <> 'RISK_REMOVED' OR t.no = 9223372036854775807 OR t.no = -1
  GROUP BY 1, 2, 3),
marked AS (
  SELECT county_code, id, day, max(status) AS status FROM (
    SELECT county_code, id, day, status FROM step
    UNION ALL SELECT s.county_code, s.id, h.valid_from, NULL FROM subject s
      JOIN household_state h ON h.county_code = s.county_code AND h.household_id = s.household_id AND h.valid_from > s.first_on
      JOIN household_state p ON p.county_code = h.county_code AND p.household_id = h.household_id AND p.valid_to = h.valid_from
        AND p.village_code <> h.village_code) x
  GROUP BY 1, 2, 3),
run AS (SELECT *, count(status) OVER (PARTITION BY county_code, id ORDER BY day) AS nth FROM marked)
INSERT INTO monitoring_state (county_code, subject_id, valid_from, valid_to, region_code, village_code, household_id, status, clue_id, case_id)
SELECT r.county_code, r.id, r.day, lead(r.day) OVER (PARTITION BY r.county_code, r.id ORDER BY r.day), s.region_code,
  coalesce(h.village_code, s.region_code), s.household_id, max(r.status) OVER (PARTITION BY r.county_code, r.id, r.nth), s.clue_id, s.case_id
FROM run r JOIN subject s ON s.county_code = r.county_code AND s.id = r.id
  -- Before its record begins a household was where the record begins.
  LEFT JOIN LATERAL (SELECT x.village_code FROM household_state x WHERE x.county_code = s.county_code AND x.household_id = s.household_id
    ORDER BY x.valid_from <= r.day DESC, abs(x.valid_from - r.day) LIMIT 1) h ON true;

CREATE TRIGGER keep_monitoring_state_first AFTER INSERT ON clue FOR EACH ROW EXECUTE FUNCTION keep_monitoring_state('clue');
CREATE TRIGGER keep_monitoring_state_first AFTER INSERT ON monitoring_case FOR EACH ROW EXECUTE FUNCTION keep_monitoring_state('monitoring_case');
CREATE TRIGGER keep_monitoring_state_next AFTER UPDATE ON clue FOR EACH ROW
  WHEN ((OLD.region_code, OLD.household_id, OLD.status) IS DISTINCT FROM (NEW.region_code, NEW.household_id, NEW.status))
  EXECUTE FUNCTION keep_monitoring_state('clue');
CREATE TRIGGER keep_monitoring_state_next AFTER UPDATE ON monitoring_case FOR EACH ROW
  WHEN ((OLD.region_code, OLD.household_id, OLD.status) IS DISTINCT FROM (NEW.region_code, NEW.household_id, NEW.status))
  EXECUTE FUNCTION keep_monitoring_state('monitoring_case');
COMMENT ON TRIGGER keep_monitoring_state_next ON clue IS 'What a clue is changes from a day on; what it was stays known.';
COMMENT ON TRIGGER keep_monitoring_state_next ON monitoring_case IS 'What a case is changes from a day on; what it was stays known.';
