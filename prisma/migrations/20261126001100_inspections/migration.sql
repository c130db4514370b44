-- Look-back inspections: campaigns, teams, draws that can be repeated, the form of each household, and a letter to each village.

CREATE TYPE "CampaignStatus" AS ENUM ('PLANNED', 'SAMPLING_DRAWN', 'INSPECTING', 'SUMMARISED', 'FEEDBACK_ISSUED', 'RECTIFYING', 'CLOSED');

CREATE TABLE "inspection_item" (
  "code" VARCHAR(24) NOT NULL,
  "applies_to" VARCHAR(12) COLLATE "C" NOT NULL DEFAULT '',
  "aspect" VARCHAR(24) NOT NULL,
  "category" VARCHAR(20) NOT NULL,
  "place" VARCHAR(10) NOT NULL,
  "name_zh" VARCHAR(80) NOT NULL,
  "name_en" VARCHAR(160) NOT NULL,
  "may_not_apply" BOOLEAN NOT NULL,
  "sort_no" INTEGER NOT NULL,
  "ended_on" DATE,
  CONSTRAINT "inspection_item_pkey" PRIMARY KEY ("code"),
  CONSTRAINT inspection_item_prefix CHECK ("applies_to" ~ '^([0-9]{6})?$'),
  CONSTRAINT inspection_item_place CHECK ("place" IN ('GATE', 'HOUSE', 'KITCHEN', 'ROOM', 'FAMILY', 'TALK', 'PAPERS')),
  CONSTRAINT inspection_item_category CHECK ("category" IN ('FOOD_CLOTHING', 'EDUCATION', 'MEDICAL', 'HOUSING', 'WATER', 'INCOME', 'IDENTIFICATION', 'SUPPORT',
    'FUNDS', 'PROJECT', 'RESPONSIBILITY', 'FILES', 'RECTIFICATION', 'OTHER'))
);

CREATE TABLE "inspection_campaign" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "campaign_no" VARCHAR(20) NOT NULL,
  "title" VARCHAR(80) NOT NULL,
  "organiser" VARCHAR(80) NOT NULL,
  "organiser_level" VARCHAR(10) NOT NULL,
  "begins_on" DATE NOT NULL,
  "ends_on" DATE NOT NULL,
  "regions" TEXT[],
  "aspects" TEXT[],
  "items" TEXT[],
  "registered_target" INTEGER NOT NULL,
  "others_target" INTEGER NOT NULL,
  "must_include" TEXT[],
  "status" "CampaignStatus" NOT NULL DEFAULT 'PLANNED',
  "rounds" INTEGER NOT NULL DEFAULT 0,
  "conclusion" VARCHAR(2000) NOT NULL DEFAULT '',
  "planned_by" UUID NOT NULL,
  "planned_by_name" VARCHAR(60) NOT NULL,
  "last_step_on" DATE NOT NULL,
  "version" INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT "inspection_campaign_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT inspection_campaign_level CHECK ("organiser_level" IN ('PROVINCE', 'CITY', 'COUNTY')),
  CONSTRAINT inspection_campaign_period CHECK ("ends_on" >= "begins_on"),
  CONSTRAINT inspection_campaign_of_a_county CHECK ("region_code" = "county_code" || '000000'),
  CONSTRAINT inspection_campaign_chosen CHECK (cardinality("regions") > 0 AND cardinality("aspects") > 0 AND cardinality("items") > 0),
  CONSTRAINT inspection_campaign_rule CHECK ("registered_target" BETWEEN 0 AND 1000 AND "others_target" BETWEEN 0 AND 1000
    AND "must_include" <@ ARRAY['MONITORED', 'SPECIAL', 'ELDERLY_ALONE', 'REMOTE']),
  CONSTRAINT inspection_campaign_concluded CHECK ("status" IN ('PLANNED', 'SAMPLING_DRAWN', 'INSPECTING') OR "conclusion" <> ''),
  CONSTRAINT inspection_campaign_rounds CHECK (("rounds" = 0) = ("status" = 'PLANNED') AND "rounds" >= 0)
);
CREATE UNIQUE INDEX "inspection_campaign_county_code_campaign_no_key" ON "inspection_campaign"("county_code", "campaign_no");
CREATE UNIQUE INDEX "inspection_campaign_county_code_id_region_code_key" ON "inspection_campaign"("county_code", "id", "region_code");
CREATE INDEX "inspection_campaign_county_code_last_step_on_id_idx" ON "inspection_campaign"("county_code", "last_step_on", "id");

