-- Battle supervision: which places are listed and why, who fights there by when, how far the key works are, what supervisors saw and helped, and delisting.

CREATE TYPE "ListedStatus" AS ENUM ('LISTED', 'IN_BATTLE', 'DELIST_PROPOSED', 'DELISTED');

-- 七项重点工作 · The key works are a catalogue that the county maintains; what the source leaves unread is marked as inferred.
CREATE TABLE "key_work" (
  "code" VARCHAR(24) NOT NULL,
  "applies_to" VARCHAR(12) COLLATE "C" NOT NULL DEFAULT '',
  "name_zh" VARCHAR(60) NOT NULL,
  "name_en" VARCHAR(120) NOT NULL,
  "is_inferred" BOOLEAN NOT NULL DEFAULT false,
  "sort_no" INTEGER NOT NULL,
  "ended_on" DATE,
  CONSTRAINT "key_work_pkey" PRIMARY KEY ("code"),
  CONSTRAINT key_work_prefix CHECK ("applies_to" ~ '^([0-9]{6})?$')
);
CREATE UNIQUE INDEX "key_work_applies_to_name_zh_key" ON "key_work"("applies_to", "name_zh");

CREATE TABLE "derivation_run" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "snapshot_on" DATE NOT NULL,
  "county_threshold" INTEGER NOT NULL,
  "village_threshold" INTEGER NOT NULL,
  "note" VARCHAR(300) NOT NULL DEFAULT '',
  "made_by" UUID NOT NULL,
  "made_by_name" VARCHAR(60) NOT NULL,
  "made_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "derivation_run_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT derivation_run_of_a_county CHECK (right("region_code", 6) = '000000'),
  CONSTRAINT derivation_run_thresholds CHECK ("county_threshold" >= 0 AND "village_threshold" >= 0)
);
CREATE INDEX "derivation_run_county_code_made_at_id_idx" ON "derivation_run"("county_code", "made_at", "id");

-- Every place with remaining poor persons on the day, whether it is above the threshold or not: exactly at the threshold is not listed.
CREATE TABLE "derivation_line" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "run_id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "households" INTEGER NOT NULL,
  "persons" INTEGER NOT NULL,
  "threshold" INTEGER NOT NULL,
  "is_matched" BOOLEAN NOT NULL,
  CONSTRAINT "derivation_line_pkey" PRIMARY KEY ("county_code", "run_id", "region_code"),
  CONSTRAINT derivation_line_counts CHECK ("households" >= 0 AND "persons" >= 0),
  CONSTRAINT derivation_line_matched CHECK ("is_matched" = ("persons" > "threshold"))
);

CREATE TABLE "listing_change" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "run_id" UUID NOT NULL,
  "kind" VARCHAR(6) NOT NULL,
  "target_type" VARCHAR(20) NOT NULL,
  "area_name" VARCHAR(60) NOT NULL DEFAULT '',
  "reason" VARCHAR(300) NOT NULL,
  "proposed_by" UUID NOT NULL,
  "proposed_by_name" VARCHAR(60) NOT NULL,
  "proposed_on" DATE NOT NULL,
  "proposed_digits" INTEGER NOT NULL,
  "decision" VARCHAR(8),
  "decided_by" UUID,
  "decided_by_name" VARCHAR(60),
  "decided_on" DATE,
  "decision_note" VARCHAR(300),
  CONSTRAINT "listing_change_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT listing_change_kind CHECK ("kind" IN ('ADD', 'REMOVE') AND "reason" <> ''),
  CONSTRAINT listing_change_target CHECK ("target_type" IN ('COUNTY_REMAINING', 'VILLAGE_REMAINING', 'COUNTY_DELISTED')
    AND CASE "target_type" WHEN 'VILLAGE_REMAINING' THEN right("region_code", 3) <> '000' ELSE right("region_code", 6) = '000000' END),
  CONSTRAINT listing_change_decided CHECK (num_nulls("decision", "decided_by", "decided_by_name", "decided_on", "decision_note") IN (0, 5)
    AND "decision" IN ('APPROVED', 'REFUSED')),
  CONSTRAINT listing_change_four_eyes CHECK ("decided_by" <> "proposed_by")
);
CREATE UNIQUE INDEX listing_change_one_of_a_place ON listing_change (county_code, run_id, region_code, area_name) WHERE decision IS DISTINCT FROM 'REFUSED';

