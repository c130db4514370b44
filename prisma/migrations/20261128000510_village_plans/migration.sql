-- 第一书记年度工作: the plan of a village for a year, its ten tasks, and what was done for each.

CREATE TABLE "year_task_kind" (
  "code" VARCHAR(24) NOT NULL,
  "applies_to" VARCHAR(12) COLLATE "C" NOT NULL DEFAULT '',
  "name_zh" VARCHAR(60) NOT NULL,
  "name_en" VARCHAR(120) NOT NULL,
  "replaces" VARCHAR(24),
  "sort_no" INTEGER NOT NULL,
  "ended_on" DATE,
  CONSTRAINT "year_task_kind_pkey" PRIMARY KEY ("code"),
  CONSTRAINT year_task_kind_prefix CHECK ("applies_to" ~ '^([0-9]{6})?$'),
  CONSTRAINT year_task_kind_replaces CHECK ("replaces" IS NULL OR "applies_to" <> '')
);
CREATE UNIQUE INDEX "year_task_kind_applies_to_name_zh_key" ON "year_task_kind"("applies_to", "name_zh");

CREATE TABLE "village_plan" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "year" INTEGER NOT NULL,
  "secretary" VARCHAR(60) NOT NULL,
  "aims" VARCHAR(500) NOT NULL DEFAULT '',
  "made_by" UUID NOT NULL,
  "made_by_name" VARCHAR(60) NOT NULL,
  "made_at" TIMESTAMPTZ(3) NOT NULL,
  "version" INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT "village_plan_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT village_plan_of_a_village CHECK (right("region_code", 3) <> '000'),
  CONSTRAINT village_plan_year CHECK ("year" BETWEEN 2015 AND 2100 AND "secretary" <> '')
);
CREATE UNIQUE INDEX "village_plan_county_code_region_code_year_key" ON "village_plan"("county_code", "region_code", "year");
CREATE UNIQUE INDEX "village_plan_county_code_id_region_code_key" ON "village_plan"("county_code", "id", "region_code");

CREATE TABLE "village_task" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "plan_id" UUID NOT NULL,
  "kind_code" VARCHAR(24) NOT NULL,
  "task_no" INTEGER NOT NULL,
  "owner" VARCHAR(60) NOT NULL,
  "target" VARCHAR(300) NOT NULL DEFAULT '',
  "starts_on" DATE NOT NULL,
  "ends_on" DATE NOT NULL,
  "percent" INTEGER NOT NULL DEFAULT 0,
  "last_on" DATE,
  "version" INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT "village_task_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT village_task_days CHECK ("ends_on" >= "starts_on"),
  CONSTRAINT village_task_percent CHECK ("percent" BETWEEN 0 AND 100 AND ("last_on" IS NOT NULL OR "percent" = 0)),
  CONSTRAINT village_task_owned CHECK ("owner" <> '' AND "task_no" > 0)
);
CREATE UNIQUE INDEX "village_task_county_code_plan_id_kind_code_key" ON "village_task"("county_code", "plan_id", "kind_code");
CREATE UNIQUE INDEX "village_task_county_code_id_region_code_key" ON "village_task"("county_code", "id", "region_code");

CREATE TABLE "village_task_entry" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "task_id" UUID NOT NULL,
  "done_on" DATE NOT NULL,
  "percent" INTEGER NOT NULL,
  "content" VARCHAR(500) NOT NULL,
  "document" VARCHAR(120) NOT NULL DEFAULT '',
  "recorded_by" UUID NOT NULL,
  "recorded_by_name" VARCHAR(60) NOT NULL,
  "recorded_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "village_task_entry_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT village_task_entry_percent CHECK ("percent" BETWEEN 0 AND 100 AND "content" <> ''),
  CONSTRAINT village_task_entry_day CHECK ("done_on" <= ("recorded_at" AT TIME ZONE 'Asia/Shanghai')::date)
);
CREATE INDEX "village_task_entry_county_code_task_id_done_on_id_idx" ON "village_task_entry"("county_code", "task_id", "done_on", "id");

