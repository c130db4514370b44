-- 工作日志、考勤、请假: what somebody posted in a village did on a day, and the days on which he is away with leave.

CREATE TABLE "work_kind" (
  "code" VARCHAR(24) NOT NULL,
  "applies_to" VARCHAR(12) COLLATE "C" NOT NULL DEFAULT '',
  "name_zh" VARCHAR(40) NOT NULL,
  "name_en" VARCHAR(80) NOT NULL,
  "sort_no" INTEGER NOT NULL,
  "ended_on" DATE,
  CONSTRAINT "work_kind_pkey" PRIMARY KEY ("code"),
  CONSTRAINT work_kind_prefix CHECK ("applies_to" ~ '^([0-9]{6})?$')
);
CREATE UNIQUE INDEX "work_kind_applies_to_name_zh_key" ON "work_kind"("applies_to", "name_zh");

CREATE TABLE "work_log" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "user_id" UUID NOT NULL,
  "user_name" VARCHAR(60) NOT NULL,
  "day" DATE NOT NULL,
  "presence" VARCHAR(10) NOT NULL,
  "place" VARCHAR(120) NOT NULL DEFAULT '',
  "kinds" TEXT[] DEFAULT ARRAY[]::TEXT[],
  "content" VARCHAR(2000) NOT NULL,
  "supersedes" UUID,
  "reason" VARCHAR(300) NOT NULL DEFAULT '',
  "written_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "work_log_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT work_log_of_a_village CHECK (right("region_code", 3) <> '000'),
  CONSTRAINT work_log_presence CHECK ("presence" IN ('VILLAGE', 'ELSEWHERE') AND ("presence" = 'VILLAGE') = ("place" = '')),
  CONSTRAINT work_log_day CHECK ("day" >= '2014-01-01' AND "day" <= ("written_at" AT TIME ZONE 'Asia/Shanghai')::date AND "content" <> '' AND "kinds" IS NOT NULL),
  CONSTRAINT work_log_reason CHECK (("supersedes" IS NULL) = ("reason" = ''))
);
CREATE UNIQUE INDEX "work_log_county_code_supersedes_key" ON "work_log"("county_code", "supersedes");
CREATE INDEX "work_log_county_code_user_id_day_idx" ON "work_log"("county_code", "user_id", "day");
CREATE INDEX "work_log_county_code_day_region_code_idx" ON "work_log"("county_code", "day", "region_code");
CREATE UNIQUE INDEX work_log_once_a_day ON work_log (county_code, user_id, region_code, day) WHERE supersedes IS NULL;

CREATE TABLE "work_leave" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "user_id" UUID NOT NULL,
  "user_name" VARCHAR(60) NOT NULL,
  "kind" VARCHAR(10) NOT NULL,
  "reason" VARCHAR(300) NOT NULL,
  "from_on" DATE NOT NULL,
  "to_on" DATE NOT NULL,
  "asked_at" TIMESTAMPTZ(3) NOT NULL,
  "decision" VARCHAR(8),
  "decided_at" TIMESTAMPTZ(3),
  "decided_by" UUID,
  "decided_by_name" VARCHAR(60) NOT NULL DEFAULT '',
  "decision_note" VARCHAR(300) NOT NULL DEFAULT '',
  CONSTRAINT "work_leave_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT work_leave_of_a_village CHECK (right("region_code", 3) <> '000'),
  CONSTRAINT work_leave_kind CHECK ("kind" IN ('PERSONAL', 'SICK', 'ANNUAL', 'FAMILY', 'TRAINING', 'OTHER') AND "reason" <> ''),
  CONSTRAINT work_leave_days CHECK ("to_on" BETWEEN "from_on" AND "from_on" + 180),
  CONSTRAINT work_leave_decided CHECK (("decision" IS NULL) = ("decided_at" IS NULL) AND ("decision" IS NULL) = ("decided_by" IS NULL)
    AND "decision" IN ('GRANTED', 'REFUSED') AND ("decision" IS DISTINCT FROM 'REFUSED' OR "decision_note" <> '')),
  CONSTRAINT work_leave_four_eyes CHECK ("decided_by" <> "user_id")
);
CREATE INDEX "work_leave_county_code_user_id_from_on_idx" ON "work_leave"("county_code", "user_id", "from_on");
CREATE INDEX work_leave_undecided ON work_leave (county_code, region_code, from_on) WHERE decision IS NULL;