CREATE TABLE "listed_place" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "run_id" UUID NOT NULL,
  "change_id" UUID,
  "target_type" VARCHAR(20) NOT NULL,
  "area_name" VARCHAR(60) NOT NULL DEFAULT '',
  "poor_households" INTEGER NOT NULL DEFAULT 0,
  "poor_persons" INTEGER NOT NULL DEFAULT 0,
  "listed_on" DATE NOT NULL,
  "listed_by" UUID NOT NULL,
  "listed_by_name" VARCHAR(60) NOT NULL,
  "leader" VARCHAR(60) NOT NULL DEFAULT '',
  "team" VARCHAR(200) NOT NULL DEFAULT '',
  "liaison" VARCHAR(200) NOT NULL DEFAULT '',
  "deadline_on" DATE,
  "status" "ListedStatus" NOT NULL DEFAULT 'LISTED',
  "proposed_by" UUID,
  "proposed_by_name" VARCHAR(60),
  "proposed_on" DATE,
  "proposed_digits" INTEGER,
  "delisted_by" UUID,
  "delisted_by_name" VARCHAR(60),
  "delisted_on" DATE,
  "last_step_on" DATE NOT NULL,
  "version" INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT "listed_place_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT listed_place_target CHECK ("target_type" IN ('COUNTY_REMAINING', 'VILLAGE_REMAINING', 'COUNTY_DELISTED')
    AND CASE "target_type" WHEN 'VILLAGE_REMAINING' THEN right("region_code", 3) <> '000' ELSE right("region_code", 6) = '000000' END),
  CONSTRAINT listed_place_in_battle CHECK ("status" = 'LISTED' OR ("leader" <> '' AND "team" <> '' AND "liaison" <> '' AND "deadline_on" IS NOT NULL)),
  CONSTRAINT listed_place_deadline CHECK ("deadline_on" > "listed_on"),
  CONSTRAINT listed_place_proposed CHECK (num_nulls("proposed_by", "proposed_by_name", "proposed_on", "proposed_digits") IN (0, 4)
    AND ("status" IN ('DELIST_PROPOSED', 'DELISTED')) = ("proposed_by" IS NOT NULL)),
  CONSTRAINT listed_place_delisted CHECK (num_nulls("delisted_by", "delisted_by_name", "delisted_on") IN (0, 3)
    AND ("status" = 'DELISTED') = ("delisted_by" IS NOT NULL)),
  CONSTRAINT listed_place_four_eyes CHECK ("delisted_by" <> "proposed_by")
);
CREATE UNIQUE INDEX "listed_place_county_code_id_region_code_key" ON "listed_place"("county_code", "id", "region_code");
CREATE INDEX "listed_place_county_code_region_code_status_idx" ON "listed_place"("county_code", "region_code", "status");
CREATE UNIQUE INDEX listed_place_one_open ON listed_place (county_code, region_code, area_name) WHERE status <> 'DELISTED';

CREATE TABLE "listed_step" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "place_id" UUID NOT NULL,
  "step_no" INTEGER NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "step" VARCHAR(12) NOT NULL,
  "to_status" "ListedStatus" NOT NULL,
  "step_on" DATE NOT NULL,
  "recorded_at" TIMESTAMPTZ(3) NOT NULL,
  "actor_id" UUID NOT NULL,
  "actor_name" VARCHAR(60) NOT NULL,
  "note" VARCHAR(500) NOT NULL DEFAULT '',
  CONSTRAINT "listed_step_pkey" PRIMARY KEY ("county_code", "place_id", "step_no")
);

CREATE TABLE "listed_work" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "place_id" UUID NOT NULL,
  "work_code" VARCHAR(24) NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "direction" VARCHAR(4) NOT NULL,
  "unit" VARCHAR(10) NOT NULL,
  "base" DECIMAL(12,2) NOT NULL,
  "current" DECIMAL(12,2) NOT NULL,
  "target" DECIMAL(12,2) NOT NULL,
  "reported_on" DATE,
  CONSTRAINT "listed_work_pkey" PRIMARY KEY ("county_code", "place_id", "work_code"),
  CONSTRAINT listed_work_direction CHECK (CASE "direction" WHEN 'UP' THEN "target" >= "base" WHEN 'DOWN' THEN "target" <= "base" ELSE false END),
  CONSTRAINT listed_work_values CHECK ("base" >= 0 AND "current" >= 0 AND "target" >= 0)
);

CREATE TABLE "work_report" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "place_id" UUID NOT NULL,
  "work_code" VARCHAR(24) NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "value" DECIMAL(12,2) NOT NULL,
  "reported_on" DATE NOT NULL,
  "note" VARCHAR(300) NOT NULL DEFAULT '',
  "reported_by" UUID NOT NULL,
  "reported_by_name" VARCHAR(60) NOT NULL,
  "reported_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "work_report_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT work_report_value CHECK ("value" >= 0)
);
CREATE INDEX "work_report_county_code_place_id_work_code_reported_on_idx" ON "work_report"("county_code", "place_id", "work_code", "reported_on");