ALTER TABLE "village_plan" ADD CONSTRAINT "village_plan_region_code_fkey" FOREIGN KEY ("region_code") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "village_task" ADD CONSTRAINT "village_task_county_code_plan_id_region_code_fkey" FOREIGN KEY ("county_code", "plan_id", "region_code") REFERENCES "village_plan"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "village_task" ADD CONSTRAINT "village_task_kind_code_fkey" FOREIGN KEY ("kind_code") REFERENCES "year_task_kind"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "village_task_entry" ADD CONSTRAINT "village_task_entry_county_code_task_id_region_code_fkey" FOREIGN KEY ("county_code", "task_id", "region_code") REFERENCES "village_task"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

SELECT guard_table('village_plan', 'county_code,id', 'none');
SELECT guard_table('village_task', 'county_code,id', 'none');
SELECT guard_table('village_task_entry', 'county_code,id', 'none');

-- ───── the catalogue: ten shipped tasks; a county adds its own, or puts its own in the place of a shipped one ─────

ALTER TABLE year_task_kind ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY kinds_of_here ON year_task_kind FOR SELECT TO fangxian_app
  USING (applies_to = '' OR applies_to = left(app_lo(), 6) OR (applies_to >= app_lo() AND applies_to < app_hi()));
CREATE POLICY own_county_adds ON year_task_kind FOR INSERT TO fangxian_app WITH CHECK (applies_to <> '' AND applies_to = app_lo());
CREATE POLICY own_county_ends ON year_task_kind FOR UPDATE TO fangxian_app USING (applies_to <> '' AND applies_to = app_lo())
  WITH CHECK (applies_to <> '' AND applies_to = app_lo());
DO $$ BEGIN EXECUTE format('CREATE POLICY owner_maintains ON year_task_kind TO %I USING (true) WITH CHECK (true)', current_user); END $$;
COMMENT ON POLICY kinds_of_here ON year_task_kind IS 'Shipped tasks for everybody; a county''s own for whoever works in it or above it.';
COMMENT ON POLICY own_county_adds ON year_task_kind IS 'A county adds tasks for itself.';
COMMENT ON POLICY own_county_ends ON year_task_kind IS 'A county ends the tasks that it added itself.';
COMMENT ON POLICY owner_maintains ON year_task_kind IS 'The owner migrates, seeds, seals and verifies; the app never connects as the owner.';
CREATE TRIGGER audit_change AFTER UPDATE OR DELETE ON year_task_kind FOR EACH ROW EXECUTE FUNCTION audit_change('year_task_kind', 'code');
CREATE TRIGGER audit_insert AFTER INSERT ON year_task_kind REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_insert('year_task_kind', 'code');
REVOKE ALL ON year_task_kind FROM PUBLIC;

INSERT INTO year_task_kind (sort_no, code, name_zh, name_en) VALUES
  (10, 'EPIDEMIC', '疫情防控', 'Epidemic control'),
  (20, 'SPECIAL_GROUPS', '特殊群体逐户巩固', 'Special groups, household by household'),
  (30, 'GUARANTEES', '两不愁三保障动态清零、回头看', 'Guarantees cleared to zero, look-back'),
  (40, 'INDUSTRY', '特色产业', 'Industry of the village'),
  (50, 'SPRING', '春耕备耕农资', 'Spring ploughing and supplies'),
  (60, 'LABOUR', '劳务就业', 'Labour export and jobs'),
  (70, 'WELFARE_POSTS', '公益岗位', 'Welfare posts'),
  (80, 'CONSUMPTION', '消费扶贫', 'Purchases for support'),
  (90, 'MICROCREDIT', '小额信贷展期', 'Microcredit and extensions'),
  (100, 'PUBLICITY', '政策宣传与基层党建', 'Policies explained, the village''s party branch');

-- ───── plans and tasks ─────