CREATE TABLE "inspection_step" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "campaign_id" UUID NOT NULL,
  "step_no" INTEGER NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "to_status" "CampaignStatus" NOT NULL,
  "step_on" DATE NOT NULL,
  "recorded_at" TIMESTAMPTZ(3) NOT NULL,
  "actor_id" UUID NOT NULL,
  "actor_name" VARCHAR(60) NOT NULL,
  "record" JSONB NOT NULL,
  CONSTRAINT "inspection_step_pkey" PRIMARY KEY ("county_code", "campaign_id", "step_no")
);

CREATE TABLE "inspection_team" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "campaign_id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "name" VARCHAR(40) NOT NULL,
  "member_ids" UUID[],
  "member_names" TEXT[],
  "companions" VARCHAR(200) NOT NULL DEFAULT '',
  "villages" TEXT[],
  CONSTRAINT "inspection_team_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT inspection_team_whole CHECK (cardinality("member_ids") > 0 AND cardinality("member_ids") = cardinality("member_names") AND cardinality("villages") > 0)
);
CREATE UNIQUE INDEX "inspection_team_county_code_campaign_id_name_key" ON "inspection_team"("county_code", "campaign_id", "name");

-- 抽样 · A draw keeps what it was made from: the same seed and the same frame give the same households.
CREATE TABLE "inspection_draw" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "campaign_id" UUID NOT NULL,
  "round" INTEGER NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "seed" UUID NOT NULL,
  "method" VARCHAR(24) NOT NULL,
  "rule" JSONB NOT NULL,
  "frame_on" DATE NOT NULL,
  "frame_size" INTEGER NOT NULL,
  "frame_sha256" BYTEA NOT NULL,
  "drawn" INTEGER NOT NULL,
  "drawn_at" TIMESTAMPTZ(3) NOT NULL,
  "drawn_by" UUID NOT NULL,
  "drawn_by_name" VARCHAR(60) NOT NULL,
  CONSTRAINT "inspection_draw_pkey" PRIMARY KEY ("county_code", "campaign_id", "round"),
  CONSTRAINT inspection_draw_method CHECK ("method" IN ('SHA256_STRATA_1')),
  CONSTRAINT inspection_draw_counts CHECK ("drawn" BETWEEN 1 AND "frame_size" AND octet_length("frame_sha256") = 32)
);

CREATE TABLE "inspection_drawn" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "campaign_id" UUID NOT NULL,
  "household_id" UUID NOT NULL,
  "round" INTEGER NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "place_no" INTEGER NOT NULL,
  "stratum" VARCHAR(10) NOT NULL,
  "reason" VARCHAR(14) NOT NULL,
  CONSTRAINT "inspection_drawn_pkey" PRIMARY KEY ("county_code", "campaign_id", "household_id"),
  CONSTRAINT inspection_drawn_stratum CHECK ("stratum" IN ('REGISTERED', 'OTHER')),
  CONSTRAINT inspection_drawn_reason CHECK ("reason" IN ('RANDOM', 'MONITORED', 'SPECIAL', 'ELDERLY_ALONE', 'REMOTE'))
);
CREATE UNIQUE INDEX "inspection_drawn_place_key" ON "inspection_drawn"("county_code", "campaign_id", "round", "place_no");
CREATE UNIQUE INDEX "inspection_drawn_here_key" ON "inspection_drawn"("county_code", "campaign_id", "household_id", "region_code");
CREATE INDEX "inspection_drawn_county_code_household_id_idx" ON "inspection_drawn"("county_code", "household_id");
CREATE INDEX "inspection_drawn_county_code_campaign_id_region_code_idx" ON "inspection_drawn"("county_code", "campaign_id", "region_code");