CREATE TABLE "supervision_session" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "place_id" UUID NOT NULL,
  "session_no" VARCHAR(20) NOT NULL,
  "held_on" DATE NOT NULL,
  "mode" VARCHAR(12) NOT NULL,
  "method" VARCHAR(12) NOT NULL,
  "means" TEXT[],
  "team" VARCHAR(200) NOT NULL,
  "spots" VARCHAR(300) NOT NULL,
  "summary" VARCHAR(1000) NOT NULL DEFAULT '',
  "held_by" UUID NOT NULL,
  "held_by_name" VARCHAR(60) NOT NULL,
  "recorded_at" TIMESTAMPTZ(3) NOT NULL,
  "hidden_digits" INTEGER,
  "published_on" DATE,
  "published_by" UUID,
  "published_by_name" VARCHAR(60),
  CONSTRAINT "supervision_session_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT supervision_session_mode CHECK ("mode" IN ('ROUTINE', 'CONCENTRATED')),
  CONSTRAINT supervision_session_means CHECK ("means" <@ ARRAY['MEETING', 'PAPERS', 'ON_SITE', 'PHONE'] AND cardinality("means") > 0),
  CONSTRAINT supervision_session_published CHECK (num_nulls("published_on", "published_by", "published_by_name") IN (0, 3) AND "hidden_digits" IN (2, 4, 6, 9)
    AND CASE "method" WHEN 'ANNOUNCED' THEN "hidden_digits" IS NULL AND "published_on" IS NULL
      WHEN 'UNANNOUNCED' THEN ("hidden_digits" IS NULL) = ("published_on" IS NOT NULL) ELSE false END)
);
CREATE UNIQUE INDEX "supervision_session_county_code_session_no_key" ON "supervision_session"("county_code", "session_no");
CREATE UNIQUE INDEX "supervision_session_county_code_id_region_code_key" ON "supervision_session"("county_code", "id", "region_code");
CREATE INDEX "supervision_session_county_code_held_on_id_idx" ON "supervision_session"("county_code", "held_on", "id");
CREATE INDEX "supervision_session_county_code_place_id_held_on_idx" ON "supervision_session"("county_code", "place_id", "held_on");

CREATE TABLE "session_household" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "session_id" UUID NOT NULL,
  "household_id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  CONSTRAINT "session_household_pkey" PRIMARY KEY ("county_code", "session_id", "household_id")
);
CREATE INDEX "session_household_county_code_household_id_idx" ON "session_household"("county_code", "household_id");

-- 帮在前 · What was put right on the spot and the support that the supervisors brought, beside the faults they found.
CREATE TABLE "session_help" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "session_id" UUID NOT NULL,
  "line_no" INTEGER NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "kind" VARCHAR(8) NOT NULL,
  "content" VARCHAR(200) NOT NULL,
  "amount_fen" BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT "session_help_pkey" PRIMARY KEY ("county_code", "session_id", "line_no"),
  CONSTRAINT session_help_kind CHECK ("kind" IN ('SOLVED', 'SUPPORT') AND "content" <> ''),
  CONSTRAINT session_help_amount CHECK ("amount_fen" >= 0)
);