ALTER TABLE "work_log" ADD CONSTRAINT "work_log_region_code_fkey" FOREIGN KEY ("region_code") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "work_log" ADD CONSTRAINT "work_log_county_code_supersedes_fkey" FOREIGN KEY ("county_code", "supersedes") REFERENCES "work_log"("county_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "work_leave" ADD CONSTRAINT "work_leave_region_code_fkey" FOREIGN KEY ("region_code") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

SELECT guard_table('work_log', 'county_code,id', 'none');
SELECT guard_table('work_leave', 'county_code,id', 'none');
CREATE POLICY own_within_a_village ON work_log AS RESTRICTIVE FOR SELECT TO fangxian_app USING (length(app_lo()) < 12 OR user_id = app_actor());
CREATE POLICY own_within_a_village ON work_leave AS RESTRICTIVE FOR SELECT TO fangxian_app USING (length(app_lo()) < 12 OR user_id = app_actor());
COMMENT ON POLICY own_within_a_village ON work_log IS 'In a village everybody reads his own diary; townships and counties read those of their people.';
COMMENT ON POLICY own_within_a_village ON work_leave IS 'In a village everybody sees his own leave; townships and counties see that of their people.';

-- ───── kinds of work: shipped ones everywhere, a county's own within it ─────

ALTER TABLE work_kind ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY kinds_of_here ON work_kind FOR SELECT TO fangxian_app
  USING (applies_to = '' OR applies_to = left(app_lo(), 6) OR (applies_to >= app_lo() AND applies_to < app_hi()));
CREATE POLICY own_county_adds ON work_kind FOR INSERT TO fangxian_app WITH CHECK (applies_to <> '' AND applies_to = app_lo());
CREATE POLICY own_county_ends ON work_kind FOR UPDATE TO fangxian_app USING (applies_to <> '' AND applies_to = app_lo())
  WITH CHECK (applies_to <> '' AND applies_to = app_lo());
DO $$ BEGIN EXECUTE format('CREATE POLICY owner_maintains ON work_kind TO %I USING (true) WITH CHECK (true)', current_user); END $$;
COMMENT ON POLICY kinds_of_here ON work_kind IS 'Shipped kinds for everybody; a county''s own for whoever works in it or above it.';
COMMENT ON POLICY own_county_adds ON work_kind IS 'A county adds kinds for itself.';
COMMENT ON POLICY own_county_ends ON work_kind IS 'A county ends the kinds that it added itself.';
COMMENT ON POLICY owner_maintains ON work_kind IS 'The owner migrates, seeds, seals and verifies; the app never connects as the owner.';
CREATE TRIGGER audit_change AFTER UPDATE OR DELETE ON work_kind FOR EACH ROW EXECUTE FUNCTION audit_change('work_kind', 'code');
CREATE TRIGGER audit_insert AFTER INSERT ON work_kind REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_insert('work_kind', 'code');
REVOKE ALL ON work_kind FROM PUBLIC;

INSERT INTO work_kind (sort_no, code, name_zh, name_en) VALUES
  (10, 'VISITS', '入户走访', 'Visits to homes'),
  (20, 'POLICY', '政策宣传', 'Policies explained'),
  (30, 'INDUSTRY', '产业发展', 'Industry'),
  (40, 'JOBS', '务工就业', 'Jobs'),
  (50, 'GUARANTEES', '三保障和饮水', 'Guarantees and water'),
  (60, 'FARMING', '春耕生产', 'Farming'),
  (70, 'EPIDEMIC', '疫情防控', 'Epidemic control'),
  (80, 'PARTY', '党建和会议', 'Party branch and meetings'),
  (90, 'DISPUTES', '矛盾调解', 'Disputes settled'),
  (100, 'PAPERS', '资料台账', 'Papers and ledgers'),
  (110, 'OTHER', '其他', 'Other');

-- ───── a log is written by whom it is about; put right it is a later row ─────

CREATE FUNCTION guard_work_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'fangxian_app' THEN
    IF NEW.user_id IS DISTINCT FROM app_actor() THEN
      RAISE EXCEPTION 'work_log: everybody writes his own' USING ERRCODE = 'insufficient_privilege';
    END IF;
  END IF;
  IF NEW.supersedes IS NOT NULL AND NOT EXISTS (SELECT FROM work_log o WHERE o.county_code = NEW.county_code AND o.id = NEW.supersedes
    AND (o.user_id, o.region_code, o.day) = (NEW.user_id, NEW.region_code, NEW.day)) THEN
    RAISE EXCEPTION 'work_log: puts right a log of the same person, village and day' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT NEW.kinds <@ ARRAY(SELECT k.code::text FROM work_kind k WHERE k.applies_to IN ('', NEW.county_code)) THEN
    RAISE EXCEPTION 'work_log: a kind of work that is not known' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER work_log_begins BEFORE INSERT ON work_log FOR EACH ROW EXECUTE FUNCTION guard_work_log();
COMMENT ON TRIGGER work_log_begins ON work_log IS 'Everybody writes his own; what is put right stays in the row before.';
CREATE TRIGGER work_log_is_final BEFORE UPDATE OR DELETE ON work_log FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- ───── leave: asked for oneself, decided once by another, and never twice for the same day ─────

CREATE FUNCTION guard_work_leave() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE decides text[] := ARRAY['decision', 'decided_at', 'decided_by', 'decided_by_name', 'decision_note'];
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.decision IS NOT NULL OR to_jsonb(OLD) - decides IS DISTINCT FROM to_jsonb(NEW) - decides THEN
      RAISE EXCEPTION 'work_leave: what was asked stays, and it is decided once' USING ERRCODE = 'check_violation';
    END IF;
    IF current_user = 'fangxian_app' THEN
      NEW.decided_by := app_actor();
      IF NEW.user_id = app_acting() THEN
        RAISE EXCEPTION 'work_leave: decided by another than who asked' USING ERRCODE = 'check_violation';
      END IF;
    END IF;
    RETURN NEW;
  END IF;
  IF current_user = 'fangxian_app' THEN
    IF NEW.user_id IS DISTINCT FROM app_actor() OR NEW.decision IS NOT NULL THEN
      RAISE EXCEPTION 'work_leave: everybody asks for himself, and another decides' USING ERRCODE = 'insufficient_privilege';
    END IF;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('work_leave:' || NEW.user_id, 0));
  IF EXISTS (SELECT FROM work_leave o WHERE o.county_code = NEW.county_code AND o.user_id = NEW.user_id AND o.decision IS DISTINCT FROM 'REFUSED'
    AND o.from_on <= NEW.to_on AND o.to_on >= NEW.from_on) THEN
    RAISE EXCEPTION 'work_leave: these days overlap with other leave' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER work_leave_life BEFORE INSERT OR UPDATE ON work_leave FOR EACH ROW EXECUTE FUNCTION guard_work_leave();
COMMENT ON TRIGGER work_leave_life ON work_leave IS 'Asked for oneself, decided once and by another; never twice for a day.';
CREATE TRIGGER work_leave_never_deleted BEFORE DELETE ON work_leave FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- ───── rights ─────

REVOKE ALL ON FUNCTION guard_work_log(), guard_work_leave() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard_work_log(), guard_work_leave() TO fangxian_app;
GRANT SELECT, INSERT, UPDATE (ended_on) ON work_kind TO fangxian_app;
GRANT SELECT, INSERT ON work_log TO fangxian_app;
GRANT SELECT, INSERT, UPDATE (decision, decided_at, decided_by, decided_by_name, decision_note) ON work_leave TO fangxian_app;