CREATE TABLE "inspection_form" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "campaign_id" UUID NOT NULL,
  "household_id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "round" INTEGER NOT NULL,
  "inspected_on" DATE NOT NULL,
  "answers" JSONB NOT NULL,
  "yes" INTEGER NOT NULL,
  "no" INTEGER NOT NULL,
  "fixed" INTEGER NOT NULL,
  "note" VARCHAR(1000) NOT NULL DEFAULT '',
  "signer" VARCHAR(60) NOT NULL,
  "inspector_id" UUID NOT NULL,
  "inspector_name" VARCHAR(60) NOT NULL,
  "inspector_unit" VARCHAR(120) NOT NULL,
  "recorded_at" TIMESTAMPTZ(3) NOT NULL,
  "received_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "inspection_form_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT inspection_form_counts CHECK ("yes" >= 0 AND "no" >= 0 AND "fixed" BETWEEN 0 AND "no"),
  CONSTRAINT inspection_form_signed CHECK ("signer" <> '')
);
CREATE UNIQUE INDEX "inspection_form_county_code_campaign_id_household_id_round_key" ON "inspection_form"("county_code", "campaign_id", "household_id", "round");
CREATE INDEX "inspection_form_county_code_household_id_inspected_on_idx" ON "inspection_form"("county_code", "household_id", "inspected_on");
CREATE INDEX "inspection_form_county_code_campaign_id_region_code_idx" ON "inspection_form"("county_code", "campaign_id", "region_code");

-- 反馈意见 · One letter to each inspected village; it holds counts and words, and nothing of a household.
CREATE TABLE "inspection_letter" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "campaign_id" UUID NOT NULL,
  "campaign_region" VARCHAR(12) COLLATE "C" NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "letter_no" VARCHAR(24) NOT NULL,
  "campaign_title" VARCHAR(80) NOT NULL,
  "organiser" VARCHAR(80) NOT NULL,
  "begins_on" DATE NOT NULL,
  "ends_on" DATE NOT NULL,
  "issued_on" DATE NOT NULL,
  "reply_by" DATE NOT NULL,
  "opinion" VARCHAR(1000) NOT NULL,
  "households" INTEGER NOT NULL,
  "problems" INTEGER NOT NULL,
  "fixed" INTEGER NOT NULL,
  "issued_by" UUID NOT NULL,
  "issued_by_name" VARCHAR(60) NOT NULL,
  CONSTRAINT "inspection_letter_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT inspection_letter_days CHECK ("reply_by" >= "issued_on"),
  CONSTRAINT inspection_letter_counts CHECK ("households" > 0 AND "problems" >= 0 AND "fixed" BETWEEN 0 AND "problems")
);
CREATE UNIQUE INDEX "inspection_letter_county_code_campaign_id_region_code_key" ON "inspection_letter"("county_code", "campaign_id", "region_code");
CREATE UNIQUE INDEX "inspection_letter_county_code_letter_no_key" ON "inspection_letter"("county_code", "letter_no");
CREATE INDEX "inspection_letter_county_code_region_code_issued_on_id_idx" ON "inspection_letter"("county_code", "region_code", "issued_on", "id");