CREATE FUNCTION guard_village_plan() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moves text[] := ARRAY['secretary', 'aims', 'version'];
BEGIN
  IF TG_OP = 'INSERT' THEN NEW.made_by := app_actor(); RETURN NEW; END IF;
  IF to_jsonb(OLD) - moves IS DISTINCT FROM to_jsonb(NEW) - moves OR NEW.version <> OLD.version + 1 THEN
    RAISE EXCEPTION 'village_plan: which village and year it is for stays' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER village_plan_begins BEFORE INSERT ON village_plan FOR EACH ROW WHEN (current_user = 'fangxian_app') EXECUTE FUNCTION guard_village_plan();
CREATE TRIGGER village_plan_stays BEFORE UPDATE ON village_plan FOR EACH ROW EXECUTE FUNCTION guard_village_plan();
COMMENT ON TRIGGER village_plan_stays ON village_plan IS 'One plan a village and year; its secretary and aims are said anew.';
CREATE TRIGGER village_plan_never_deleted BEFORE DELETE ON village_plan FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE FUNCTION guard_village_task() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moves text[] := ARRAY['owner', 'target', 'starts_on', 'ends_on', 'percent', 'last_on', 'version'];
BEGIN
  IF TG_OP = 'INSERT' THEN NEW.percent := 0; NEW.last_on := NULL; RETURN NEW; END IF;
  IF to_jsonb(OLD) - moves IS DISTINCT FROM to_jsonb(NEW) - moves OR NEW.version <> OLD.version + 1 THEN
    RAISE EXCEPTION 'village_task: which task it is stays, and every change counts one version' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER village_task_begins BEFORE INSERT ON village_task FOR EACH ROW WHEN (current_user = 'fangxian_app') EXECUTE FUNCTION guard_village_task();
CREATE TRIGGER village_task_stays BEFORE UPDATE ON village_task FOR EACH ROW EXECUTE FUNCTION guard_village_task();
COMMENT ON TRIGGER village_task_begins ON village_task IS 'A task begins with nothing done; how far it is comes from its entries alone.';
CREATE TRIGGER village_task_never_deleted BEFORE DELETE ON village_task FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- ───── entries: written once, day after day; the last one says how far the task is ─────

CREATE FUNCTION guard_task_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE task village_task;
BEGIN
  SELECT * INTO task FROM village_task t WHERE t.county_code = NEW.county_code AND t.id = NEW.task_id;
  IF NEW.done_on < greatest(task.last_on, task.starts_on) THEN
    RAISE EXCEPTION 'village_task_entry: entries follow each other, from the day the task begins' USING ERRCODE = 'check_violation';
  END IF;
  IF current_user = 'fangxian_app' THEN NEW.recorded_by := app_actor(); END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION take_task_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE village_task SET percent = NEW.percent, last_on = NEW.done_on, version = version + 1 WHERE county_code = NEW.county_code AND id = NEW.task_id;
  RETURN NULL;
END $$;
CREATE TRIGGER village_task_entry_begins BEFORE INSERT ON village_task_entry FOR EACH ROW EXECUTE FUNCTION guard_task_entry();
CREATE TRIGGER village_task_entry_is_taken AFTER INSERT ON village_task_entry FOR EACH ROW EXECUTE FUNCTION take_task_entry();
COMMENT ON TRIGGER village_task_entry_is_taken ON village_task_entry IS 'How far a task is, is what its last entry says.';
CREATE TRIGGER village_task_entry_is_final BEFORE UPDATE OR DELETE ON village_task_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- ───── rights ─────

REVOKE ALL ON FUNCTION guard_village_plan(), guard_village_task(), guard_task_entry(), take_task_entry() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard_village_plan(), guard_village_task(), guard_task_entry(), take_task_entry() TO fangxian_app;
GRANT SELECT, INSERT, UPDATE (ended_on) ON year_task_kind TO fangxian_app;
GRANT SELECT, INSERT, UPDATE (secretary, aims, version) ON village_plan TO fangxian_app;
GRANT SELECT, INSERT, UPDATE (owner, target, starts_on, ends_on, version) ON village_task TO fangxian_app;
GRANT SELECT, INSERT ON village_task_entry TO fangxian_app;