ALTER TABLE "derivation_line" ADD CONSTRAINT "derivation_line_county_code_run_id_fkey" FOREIGN KEY ("county_code", "run_id") REFERENCES "derivation_run"("county_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "derivation_line" ADD CONSTRAINT "derivation_line_region_code_fkey" FOREIGN KEY ("region_code") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "listing_change" ADD CONSTRAINT "listing_change_county_code_run_id_fkey" FOREIGN KEY ("county_code", "run_id") REFERENCES "derivation_run"("county_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "listing_change" ADD CONSTRAINT "listing_change_region_code_fkey" FOREIGN KEY ("region_code") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "listed_place" ADD CONSTRAINT "listed_place_county_code_run_id_fkey" FOREIGN KEY ("county_code", "run_id") REFERENCES "derivation_run"("county_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "listed_place" ADD CONSTRAINT "listed_place_region_code_fkey" FOREIGN KEY ("region_code") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "listed_step" ADD CONSTRAINT "listed_step_county_code_place_id_region_code_fkey" FOREIGN KEY ("county_code", "place_id", "region_code") REFERENCES "listed_place"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "listed_work" ADD CONSTRAINT "listed_work_county_code_place_id_region_code_fkey" FOREIGN KEY ("county_code", "place_id", "region_code") REFERENCES "listed_place"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "listed_work" ADD CONSTRAINT "listed_work_work_code_fkey" FOREIGN KEY ("work_code") REFERENCES "key_work"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "work_report" ADD CONSTRAINT "work_report_county_code_place_id_work_code_fkey" FOREIGN KEY ("county_code", "place_id", "work_code") REFERENCES "listed_work"("county_code", "place_id", "work_code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "supervision_session" ADD CONSTRAINT "supervision_session_county_code_place_id_region_code_fkey" FOREIGN KEY ("county_code", "place_id", "region_code") REFERENCES "listed_place"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "session_household" ADD CONSTRAINT "session_household_county_code_session_id_region_code_fkey" FOREIGN KEY ("county_code", "session_id", "region_code") REFERENCES "supervision_session"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE;
-- A visit stays with the place where it was made: a household that moves away leaves it behind.
ALTER TABLE "session_household" ADD CONSTRAINT "session_household_county_code_household_id_fkey" FOREIGN KEY ("county_code", "household_id") REFERENCES "household"("county_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "session_help" ADD CONSTRAINT "session_help_county_code_session_id_region_code_fkey" FOREIGN KEY ("county_code", "session_id", "region_code") REFERENCES "supervision_session"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE;

SELECT guard_table('derivation_run', 'county_code,id', 'none');
SELECT guard_table('derivation_line', 'county_code,run_id,region_code', 'none');
SELECT guard_table('listing_change', 'county_code,id', 'none');
SELECT guard_table('listed_place', 'county_code,id', 'none');
SELECT guard_table('listed_step', 'county_code,place_id,step_no', 'none');
SELECT guard_table('listed_work', 'county_code,place_id,work_code', 'none');
SELECT guard_table('work_report', 'county_code,id', 'none');
SELECT guard_table('supervision_session', 'county_code,id', 'none');
SELECT guard_table('session_household', 'county_code,session_id,household_id', 'none');
SELECT guard_table('session_help', 'county_code,session_id,line_no', 'none');

-- ───── who sees what ─────

-- 暗访 · An unannounced session is not there for those below, and for those who do not inspect, until it is published.
CREATE POLICY unpublished ON supervision_session AS RESTRICTIVE TO fangxian_app
  USING (hidden_digits IS NULL OR held_by = app_actor() OR (app_inspects() AND length(app_lo()) <= hidden_digits));
COMMENT ON POLICY unpublished ON supervision_session IS 'Unannounced sessions are invisible to the inspected until they are published.';
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['session_household', 'session_help'] LOOP
    EXECUTE format('CREATE POLICY with_its_session ON %I AS RESTRICTIVE TO fangxian_app USING (EXISTS (SELECT FROM supervision_session s WHERE s.county_code = %I.county_code AND s.id = %I.session_id))', t, t, t);
    EXECUTE format('COMMENT ON POLICY with_its_session ON %I IS ''Seen by whoever sees the session.''', t);
  END LOOP;
END $$;

ALTER TABLE key_work ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY works_of_here ON key_work FOR SELECT TO fangxian_app
  USING (applies_to = '' OR applies_to = left(app_lo(), 6) OR (applies_to >= app_lo() AND applies_to < app_hi()));
CREATE POLICY own_county_adds ON key_work FOR INSERT TO fangxian_app WITH CHECK (applies_to <> '' AND applies_to = app_lo());
CREATE POLICY own_county_ends ON key_work FOR UPDATE TO fangxian_app USING (applies_to <> '' AND applies_to = app_lo())
  WITH CHECK (applies_to <> '' AND applies_to = app_lo());
DO $$ BEGIN EXECUTE format('CREATE POLICY owner_maintains ON key_work TO %I USING (true) WITH CHECK (true)', current_user); END $$;
COMMENT ON POLICY works_of_here ON key_work IS 'Shipped key works for everybody; a county''s own for whoever works in it or above it.';
COMMENT ON POLICY own_county_adds ON key_work IS 'A county adds key works for itself.';
COMMENT ON POLICY own_county_ends ON key_work IS 'A county ends the key works that it added itself.';
COMMENT ON POLICY owner_maintains ON key_work IS 'The owner migrates, seeds, seals and verifies; the app never connects as the owner.';
CREATE TRIGGER audit_change AFTER UPDATE OR DELETE ON key_work FOR EACH ROW EXECUTE FUNCTION audit_change('key_work', 'code');
CREATE TRIGGER audit_insert AFTER INSERT ON key_work REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_insert('key_work', 'code');
REVOKE ALL ON key_work FROM PUBLIC;

INSERT INTO key_work (code, name_zh, name_en, is_inferred, sort_no) VALUES
  ('REMAINING_POOR', '剩余贫困人口脱贫', 'Remaining poor persons out of poverty', false, 1),
  ('PREVENTION', '防贫长效机制', 'Lasting prevention of relapse', false, 2),
  ('CONSOLIDATION', '脱贫摘帽县巩固提升', 'Consolidation of delisted counties', false, 3),
  ('GUARANTEES', '“两不愁三保障”及饮水安全', 'Two assurances, three guarantees and safe water', true, 4),
  ('WORK_AND_NET', '就业、公益岗位、产业与兜底保障', 'Jobs, public posts, industry and safety net', true, 5),
  ('RELOCATION', '易地扶贫搬迁后续扶持', 'Support after relocation', true, 6),
  ('FINDINGS', '各类反馈问题整改清零', 'Findings of all sources cleared to zero', true, 7);

-- ───── which places: counted from the register ─────

-- 剩余贫困人口 · Remaining poor households and persons of a county and its villages on a day, as the register says now of that day.
CREATE FUNCTION remaining_poor(p_county text, p_day date) RETURNS TABLE (region_code text, households integer, persons integer) LANGUAGE sql STABLE AS $$
  WITH poor AS (
    SELECT s.village_code, (SELECT count(*) FROM membership m WHERE m.county_code = s.county_code AND m.household_id = s.household_id
      AND m.valid_from <= p_day AND (m.valid_to IS NULL OR m.valid_to > p_day)) AS persons
    FROM household_state s WHERE s.county_code = p_county AND s.is_active AND s.poverty_status IN ('NOT_EXITED', 'EXIT_PLANNED', 'RELAPSED')
      AND s.valid_from <= p_day AND (s.valid_to IS NULL OR s.valid_to > p_day))
  SELECT p.village_code::text, count(*)::int, sum(p.persons)::int FROM poor p GROUP BY 1
  UNION ALL SELECT p_county || '000000', count(*)::int, coalesce(sum(p.persons), 0)::int FROM poor p
$$;
COMMENT ON FUNCTION remaining_poor(text, date) IS 'Remaining poor households and persons of a county and of each of its villages that has any, on a day.';

-- The lines of a run are what the register holds: all of them, none else, with the thresholds of the run.
CREATE FUNCTION check_derivation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  r derivation_run;
BEGIN
  FOR r IN SELECT x.* FROM derivation_run x WHERE (x.county_code, x.id) IN (SELECT DISTINCT a.county_code, a.run_id FROM added a) LOOP
    IF EXISTS ((SELECT l.region_code::text, l.households, l.persons, l.threshold FROM derivation_line l WHERE l.county_code = r.county_code AND l.run_id = r.id)
        EXCEPT (SELECT c.region_code, c.households, c.persons, CASE WHEN right(c.region_code, 6) = '000000' THEN r.county_threshold ELSE r.village_threshold END
          FROM remaining_poor(r.county_code, r.snapshot_on) c))
      OR (SELECT count(*) FROM derivation_line l WHERE l.county_code = r.county_code AND l.run_id = r.id)
        <> (SELECT count(*) FROM remaining_poor(r.county_code, r.snapshot_on)) THEN
      RAISE EXCEPTION 'derivation_line: the list is what the register holds on the day' USING ERRCODE = 'check_violation';
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
CREATE TRIGGER derivation_is_counted AFTER INSERT ON derivation_line REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION check_derivation();
COMMENT ON TRIGGER derivation_is_counted ON derivation_line IS 'Counts of a run come from the register, whoever writes them.';
CREATE TRIGGER derivation_run_is_final BEFORE UPDATE OR DELETE ON derivation_run FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER derivation_line_is_final BEFORE UPDATE OR DELETE ON derivation_line FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE FUNCTION guard_listing_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE decided text[] := ARRAY['decision', 'decided_by', 'decided_by_name', 'decided_on', 'decision_note'];
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.decision IS NOT NULL THEN
      RAISE EXCEPTION 'listing_change: a change begins as proposed' USING ERRCODE = 'check_violation';
    END IF;
    NEW.proposed_by := app_actor();
    NEW.proposed_digits := length(app_lo());
    RETURN NEW;
  END IF;
  IF OLD.decision IS NOT NULL OR to_jsonb(OLD) - decided IS DISTINCT FROM to_jsonb(NEW) - decided THEN
    RAISE EXCEPTION 'listing_change: decided once, and nothing else changes' USING ERRCODE = 'check_violation';
  END IF;
  NEW.decided_by := coalesce(app_actor(), NEW.decided_by);
  IF app_acting() = OLD.proposed_by OR length(app_lo()) >= OLD.proposed_digits THEN
    RAISE EXCEPTION 'listing_change: decided one level up, with other eyes' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER listing_change_begins BEFORE INSERT ON listing_change FOR EACH ROW WHEN (current_user = 'fangxian_app') EXECUTE FUNCTION guard_listing_change();
CREATE TRIGGER listing_change_decided_once BEFORE UPDATE ON listing_change FOR EACH ROW EXECUTE FUNCTION guard_listing_change();
CREATE TRIGGER listing_change_never_deleted BEFORE DELETE ON listing_change FOR EACH ROW EXECUTE FUNCTION refuse_change();
COMMENT ON TRIGGER listing_change_decided_once ON listing_change IS 'Additions and removals are decided once, one level up, by another person.';

-- ───── the life of a listed place; the same table stands in lib/supervision/lifecycle.ts ─────

-- Open lines of the ledger within a listed place; everything but closed is open, what goes on for long too.
CREATE FUNCTION open_findings(p_county text, p_region text) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT count(*) FROM finding f WHERE f.county_code = p_county AND f.status <> 'CLOSED' AND (right(p_region, 6) = '000000' OR f.region_code = p_region)
$$;
COMMENT ON FUNCTION open_findings(text, text) IS 'Open findings of a listed place, as far as the actor may know of them.';

CREATE FUNCTION listed_place_begins() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status <> 'LISTED' OR NEW.version <> 1 THEN
    RAISE EXCEPTION 'listed_place: a place begins as listed' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.change_id IS NOT NULL THEN
    IF NOT EXISTS (SELECT FROM listing_change c WHERE c.county_code = NEW.county_code AND c.id = NEW.change_id AND c.run_id = NEW.run_id AND c.kind = 'ADD'
      AND c.decision = 'APPROVED' AND c.region_code = NEW.region_code AND c.area_name = NEW.area_name AND c.target_type = NEW.target_type) THEN
      RAISE EXCEPTION 'listed_place: the addition is not approved' USING ERRCODE = 'check_violation';
    END IF;
  ELSIF NEW.area_name <> '' OR NEW.target_type = 'COUNTY_DELISTED'
    OR NOT EXISTS (SELECT FROM derivation_line l WHERE l.county_code = NEW.county_code AND l.run_id = NEW.run_id AND l.region_code = NEW.region_code AND l.is_matched)
    OR EXISTS (SELECT FROM listing_change c WHERE c.county_code = NEW.county_code AND c.run_id = NEW.run_id AND c.region_code = NEW.region_code AND c.area_name = ''
      AND c.kind = 'REMOVE' AND c.decision IS DISTINCT FROM 'REFUSED') THEN
    RAISE EXCEPTION 'listed_place: not above the threshold, or removed from the list' USING ERRCODE = 'check_violation';
  END IF;
  NEW.listed_by := app_actor();
  RETURN NEW;
END $$;
CREATE TRIGGER listed_place_begins BEFORE INSERT ON listed_place FOR EACH ROW WHEN (current_user = 'fangxian_app') EXECUTE FUNCTION listed_place_begins();
COMMENT ON TRIGGER listed_place_begins ON listed_place IS 'Listed is what a run matched and nobody removed, or what was added with approval.';

CREATE FUNCTION refuse_listing_step() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  me uuid := app_actor(); digits integer := length(app_lo());
  moves text[] := ARRAY['leader', 'team', 'liaison', 'deadline_on', 'status', 'proposed_by', 'proposed_by_name', 'proposed_on', 'proposed_digits', 'delisted_by',
    'delisted_by_name', 'delisted_on', 'last_step_on', 'version'];
BEGIN
  IF OLD.status = 'DELISTED' OR to_jsonb(OLD) - moves IS DISTINCT FROM to_jsonb(NEW) - moves THEN
    RAISE EXCEPTION 'listed_place: why it was listed stays, and what is delisted never changes' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.version <> OLD.version + 1 OR NEW.last_step_on < OLD.last_step_on THEN
    RAISE EXCEPTION 'listed_place: every change counts one version, and steps follow each other' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.status = NEW.status THEN
    IF OLD.status = 'DELIST_PROPOSED' THEN
      RAISE EXCEPTION 'listed_place: what is proposed waits for its decision' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF NOT ((OLD.status::text || '>' || NEW.status::text) = ANY (ARRAY['LISTED>IN_BATTLE', 'IN_BATTLE>DELIST_PROPOSED', 'DELIST_PROPOSED>IN_BATTLE', 'DELIST_PROPOSED>DELISTED'])) THEN
    RAISE EXCEPTION 'listed_place: no step from % to %', OLD.status, NEW.status USING ERRCODE = 'check_violation';
  END IF;
  IF NOT EXISTS (SELECT FROM listed_work w WHERE w.county_code = OLD.county_code AND w.place_id = OLD.id) THEN
    RAISE EXCEPTION 'listed_place: no key work has a target' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.status IN ('DELIST_PROPOSED', 'DELISTED') THEN
    -- 未达标不摘牌 · Every key work at its target, and no finding open.
    IF EXISTS (SELECT FROM listed_work w WHERE w.county_code = OLD.county_code AND w.place_id = OLD.id
      AND CASE w.direction WHEN 'UP' THEN w.current < w.target ELSE w.current > w.target END) THEN
      RAISE EXCEPTION 'listed_place: a key work has not reached its target' USING ERRCODE = 'check_violation';
    END IF;
    IF open_findings(OLD.county_code, OLD.region_code) > 0 THEN
      RAISE EXCEPTION 'listed_place: findings are open' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  CASE NEW.status
    WHEN 'DELIST_PROPOSED' THEN
      IF digits < 6 OR digits > (CASE OLD.target_type WHEN 'VILLAGE_REMAINING' THEN 12 ELSE 6 END) THEN
        RAISE EXCEPTION 'listed_place: proposed at the level of the place' USING ERRCODE = 'check_violation';
      END IF;
      NEW.proposed_by := coalesce(me, NEW.proposed_by);
      NEW.proposed_digits := coalesce(digits, NEW.proposed_digits);
    WHEN 'DELISTED' THEN
      IF (OLD.proposed_by, OLD.proposed_digits) IS DISTINCT FROM (NEW.proposed_by, NEW.proposed_digits) THEN
        RAISE EXCEPTION 'listed_place: who proposed stays' USING ERRCODE = 'check_violation';
      END IF;
      NEW.delisted_by := coalesce(me, NEW.delisted_by);
      IF app_acting() = OLD.proposed_by OR digits >= OLD.proposed_digits THEN
        RAISE EXCEPTION 'listed_place: decided one level up, with other eyes' USING ERRCODE = 'check_violation';
      END IF;
    WHEN 'IN_BATTLE' THEN
      IF OLD.status = 'DELIST_PROPOSED' AND digits >= OLD.proposed_digits THEN
        RAISE EXCEPTION 'listed_place: decided one level up, with other eyes' USING ERRCODE = 'check_violation';
      END IF;
    ELSE NULL;
  END CASE;
  RETURN NEW;
END $$;
CREATE TRIGGER listed_place_lifecycle BEFORE UPDATE ON listed_place FOR EACH ROW EXECUTE FUNCTION refuse_listing_step();
COMMENT ON TRIGGER listed_place_lifecycle ON listed_place IS 'Listed, in battle, proposed, delisted: only with all key works at their targets and no finding open, decided one level up by another person.';

-- What the proposer may not know yet counts when it is decided.
CREATE FUNCTION refuse_uncleared() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF open_findings(OLD.county_code, OLD.region_code) > 0 THEN
    RAISE EXCEPTION 'listed_place: findings are open' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER listed_place_cleared BEFORE UPDATE ON listed_place FOR EACH ROW WHEN (NEW.status = 'DELISTED') EXECUTE FUNCTION refuse_uncleared();
COMMENT ON TRIGGER listed_place_cleared ON listed_place IS 'Nothing is delisted over an open finding, be it published or not.';
CREATE TRIGGER listed_place_never_deleted BEFORE DELETE ON listed_place FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER listed_step_is_final BEFORE UPDATE OR DELETE ON listed_step FOR EACH ROW EXECUTE FUNCTION refuse_change();
COMMENT ON TRIGGER listed_step_is_final ON listed_step IS 'What was recorded stays.';

-- ───── key works of a place: targets while it is fought for, values only by report ─────

CREATE FUNCTION guard_listed_work() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE place listed_place;
BEGIN
  SELECT * INTO place FROM listed_place p WHERE p.county_code = NEW.county_code AND p.id = NEW.place_id;
  IF place.status NOT IN ('LISTED', 'IN_BATTLE') THEN
    RAISE EXCEPTION 'listed_work: nothing is set any more' USING ERRCODE = 'check_violation';
  END IF;
  IF current_user = 'fangxian_app' THEN
    IF TG_OP = 'INSERT' THEN NEW.reported_on := NULL; END IF;
    IF NEW.reported_on IS NULL THEN NEW.current := NEW.base; END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER listed_work_while_open BEFORE INSERT OR UPDATE ON listed_work FOR EACH ROW EXECUTE FUNCTION guard_listed_work();
COMMENT ON TRIGGER listed_work_while_open ON listed_work IS 'Targets are set until delisting is proposed; a value begins at its base.';
CREATE TRIGGER listed_work_never_deleted BEFORE DELETE ON listed_work FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE FUNCTION guard_work_report() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE place listed_place; last date;
BEGIN
  SELECT * INTO place FROM listed_place p WHERE p.county_code = NEW.county_code AND p.id = NEW.place_id;
  SELECT w.reported_on INTO last FROM listed_work w WHERE w.county_code = NEW.county_code AND w.place_id = NEW.place_id AND w.work_code = NEW.work_code;
  IF place.status IS DISTINCT FROM 'IN_BATTLE' OR place.region_code <> NEW.region_code OR NEW.reported_on < greatest(last, place.listed_on) THEN
    RAISE EXCEPTION 'work_report: reported while the place is fought for, day after day' USING ERRCODE = 'check_violation';
  END IF;
  IF current_user = 'fangxian_app' THEN NEW.reported_by := app_actor(); END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION take_work_report() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE listed_work SET current = NEW.value, reported_on = NEW.reported_on
    WHERE county_code = NEW.county_code AND place_id = NEW.place_id AND work_code = NEW.work_code;
  RETURN NULL;
END $$;
CREATE TRIGGER work_report_while_open BEFORE INSERT ON work_report FOR EACH ROW EXECUTE FUNCTION guard_work_report();
CREATE TRIGGER work_report_is_taken AFTER INSERT ON work_report FOR EACH ROW EXECUTE FUNCTION take_work_report();
COMMENT ON TRIGGER work_report_is_taken ON work_report IS 'The present value of a key work is the last one reported.';
CREATE TRIGGER work_report_is_final BEFORE UPDATE OR DELETE ON work_report FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- ───── sessions: written once, published once ─────

CREATE FUNCTION guard_session() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE published text[] := ARRAY['hidden_digits', 'published_on', 'published_by', 'published_by_name'];
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NOT EXISTS (SELECT FROM listed_place p WHERE p.county_code = NEW.county_code AND p.id = NEW.place_id AND p.status <> 'DELISTED' AND p.listed_on <= NEW.held_on) THEN
      RAISE EXCEPTION 'supervision_session: held at a place while it is listed' USING ERRCODE = 'check_violation';
    END IF;
    NEW.held_by := app_actor();
    NEW.hidden_digits := CASE NEW.method WHEN 'UNANNOUNCED' THEN length(app_lo()) END;
    RETURN NEW;
  END IF;
  IF OLD.hidden_digits IS NULL OR NEW.hidden_digits IS NOT NULL OR to_jsonb(OLD) - published IS DISTINCT FROM to_jsonb(NEW) - published THEN
    RAISE EXCEPTION 'supervision_session: published once, and nothing else changes' USING ERRCODE = 'check_violation';
  END IF;
  NEW.published_by := coalesce(app_actor(), NEW.published_by);
  RETURN NEW;
END $$;
CREATE TRIGGER supervision_session_begins BEFORE INSERT ON supervision_session FOR EACH ROW WHEN (current_user = 'fangxian_app') EXECUTE FUNCTION guard_session();
CREATE TRIGGER supervision_session_published_once BEFORE UPDATE ON supervision_session FOR EACH ROW EXECUTE FUNCTION guard_session();
CREATE TRIGGER supervision_session_never_deleted BEFORE DELETE ON supervision_session FOR EACH ROW EXECUTE FUNCTION refuse_change();
COMMENT ON TRIGGER supervision_session_published_once ON supervision_session IS 'What was recorded stays; an unannounced session is published once.';
CREATE TRIGGER session_household_is_final BEFORE UPDATE OR DELETE ON session_household FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER session_help_is_final BEFORE UPDATE OR DELETE ON session_help FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE FUNCTION guard_session_part() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE s supervision_session;
BEGIN
  SELECT * INTO s FROM supervision_session x WHERE x.county_code = NEW.county_code AND x.id = NEW.session_id;
  IF s.held_by IS DISTINCT FROM app_actor() THEN
    RAISE EXCEPTION '%: written by who held the session', TG_TABLE_NAME USING ERRCODE = 'check_violation';
  END IF;
  IF TG_TABLE_NAME = 'session_household' AND NOT EXISTS (SELECT FROM household h WHERE h.county_code = s.county_code
    AND h.id = (to_jsonb(NEW) ->> 'household_id')::uuid AND (right(s.region_code, 6) = '000000' OR h.region_code = s.region_code)) THEN
    RAISE EXCEPTION 'session_household: the household is not one of this place' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER session_household_belongs BEFORE INSERT ON session_household FOR EACH ROW WHEN (current_user = 'fangxian_app') EXECUTE FUNCTION guard_session_part();
CREATE TRIGGER session_help_belongs BEFORE INSERT ON session_help FOR EACH ROW WHEN (current_user = 'fangxian_app') EXECUTE FUNCTION guard_session_part();
COMMENT ON TRIGGER session_household_belongs ON session_household IS 'Households of the place, entered by who held the session.';

-- What an unannounced session found is published with it.
CREATE FUNCTION check_published_findings() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF EXISTS (SELECT FROM finding f WHERE f.county_code = NEW.county_code AND f.origin_kind = 'SESSION' AND f.origin_id = NEW.id
    AND f.hidden_digits IS NOT NULL AND f.status <> 'CLOSED') THEN
    RAISE EXCEPTION 'supervision_session: its findings are published with it' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER supervision_session_with_findings AFTER UPDATE ON supervision_session DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_published_findings();

-- ───── rights ─────

REVOKE ALL ON FUNCTION remaining_poor(text, date), check_derivation(), guard_listing_change(), open_findings(text, text), listed_place_begins(),
  refuse_listing_step(), refuse_uncleared(), guard_listed_work(), guard_work_report(), take_work_report(), guard_session(), guard_session_part(), check_published_findings() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION remaining_poor(text, date), check_derivation(), guard_listing_change(), open_findings(text, text), listed_place_begins(),
  refuse_listing_step(), refuse_uncleared(), guard_listed_work(), guard_work_report(), take_work_report(), guard_session(), guard_session_part(), check_published_findings() TO fangxian_app;
GRANT SELECT, INSERT, UPDATE (ended_on) ON key_work TO fangxian_app;
GRANT SELECT, INSERT ON derivation_run, derivation_line, listed_step, work_report, session_household, session_help TO fangxian_app;
GRANT SELECT, INSERT, UPDATE (decision, decided_by, decided_by_name, decided_on, decision_note) ON listing_change TO fangxian_app;
GRANT SELECT, INSERT, UPDATE ON listed_place TO fangxian_app;
GRANT SELECT, INSERT, UPDATE (direction, unit, base, target) ON listed_work TO fangxian_app;
GRANT SELECT, INSERT, UPDATE (hidden_digits, published_on, published_by, published_by_name) ON supervision_session TO fangxian_app;