ALTER TABLE "inspection_item" ADD CONSTRAINT "inspection_item_aspect_fkey" FOREIGN KEY ("aspect") REFERENCES "finding_aspect"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "inspection_campaign" ADD CONSTRAINT "inspection_campaign_region_code_fkey" FOREIGN KEY ("region_code") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "inspection_step" ADD CONSTRAINT "inspection_step_county_code_campaign_id_region_code_fkey" FOREIGN KEY ("county_code", "campaign_id", "region_code") REFERENCES "inspection_campaign"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "inspection_team" ADD CONSTRAINT "inspection_team_county_code_campaign_id_region_code_fkey" FOREIGN KEY ("county_code", "campaign_id", "region_code") REFERENCES "inspection_campaign"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "inspection_draw" ADD CONSTRAINT "inspection_draw_county_code_campaign_id_region_code_fkey" FOREIGN KEY ("county_code", "campaign_id", "region_code") REFERENCES "inspection_campaign"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "inspection_drawn" ADD CONSTRAINT "inspection_drawn_county_code_campaign_id_round_fkey" FOREIGN KEY ("county_code", "campaign_id", "round") REFERENCES "inspection_draw"("county_code", "campaign_id", "round") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
-- What was drawn and seen stays with the village where it was, also when the household moves away.
ALTER TABLE "inspection_drawn" ADD CONSTRAINT "inspection_drawn_county_code_household_id_fkey" FOREIGN KEY ("county_code", "household_id") REFERENCES "household"("county_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "inspection_drawn" ADD CONSTRAINT "inspection_drawn_region_code_fkey" FOREIGN KEY ("region_code") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "inspection_form" ADD CONSTRAINT "inspection_form_drawn_fkey" FOREIGN KEY ("county_code", "campaign_id", "household_id", "region_code") REFERENCES "inspection_drawn"("county_code", "campaign_id", "household_id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "inspection_letter" ADD CONSTRAINT "inspection_letter_campaign_fkey" FOREIGN KEY ("county_code", "campaign_id", "campaign_region") REFERENCES "inspection_campaign"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "inspection_letter" ADD CONSTRAINT "inspection_letter_region_code_fkey" FOREIGN KEY ("region_code") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

SELECT guard_table('inspection_campaign', 'county_code,id', 'none');
SELECT guard_table('inspection_step', 'county_code,campaign_id,step_no', 'none');
SELECT guard_table('inspection_team', 'county_code,id', 'none');
SELECT guard_table('inspection_draw', 'county_code,campaign_id,round', 'none');
SELECT guard_table('inspection_drawn', 'county_code,campaign_id,household_id', 'none');
SELECT guard_table('inspection_form', 'county_code,id', 'none');
SELECT guard_table('inspection_letter', 'county_code,id', 'none');

-- ───── who sees what ─────

-- The inspected learn whose turn it is, and what was seen, with the letter: not before.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['inspection_drawn', 'inspection_form'] LOOP
    EXECUTE format('CREATE POLICY after_feedback ON %I AS RESTRICTIVE TO fangxian_app USING (length(app_lo()) <= 6 OR EXISTS (SELECT FROM inspection_letter l
      WHERE l.county_code = %I.county_code AND l.campaign_id = %I.campaign_id AND l.region_code = %I.region_code))', t, t, t, t);
    EXECUTE format('COMMENT ON POLICY after_feedback ON %I IS ''Townships and villages see it once the letter to the village is issued.''', t);
  END LOOP;
END $$;

ALTER TABLE inspection_item ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY everybody_reads ON inspection_item FOR SELECT USING (true);
CREATE POLICY county_keeps ON inspection_item FOR INSERT TO fangxian_app WITH CHECK (applies_to <> '' AND applies_to = app_lo());
CREATE POLICY county_ends ON inspection_item FOR UPDATE TO fangxian_app USING (applies_to <> '' AND applies_to = app_lo());
DO $$ BEGIN EXECUTE format('CREATE POLICY owner_maintains ON inspection_item TO %I USING (true) WITH CHECK (true)', current_user); END $$;
COMMENT ON POLICY everybody_reads ON inspection_item IS 'A catalogue holds nothing of anybody.';
COMMENT ON POLICY county_keeps ON inspection_item IS 'A county adds items of its own.';
COMMENT ON POLICY county_ends ON inspection_item IS 'A county ends items of its own.';
COMMENT ON POLICY owner_maintains ON inspection_item IS 'The owner migrates, seeds, seals and verifies; the app never connects as the owner.';
CREATE TRIGGER audit_change AFTER UPDATE OR DELETE ON inspection_item FOR EACH ROW EXECUTE FUNCTION audit_change('inspection_item', 'code');
CREATE TRIGGER audit_insert AFTER INSERT ON inspection_item REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_insert('inspection_item', 'code');
REVOKE ALL ON inspection_item FROM PUBLIC;

-- In the order in which a person walks through a home; every "yes" is good.
INSERT INTO inspection_item (sort_no, code, place, aspect, category, may_not_apply, name_zh, name_en) VALUES
  (10, 'CARD_POSTED', 'GATE', 'BASIC_WORK', 'FILES', false, '明白卡在位，信息准确', 'The information card is on the wall and right'),
  (20, 'HELPER_KNOWN', 'GATE', 'RESPONSIBILITY', 'RESPONSIBILITY', true, '家里人说得出帮扶责任人，近三个月来过', 'The family knows its helper, who came within three months'),
  (30, 'HOUSE_SAFE', 'HOUSE', 'GUARANTEES', 'HOUSING', false, '住房无裂缝、漏雨、倾斜，等级与档案一致', 'The house shows no cracks, leaks or tilt; its grade is as filed'),
  (40, 'RELOCATED_LIVES', 'HOUSE', 'POLICIES', 'SUPPORT', true, '搬迁户已经实际入住', 'A relocated household really lives here'),
  (50, 'WATER_SAFE', 'KITCHEN', 'GUARANTEES', 'WATER', false, '水量、水质、取水、供水都过关', 'Water is enough, clean, near and steady'),
  (60, 'FOOD_ENOUGH', 'KITCHEN', 'GUARANTEES', 'FOOD_CLOTHING', false, '主食有保障，能吃上肉蛋奶豆', 'Staple food is secured, with meat, eggs, milk or beans'),
  (70, 'CLOTHES_ENOUGH', 'ROOM', 'GUARANTEES', 'FOOD_CLOTHING', false, '四季有衣，御寒有被', 'Clothes for every season, bedding against the cold'),
  (80, 'CHILDREN_AT_SCHOOL', 'FAMILY', 'GUARANTEES', 'EDUCATION', true, '适龄孩子都在校，没有辍学', 'All children of school age are at school'),
  (90, 'INSURED', 'FAMILY', 'GUARANTEES', 'MEDICAL', false, '全家参加医保，常见病看得起', 'Everybody is insured and can afford usual treatment'),
  (100, 'CARED_FOR', 'FAMILY', 'POLICIES', 'MEDICAL', true, '慢病签约、残疾补贴、医疗救助落实到人', 'Doctor''s contract, disability allowances and medical aid reach those entitled'),
  (110, 'INCOME_TRUE', 'TALK', 'GUARANTEES', 'INCOME', false, '家里人认可收入账，收入稳定', 'The family recognises its income account; income is steady'),
  (120, 'WORK_FOUND', 'TALK', 'POLICIES', 'SUPPORT', true, '有劳动力的有产业或就业帮扶', 'Those able to work have help with industry or jobs'),
  (130, 'PAID_IN_FULL', 'TALK', 'POLICIES', 'FUNDS', true, '应享补贴足额到账，没有截留优亲', 'Subsidies arrived in full, with nothing held back or given to relatives'),
  (140, 'TEAM_HELPS', 'TALK', 'SUPPORT_WORK', 'SUPPORT', true, '工作队和帮扶人办过实事，家里人满意', 'Team and helper did real things; the family is satisfied'),
  (150, 'PLAN_KEPT', 'TALK', 'SUPPORT_WORK', 'SUPPORT', true, '帮扶计划里的措施按时兑现', 'The measures of the plan were kept in time'),
  (160, 'VILLAGE_KNOWS', 'TALK', 'RESPONSIBILITY', 'RESPONSIBILITY', false, '村干部清楚这户的难处', 'Village cadres know what this household lacks'),
  (170, 'FILE_TRUE', 'PAPERS', 'BASIC_WORK', 'FILES', false, '档案、手册、系统和家里情况一致', 'File, booklet and system agree with the home'),
  (180, 'BOOKLET_SIGNED', 'PAPERS', 'BASIC_WORK', 'FILES', true, '手册逐次有签字，没有代签涂改', 'The booklet is signed each time, by the household itself'),
  (190, 'PAST_FIXED', 'PAPERS', 'PAST_FINDINGS', 'RECTIFICATION', true, '以前指出的问题已经改好，没有反弹', 'Earlier findings were put right and did not come back'),
  (200, 'LEDGER_COMPLETE', 'PAPERS', 'PAST_FINDINGS', 'RECTIFICATION', true, '以前指出的问题都进了台账', 'Every earlier finding stands in the ledger');

-- ───── the life of a campaign; the same table stands in lib/inspections/lifecycle.ts ─────

CREATE FUNCTION refuse_campaign_step() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE said text[] := ARRAY['status', 'rounds', 'conclusion', 'last_step_on', 'version'];
BEGIN
  IF to_jsonb(OLD) - said IS DISTINCT FROM to_jsonb(NEW) - said AND (OLD.status <> 'PLANNED'
    OR (OLD.county_code, OLD.id, OLD.region_code, OLD.campaign_no, OLD.planned_by, OLD.planned_by_name)
      IS DISTINCT FROM (NEW.county_code, NEW.id, NEW.region_code, NEW.campaign_no, NEW.planned_by, NEW.planned_by_name)) THEN
    RAISE EXCEPTION 'inspection_campaign: what was planned is fixed by the first draw' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.version <> OLD.version + 1 OR NEW.last_step_on < OLD.last_step_on OR OLD.status = 'CLOSED' THEN
    RAISE EXCEPTION 'inspection_campaign: steps follow each other and count one version; a closed campaign never changes' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.rounds <> (SELECT count(*) FROM inspection_draw d WHERE d.county_code = OLD.county_code AND d.campaign_id = OLD.id) THEN
    RAISE EXCEPTION 'inspection_campaign: its rounds are its draws' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.status = NEW.status THEN
    IF OLD.conclusion <> NEW.conclusion THEN RAISE EXCEPTION 'inspection_campaign: concluded once' USING ERRCODE = 'check_violation'; END IF;
    RETURN NEW;
  END IF;
  IF NOT ((OLD.status::text || '>' || NEW.status::text) = ANY (ARRAY['PLANNED>SAMPLING_DRAWN', 'SAMPLING_DRAWN>INSPECTING', 'INSPECTING>SUMMARISED',
    'SUMMARISED>FEEDBACK_ISSUED', 'FEEDBACK_ISSUED>RECTIFYING', 'RECTIFYING>CLOSED'])) THEN
    RAISE EXCEPTION 'inspection_campaign: no step from % to %', OLD.status, NEW.status USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.status = 'INSPECTING' AND NOT EXISTS (SELECT FROM inspection_team t WHERE t.county_code = OLD.county_code AND t.campaign_id = OLD.id) THEN
    RAISE EXCEPTION 'inspection_campaign: without a team nobody inspects' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.status <> 'INSPECTING' AND OLD.conclusion <> NEW.conclusion THEN
    RAISE EXCEPTION 'inspection_campaign: concluded once' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.status = 'FEEDBACK_ISSUED' AND EXISTS (SELECT FROM inspection_form f WHERE f.county_code = OLD.county_code AND f.campaign_id = OLD.id
    AND NOT EXISTS (SELECT FROM inspection_letter l WHERE l.county_code = f.county_code AND l.campaign_id = f.campaign_id AND l.region_code = f.region_code)) THEN
    RAISE EXCEPTION 'inspection_campaign: every inspected village gets a letter' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.status = 'CLOSED' AND EXISTS (SELECT FROM finding f WHERE f.county_code = OLD.county_code AND f.origin_kind = 'CAMPAIGN' AND f.origin_id = OLD.id
    AND f.status <> 'CLOSED') THEN
    RAISE EXCEPTION 'inspection_campaign: its findings are not all closed' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION inspection_campaign_begins() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status <> 'PLANNED' OR NEW.rounds <> 0 OR NEW.version <> 1 THEN
    RAISE EXCEPTION 'inspection_campaign: a campaign begins as planned' USING ERRCODE = 'check_violation';
  END IF;
  NEW.planned_by := app_actor();
  RETURN NEW;
END $$;
CREATE TRIGGER inspection_campaign_begins BEFORE INSERT ON inspection_campaign FOR EACH ROW WHEN (current_user = 'fangxian_app') EXECUTE FUNCTION inspection_campaign_begins();
COMMENT ON TRIGGER inspection_campaign_begins ON inspection_campaign IS 'A campaign is planned before anything else happens to it.';
CREATE TRIGGER inspection_campaign_lifecycle BEFORE UPDATE ON inspection_campaign FOR EACH ROW EXECUTE FUNCTION refuse_campaign_step();
COMMENT ON TRIGGER inspection_campaign_lifecycle ON inspection_campaign IS 'From the plan to the last finding closed, step by step; the plan is fixed by the first draw.';

-- Teams change and households are drawn until the summary; a draw is the next round.
CREATE FUNCTION refuse_late_sampling() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE c inspection_campaign;
BEGIN
  SELECT * INTO c FROM inspection_campaign x WHERE x.county_code = NEW.county_code AND x.id = NEW.campaign_id FOR SHARE;
  IF c.status IS NULL OR c.status NOT IN ('PLANNED', 'SAMPLING_DRAWN', 'INSPECTING') THEN
    RAISE EXCEPTION '%: the campaign is summarised', TG_TABLE_NAME USING ERRCODE = 'check_violation';
  END IF;
  IF TG_TABLE_NAME = 'inspection_draw' AND to_jsonb(NEW) ->> 'round' <> (c.rounds + 1)::text THEN
    RAISE EXCEPTION 'inspection_draw: one round after the other' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER inspection_team_in_time BEFORE INSERT OR UPDATE ON inspection_team FOR EACH ROW EXECUTE FUNCTION refuse_late_sampling();
CREATE TRIGGER inspection_draw_in_time BEFORE INSERT ON inspection_draw FOR EACH ROW EXECUTE FUNCTION refuse_late_sampling();
COMMENT ON TRIGGER inspection_team_in_time ON inspection_team IS 'Teams change until the summary.';
COMMENT ON TRIGGER inspection_draw_in_time ON inspection_draw IS 'Rounds are drawn one after the other, until the summary.';

-- What a draw says it drew is what it drew, at the end of the transaction that made it; nothing is added later.
CREATE FUNCTION check_draw_whole() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE said int; found int;
BEGIN
  SELECT d.drawn INTO said FROM inspection_draw d WHERE d.county_code = NEW.county_code AND d.campaign_id = NEW.campaign_id AND d.round = NEW.round;
  SELECT count(*) INTO found FROM inspection_drawn d WHERE d.county_code = NEW.county_code AND d.campaign_id = NEW.campaign_id AND d.round = NEW.round;
  IF said IS DISTINCT FROM found THEN
    RAISE EXCEPTION 'inspection_drawn: the draw said % households, there are %', said, found USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER inspection_draw_whole AFTER INSERT ON inspection_draw DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_draw_whole();
-- Households are many: only the first place of a draw counts them, and a place beyond what the draw said is refused at once.
CREATE FUNCTION refuse_drawn_beyond() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM inspection_draw d WHERE d.county_code = NEW.county_code AND d.campaign_id = NEW.campaign_id AND d.round = NEW.round
    AND NEW.place_no BETWEEN 1 AND d.drawn) THEN
    RAISE EXCEPTION 'inspection_drawn: not a place of this draw' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER inspection_drawn_within BEFORE INSERT ON inspection_drawn FOR EACH ROW EXECUTE FUNCTION refuse_drawn_beyond();
COMMENT ON TRIGGER inspection_drawn_within ON inspection_drawn IS 'A draw has as many places as it said; none is added.';

-- ───── a form: by whom the database knows, of a household that was drawn, once ─────

CREATE FUNCTION posted_within(p_user uuid, p_prefix text, p_day date) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (SELECT FROM posting p WHERE p.user_id = p_user AND left(p.region_code, length(p_prefix)) = p_prefix AND posting_is_open(p, p_day))
$$;
COMMENT ON FUNCTION posted_within(uuid, text, date) IS 'Whether somebody is posted in a region or below it on a day: nobody inspects where he works.';

CREATE FUNCTION inspection_form_begins() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE c inspection_campaign; me uuid := app_actor();
BEGIN
  SELECT * INTO c FROM inspection_campaign x WHERE x.county_code = NEW.county_code AND x.id = NEW.campaign_id FOR SHARE;
  IF c.status IS DISTINCT FROM 'INSPECTING' THEN
    RAISE EXCEPTION 'inspection_form: nobody inspects now' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.inspected_on < c.begins_on OR NEW.inspected_on > app_today() THEN
    RAISE EXCEPTION 'inspection_form: not a day of this campaign' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT app_inspects() AND NOT EXISTS (SELECT FROM inspection_team t WHERE t.county_code = NEW.county_code AND t.campaign_id = NEW.campaign_id
    AND me = ANY (t.member_ids) AND NEW.region_code = ANY (t.villages)) THEN
    RAISE EXCEPTION 'inspection_form: not a member of the team of this village' USING ERRCODE = 'check_violation';
  END IF;
  IF posted_within(me, left(NEW.region_code, 9), NEW.inspected_on) OR posted_within(app_acting(), left(NEW.region_code, 9), NEW.inspected_on) THEN
    RAISE EXCEPTION 'inspection_form: nobody inspects where he works' USING ERRCODE = 'check_violation';
  END IF;
  SELECT d.round INTO NEW.round FROM inspection_drawn d WHERE d.county_code = NEW.county_code AND d.campaign_id = NEW.campaign_id AND d.household_id = NEW.household_id;
  NEW.inspector_id := me;
  NEW.inspector_unit := coalesce(unit_of(me), '');
  RETURN NEW;
END $$;
CREATE TRIGGER inspection_form_begins BEFORE INSERT ON inspection_form FOR EACH ROW WHEN (current_user = 'fangxian_app') EXECUTE FUNCTION inspection_form_begins();
COMMENT ON TRIGGER inspection_form_begins ON inspection_form IS 'Inspected while the campaign inspects, by a member of the team or an inspector, never by somebody of that township.';

-- ───── what was recorded stays ─────

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['inspection_step', 'inspection_draw', 'inspection_drawn', 'inspection_form', 'inspection_letter'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t || '_is_final', t);
    EXECUTE format('COMMENT ON TRIGGER %I ON %I IS ''What was recorded stays.''', t || '_is_final', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['inspection_campaign', 'inspection_step', 'inspection_team', 'inspection_draw', 'inspection_drawn', 'inspection_form', 'inspection_letter'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t || '_never_deleted', t);
  END LOOP;
END $$;

-- ───── rights ─────

REVOKE ALL ON FUNCTION refuse_campaign_step(), inspection_campaign_begins(), refuse_late_sampling(), check_draw_whole(), refuse_drawn_beyond(),
  posted_within(uuid, text, date), inspection_form_begins() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION refuse_campaign_step(), inspection_campaign_begins(), refuse_late_sampling(), check_draw_whole(), refuse_drawn_beyond(),
  posted_within(uuid, text, date), inspection_form_begins() TO fangxian_app;
GRANT SELECT, INSERT, UPDATE (ended_on) ON inspection_item TO fangxian_app;
GRANT SELECT, INSERT, UPDATE ON inspection_campaign, inspection_team TO fangxian_app;
GRANT SELECT, INSERT ON inspection_step, inspection_draw, inspection_drawn, inspection_form, inspection_letter TO fangxian_app;
