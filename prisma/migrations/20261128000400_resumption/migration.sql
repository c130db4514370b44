-- 复工复产 · Return to work, one plan for each firm (一企一策): enterprises and workshops, their way back, figures by day, visits, difficulties.

CREATE TYPE "ResumptionStatus" AS ENUM ('NOT_RESUMED', 'APPLIED', 'ON_SITE_CHECKED', 'RESUMED', 'FULL_CAPACITY', 'SUSPENDED');

CREATE TABLE "enterprise" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "name" VARCHAR(80) NOT NULL,
  "type" VARCHAR(24) NOT NULL,
  "credit_code" VARCHAR(18),
  "parent_id" UUID,
  "contact_name" VARCHAR(40) NOT NULL DEFAULT '',
  "phone_enc" BYTEA,
  "active_from" DATE NOT NULL,
  "active_until" DATE,
  "end_reason" VARCHAR(300) NOT NULL DEFAULT '',
  "status" "ResumptionStatus" NOT NULL DEFAULT 'NOT_RESUMED',
  "step_no" INTEGER NOT NULL DEFAULT 0,
  "last_step" VARCHAR(8) NOT NULL DEFAULT '',
  "last_note" VARCHAR(300) NOT NULL DEFAULT '',
  "last_step_on" DATE NOT NULL,
  "applied_by" UUID,
  "reviewed_by" UUID,
  "version" INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT "enterprise_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT enterprise_type CHECK ("type" IN ('LEADING_ENTERPRISE', 'WORKSHOP', 'INDUSTRIAL_ABOVE_SCALE', 'FARM')),
  CONSTRAINT enterprise_credit_code CHECK ("credit_code" ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
  CONSTRAINT enterprise_ends_after_it_began CHECK ("active_until" >= "active_from" AND ("active_until" IS NULL) = ("end_reason" = '')),
  CONSTRAINT enterprise_no_parent_of_itself CHECK ("parent_id" <> "id"),
  CONSTRAINT enterprise_steps CHECK ("step_no" >= 0 AND "last_step_on" >= "active_from")
);

CREATE TABLE "enterprise_step" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "enterprise_id" UUID NOT NULL,
  "step_no" INTEGER NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "step" VARCHAR(8) NOT NULL,
  "to_status" "ResumptionStatus" NOT NULL,
  "step_on" DATE NOT NULL,
  "recorded_at" TIMESTAMPTZ(3) NOT NULL,
  "actor_id" UUID NOT NULL,
  "actor_name" VARCHAR(60) NOT NULL,
  "note" VARCHAR(300) NOT NULL DEFAULT '',
  CONSTRAINT "enterprise_step_pkey" PRIMARY KEY ("county_code", "enterprise_id", "step_no"),
  CONSTRAINT enterprise_step_known CHECK ("step" IN ('apply', 'review', 'check', 'return', 'resume', 'fill', 'suspend'))
);

CREATE TABLE "enterprise_officer" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "enterprise_id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "user_id" UUID NOT NULL,
  "name" VARCHAR(60) NOT NULL,
  "unit" VARCHAR(120) NOT NULL DEFAULT '',
  "valid_from" DATE NOT NULL,
  "valid_to" DATE,
  "assigned_by" UUID NOT NULL,
  CONSTRAINT "enterprise_officer_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT enterprise_officer_days CHECK ("valid_to" >= "valid_from")
);

CREATE TABLE "enterprise_figure" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "enterprise_id" UUID NOT NULL,
  "day" DATE NOT NULL,
  "edition" INTEGER NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "staff_total" INTEGER NOT NULL,
  "staff_returned" INTEGER NOT NULL,
  "poor_returned" INTEGER NOT NULL,
  "may_return" INTEGER NOT NULL DEFAULT 0,
  "held_back" INTEGER NOT NULL DEFAULT 0,
  "households_driven" INTEGER NOT NULL DEFAULT 0,
  "reason" VARCHAR(300) NOT NULL DEFAULT '',
  "reported_by" UUID NOT NULL,
  "reported_by_name" VARCHAR(60) NOT NULL,
  "reported_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "enterprise_figure_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT enterprise_figure_staff CHECK (0 <= "poor_returned" AND "poor_returned" <= "staff_returned" AND "staff_returned" <= "staff_total" AND "staff_total" <= 1000000),
  CONSTRAINT enterprise_figure_not_back CHECK (0 <= "may_return" AND 0 <= "held_back" AND "may_return" + "held_back" <= "staff_total" - "staff_returned"),
  CONSTRAINT enterprise_figure_driven CHECK ("households_driven" BETWEEN 0 AND 1000000),
  CONSTRAINT enterprise_figure_corrected CHECK ("edition" >= 1 AND ("edition" > 1) = ("reason" <> ''))
);

CREATE TABLE "enterprise_visit" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "enterprise_id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "visited_on" DATE NOT NULL,
  "leader_kind" VARCHAR(8) NOT NULL,
  "leader_name" VARCHAR(60) NOT NULL,
  "raised" INTEGER NOT NULL,
  "solved" INTEGER NOT NULL,
  "note" VARCHAR(300) NOT NULL DEFAULT '',
  "recorded_by" UUID NOT NULL,
  "recorded_by_name" VARCHAR(60) NOT NULL,
  "recorded_at" TIMESTAMPTZ(3) NOT NULL,
  "withdrawn_on" DATE,
  "withdrawn_reason" VARCHAR(300) NOT NULL DEFAULT '',
  CONSTRAINT "enterprise_visit_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT enterprise_visit_leader CHECK ("leader_kind" IN ('MAIN', 'LIAISON')),
  CONSTRAINT enterprise_visit_problems CHECK (0 <= "solved" AND "solved" <= "raised" AND "raised" <= 1000),
  CONSTRAINT enterprise_visit_withdrawn CHECK (("withdrawn_on" IS NULL) = ("withdrawn_reason" = ''))
);

-- 一企一策 · A difficulty is a line of the one ledger and bears its id; here stands the plan for it.
CREATE TABLE "enterprise_difficulty" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "enterprise_id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "title" VARCHAR(80) NOT NULL,
  "measure" VARCHAR(300) NOT NULL DEFAULT '',
  "department" VARCHAR(120) NOT NULL DEFAULT '',
  "due_on" DATE,
  "raised_on" DATE NOT NULL,
  "raised_by" UUID NOT NULL,
  "raised_by_name" VARCHAR(60) NOT NULL,
  "version" INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT "enterprise_difficulty_pkey" PRIMARY KEY ("county_code", "id")
);

-- The same firm twice would count twice.
CREATE UNIQUE INDEX enterprise_one_of_a_name ON enterprise (county_code, lower(name)) WHERE active_until IS NULL;
CREATE UNIQUE INDEX enterprise_one_of_a_code ON enterprise (county_code, credit_code) WHERE active_until IS NULL AND credit_code IS NOT NULL;
CREATE UNIQUE INDEX "enterprise_county_code_id_region_code_key" ON "enterprise"("county_code", "id", "region_code");
CREATE INDEX "enterprise_county_code_region_code_last_step_on_id_idx" ON "enterprise"("county_code", "region_code", "last_step_on", "id");
CREATE INDEX "enterprise_county_code_parent_id_idx" ON "enterprise"("county_code", "parent_id");
CREATE UNIQUE INDEX enterprise_officer_one_at_a_time ON enterprise_officer (county_code, enterprise_id) WHERE valid_to IS NULL;
CREATE INDEX "enterprise_officer_county_code_enterprise_id_valid_from_idx" ON "enterprise_officer"("county_code", "enterprise_id", "valid_from");
CREATE INDEX "enterprise_officer_county_code_user_id_idx" ON "enterprise_officer"("county_code", "user_id");
CREATE UNIQUE INDEX "enterprise_figure_county_code_enterprise_id_day_edition_key" ON "enterprise_figure"("county_code", "enterprise_id", "day", "edition");
CREATE INDEX "enterprise_visit_county_code_enterprise_id_visited_on_idx" ON "enterprise_visit"("county_code", "enterprise_id", "visited_on");
CREATE INDEX "enterprise_visit_county_code_region_code_visited_on_idx" ON "enterprise_visit"("county_code", "region_code", "visited_on");
CREATE INDEX "enterprise_difficulty_county_code_enterprise_id_raised_on_idx" ON "enterprise_difficulty"("county_code", "enterprise_id", "raised_on");

ALTER TABLE "enterprise" ADD CONSTRAINT "enterprise_region_code_fkey" FOREIGN KEY ("region_code") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "enterprise" ADD CONSTRAINT "enterprise_county_code_parent_id_fkey" FOREIGN KEY ("county_code", "parent_id")
  REFERENCES "enterprise"("county_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "enterprise_step" ADD CONSTRAINT "enterprise_step_county_code_enterprise_id_region_code_fkey" FOREIGN KEY ("county_code", "enterprise_id", "region_code")
  REFERENCES "enterprise"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "enterprise_officer" ADD CONSTRAINT "enterprise_officer_county_code_enterprise_id_region_code_fkey" FOREIGN KEY ("county_code", "enterprise_id", "region_code")
  REFERENCES "enterprise"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "enterprise_figure" ADD CONSTRAINT "enterprise_figure_county_code_enterprise_id_region_code_fkey" FOREIGN KEY ("county_code", "enterprise_id", "region_code")
  REFERENCES "enterprise"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "enterprise_visit" ADD CONSTRAINT "enterprise_visit_county_code_enterprise_id_region_code_fkey" FOREIGN KEY ("county_code", "enterprise_id", "region_code")
  REFERENCES "enterprise"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "enterprise_difficulty" ADD CONSTRAINT "enterprise_difficulty_county_code_enterprise_id_region_cod_fkey" FOREIGN KEY ("county_code", "enterprise_id", "region_code")
  REFERENCES "enterprise"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "enterprise_difficulty" ADD CONSTRAINT "enterprise_difficulty_county_code_id_fkey" FOREIGN KEY ("county_code", "id")
  REFERENCES "finding"("county_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

SELECT guard_table('enterprise', 'county_code,id', 'none');
SELECT guard_table('enterprise_step', 'county_code,enterprise_id,step_no', 'none');
SELECT guard_table('enterprise_officer', 'county_code,id', 'none');
SELECT guard_table('enterprise_figure', 'county_code,id', 'none');
SELECT guard_table('enterprise_visit', 'county_code,id', 'none');
SELECT guard_table('enterprise_difficulty', 'county_code,id', 'none');

-- ───── lines of the ledger that come from serving enterprises ─────

ALTER TABLE finding DROP CONSTRAINT finding_source,
  ADD CONSTRAINT finding_source CHECK ("source" IN ('NATIONAL_ASSESSMENT', 'PROVINCIAL_ASSESSMENT', 'THIRD_PARTY', 'INSPECTION_TOUR', 'AUDIT', 'MEDIA',
    'PETITION', 'SELF_CHECK', 'LOOK_BACK', 'BATTLE_SUPERVISION', 'DATA_AUDIT', 'ENTERPRISE_SERVICE')) NOT VALID,
  DROP CONSTRAINT finding_origin,
  ADD CONSTRAINT finding_origin CHECK (("origin_kind" IS NULL) = ("origin_id" IS NULL) AND "origin_kind" IN ('CAMPAIGN', 'SESSION', 'FINDING', 'ENTERPRISE')) NOT VALID;
ALTER TABLE finding VALIDATE CONSTRAINT finding_source;
ALTER TABLE finding VALIDATE CONSTRAINT finding_origin;

-- ───── the way back to work; the same table stands in lib/resumption/lifecycle.ts ─────

CREATE FUNCTION enterprise_begins() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status <> 'NOT_RESUMED' OR NEW.step_no <> 0 OR NEW.version <> 1 OR NEW.active_until IS NOT NULL OR num_nonnulls(NEW.applied_by, NEW.reviewed_by) > 0
    OR NEW.last_step <> '' OR NEW.last_note <> '' OR NEW.last_step_on <> NEW.active_from OR NEW.active_from > app_today() THEN
    RAISE EXCEPTION 'enterprise: it begins before its first step' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER enterprise_begins BEFORE INSERT ON enterprise FOR EACH ROW WHEN (current_user = 'fangxian_app') EXECUTE FUNCTION enterprise_begins();
COMMENT ON TRIGGER enterprise_begins ON enterprise IS 'An enterprise is entered as not resumed.';

CREATE FUNCTION refuse_enterprise_step() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE me uuid := app_actor();
BEGIN
  -- A village that is renumbered takes it along, and a new key seals its phone anew.
  IF to_jsonb(OLD) - ARRAY['region_code', 'phone_enc'] = to_jsonb(NEW) - ARRAY['region_code', 'phone_enc']
    AND (OLD.phone_enc IS NOT DISTINCT FROM NEW.phone_enc OR current_user <> 'fangxian_app') THEN RETURN NEW; END IF;
  IF OLD.active_until IS NOT NULL THEN
    RAISE EXCEPTION 'enterprise: what ended never changes' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.version <> OLD.version + 1 OR NEW.active_from <> OLD.active_from OR NEW.last_step_on < OLD.last_step_on THEN
    RAISE EXCEPTION 'enterprise: every change counts one version, and no day goes back' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.active_until < OLD.last_step_on OR NEW.active_until > app_today() THEN
    RAISE EXCEPTION 'enterprise: it does not end before its last step or later than today' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.step_no = OLD.step_no THEN
    IF (OLD.status, OLD.last_step, OLD.last_note, OLD.last_step_on, OLD.applied_by, OLD.reviewed_by)
        IS DISTINCT FROM (NEW.status, NEW.last_step, NEW.last_note, NEW.last_step_on, NEW.applied_by, NEW.reviewed_by) THEN
      RAISE EXCEPTION 'enterprise: it goes on by steps alone' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.step_no <> OLD.step_no + 1 OR NEW.last_step_on > app_today() OR NEW.active_until IS NOT NULL THEN
    RAISE EXCEPTION 'enterprise: one step at a time' USING ERRCODE = 'check_violation';
  END IF;
  IF NOT ((OLD.status::text || '>' || NEW.last_step || '>' || NEW.status::text) = ANY (ARRAY['NOT_RESUMED>apply>APPLIED', 'APPLIED>review>APPLIED',
    'APPLIED>check>ON_SITE_CHECKED', 'APPLIED>return>NOT_RESUMED', 'ON_SITE_CHECKED>return>NOT_RESUMED', 'ON_SITE_CHECKED>resume>RESUMED', 'RESUMED>fill>FULL_CAPACITY',
    'RESUMED>suspend>SUSPENDED', 'FULL_CAPACITY>suspend>SUSPENDED', 'FULL_CAPACITY>resume>RESUMED', 'SUSPENDED>resume>RESUMED'])) THEN
    RAISE EXCEPTION 'enterprise: no step % from % to %', NEW.last_step, OLD.status, NEW.status USING ERRCODE = 'check_violation';
  END IF;
  -- Who did it is nobody's to write: the database knows who asks.
  CASE NEW.last_step
    WHEN 'apply' THEN NEW.applied_by := coalesce(me, NEW.applied_by); NEW.reviewed_by := NULL;
    WHEN 'review' THEN
      IF OLD.reviewed_by IS NOT NULL THEN RAISE EXCEPTION 'enterprise: it was reviewed already' USING ERRCODE = 'check_violation'; END IF;
      NEW.applied_by := OLD.applied_by; NEW.reviewed_by := coalesce(me, NEW.reviewed_by);
    ELSE NEW.applied_by := OLD.applied_by; NEW.reviewed_by := OLD.reviewed_by;
  END CASE;
  IF (NEW.last_step IN ('review', 'check') AND me = OLD.applied_by) OR (NEW.last_step = 'check' AND me = OLD.reviewed_by) THEN
    RAISE EXCEPTION 'enterprise: it is checked by somebody else than who applied' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER enterprise_lifecycle BEFORE UPDATE ON enterprise FOR EACH ROW EXECUTE FUNCTION refuse_enterprise_step();
COMMENT ON TRIGGER enterprise_lifecycle ON enterprise IS 'Steps in order, checked by somebody else than who applied; what ended never changes.';
CREATE TRIGGER enterprise_never_deleted BEFORE DELETE ON enterprise FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE FUNCTION keep_enterprise_step() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE me uuid := app_actor();
BEGIN
  INSERT INTO enterprise_step (county_code, enterprise_id, step_no, region_code, step, to_status, step_on, recorded_at, actor_id, actor_name, note)
    SELECT NEW.county_code, NEW.id, NEW.step_no, NEW.region_code, NEW.last_step, NEW.status, NEW.last_step_on, now(), u.id, u.name, NEW.last_note
    FROM app_user u WHERE u.id = me;
  RETURN NULL;
END $$;
CREATE TRIGGER enterprise_keeps_steps AFTER UPDATE OF step_no ON enterprise FOR EACH ROW WHEN (OLD.step_no <> NEW.step_no) EXECUTE FUNCTION keep_enterprise_step();
COMMENT ON TRIGGER enterprise_keeps_steps ON enterprise IS 'Every step is written down with its day, by whom the database knows; the application cannot write one itself.';
CREATE TRIGGER enterprise_step_is_final BEFORE UPDATE ON enterprise_step FOR EACH ROW
  WHEN (to_jsonb(OLD) - 'region_code' IS DISTINCT FROM to_jsonb(NEW) - 'region_code') EXECUTE FUNCTION refuse_change();
CREATE TRIGGER enterprise_step_never_deleted BEFORE DELETE ON enterprise_step FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- ───── 首席服务官: a county leader or the head of the township, one at a time ─────

CREATE FUNCTION serves_enterprises(p_user uuid, p_region text, p_day date) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (SELECT FROM posting p JOIN app_user u ON u.id = p.user_id AND u.is_active
    WHERE p.user_id = p_user AND p.county_code = left(p_region, 6) AND p.acting_for IS NULL AND (p.proposed_by IS NULL OR p.decision = 'CONFIRMED')
      AND ((p.role = 'COUNTY_LEADER' AND p.region_code = left(p_region, 6) || '000000') OR (p.role = 'TOWNSHIP' AND p.region_code = left(p_region, 9) || '000'))
      AND p.valid_from <= p_day AND (p.valid_to IS NULL OR p.valid_to >= p_day))
$$;
COMMENT ON FUNCTION serves_enterprises(uuid, text, date) IS 'Whether somebody is a leader of that county or of that township on that day; says nothing else of anybody.';

CREATE FUNCTION guard_enterprise_officer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.assigned_by := app_actor();
    IF NEW.valid_to IS NOT NULL OR NOT serves_enterprises(NEW.user_id, NEW.region_code, app_today()) THEN
      RAISE EXCEPTION 'enterprise_officer: a county leader or a head of the township' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT FROM enterprise_officer o WHERE o.county_code = NEW.county_code AND o.enterprise_id = NEW.enterprise_id AND o.valid_to > NEW.valid_from) THEN
      RAISE EXCEPTION 'enterprise_officer: one at a time' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF to_jsonb(OLD) - 'region_code' = to_jsonb(NEW) - 'region_code' THEN RETURN NEW; END IF;
  IF OLD.valid_to IS NOT NULL OR to_jsonb(OLD) - ARRAY['valid_to', 'region_code'] IS DISTINCT FROM to_jsonb(NEW) - ARRAY['valid_to', 'region_code'] THEN
    RAISE EXCEPTION 'enterprise_officer: only its end is said, once' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER enterprise_officer_begins BEFORE INSERT ON enterprise_officer FOR EACH ROW WHEN (current_user = 'fangxian_app') EXECUTE FUNCTION guard_enterprise_officer();
CREATE TRIGGER enterprise_officer_ends_once BEFORE UPDATE ON enterprise_officer FOR EACH ROW EXECUTE FUNCTION guard_enterprise_officer();
CREATE TRIGGER enterprise_officer_never_deleted BEFORE DELETE ON enterprise_officer FOR EACH ROW EXECUTE FUNCTION refuse_change();
COMMENT ON TRIGGER enterprise_officer_ends_once ON enterprise_officer IS 'Who served whom, from when to when, stays.';

-- ───── figures by day: corrected by a later edition, never rewritten ─────

CREATE FUNCTION guard_enterprise_figure() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE e enterprise;
BEGIN
  SELECT * INTO e FROM enterprise x WHERE x.county_code = NEW.county_code AND x.id = NEW.enterprise_id;
  IF NEW.day > app_today() OR NEW.day < e.active_from OR NEW.day > e.active_until THEN
    RAISE EXCEPTION 'enterprise_figure: no figures of that day' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.edition <> 1 + coalesce((SELECT max(f.edition) FROM enterprise_figure f WHERE f.county_code = NEW.county_code AND f.enterprise_id = NEW.enterprise_id AND f.day = NEW.day), 0) THEN
    RAISE EXCEPTION 'enterprise_figure: editions follow each other' USING ERRCODE = 'unique_violation';
  END IF;
  NEW.reported_by := app_actor();
  RETURN NEW;
END $$;
CREATE TRIGGER enterprise_figure_begins BEFORE INSERT ON enterprise_figure FOR EACH ROW WHEN (current_user = 'fangxian_app') EXECUTE FUNCTION guard_enterprise_figure();
CREATE TRIGGER enterprise_figure_is_final BEFORE UPDATE ON enterprise_figure FOR EACH ROW
  WHEN (to_jsonb(OLD) - 'region_code' IS DISTINCT FROM to_jsonb(NEW) - 'region_code') EXECUTE FUNCTION refuse_change();
CREATE TRIGGER enterprise_figure_never_deleted BEFORE DELETE ON enterprise_figure FOR EACH ROW EXECUTE FUNCTION refuse_change();
COMMENT ON TRIGGER enterprise_figure_is_final ON enterprise_figure IS 'What was reported stays; a later edition says it anew, with a reason.';

-- ───── visits of leaders ─────

CREATE FUNCTION guard_enterprise_visit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.recorded_by := app_actor();
    IF NEW.visited_on > app_today() OR NEW.withdrawn_on IS NOT NULL THEN
      RAISE EXCEPTION 'enterprise_visit: a visit that was made' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF to_jsonb(OLD) - 'region_code' = to_jsonb(NEW) - 'region_code' THEN RETURN NEW; END IF;
  IF OLD.withdrawn_on IS NOT NULL OR to_jsonb(OLD) - ARRAY['withdrawn_on', 'withdrawn_reason', 'region_code'] IS DISTINCT FROM to_jsonb(NEW) - ARRAY['withdrawn_on', 'withdrawn_reason', 'region_code'] THEN
    RAISE EXCEPTION 'enterprise_visit: a visit is withdrawn once and not rewritten' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER enterprise_visit_begins BEFORE INSERT ON enterprise_visit FOR EACH ROW WHEN (current_user = 'fangxian_app') EXECUTE FUNCTION guard_enterprise_visit();
CREATE TRIGGER enterprise_visit_stays BEFORE UPDATE ON enterprise_visit FOR EACH ROW EXECUTE FUNCTION guard_enterprise_visit();
CREATE TRIGGER enterprise_visit_never_deleted BEFORE DELETE ON enterprise_visit FOR EACH ROW EXECUTE FUNCTION refuse_change();
COMMENT ON TRIGGER enterprise_visit_stays ON enterprise_visit IS 'A visit is withdrawn with a reason, and not rewritten.';

-- ───── difficulties: raised by the chief service officer, as lines of the one ledger ─────

CREATE FUNCTION guard_enterprise_difficulty() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.raised_by := app_actor();
    IF NOT EXISTS (SELECT FROM enterprise_officer o WHERE o.county_code = NEW.county_code AND o.enterprise_id = NEW.enterprise_id AND o.user_id = NEW.raised_by
        AND o.valid_to IS NULL AND o.valid_from <= app_today()) THEN
      RAISE EXCEPTION 'enterprise_difficulty: its chief service officer raises it' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.version <> 1 OR NOT EXISTS (SELECT FROM finding f WHERE f.county_code = NEW.county_code AND f.id = NEW.id AND f.source = 'ENTERPRISE_SERVICE'
        AND f.origin_kind = 'ENTERPRISE' AND f.origin_id = NEW.enterprise_id AND f.region_code = NEW.region_code AND f.title = NEW.title AND f.found_by = NEW.raised_by) THEN
      RAISE EXCEPTION 'enterprise_difficulty: it is a line of the ledger' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF to_jsonb(OLD) - 'region_code' = to_jsonb(NEW) - 'region_code' THEN RETURN NEW; END IF;
  IF NEW.version <> OLD.version + 1 OR to_jsonb(OLD) - ARRAY['measure', 'department', 'due_on', 'version', 'region_code']
      IS DISTINCT FROM to_jsonb(NEW) - ARRAY['measure', 'department', 'due_on', 'version', 'region_code'] THEN
    RAISE EXCEPTION 'enterprise_difficulty: only the plan for it changes' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER enterprise_difficulty_begins BEFORE INSERT ON enterprise_difficulty FOR EACH ROW WHEN (current_user = 'fangxian_app') EXECUTE FUNCTION guard_enterprise_difficulty();
CREATE TRIGGER enterprise_difficulty_stays BEFORE UPDATE ON enterprise_difficulty FOR EACH ROW EXECUTE FUNCTION guard_enterprise_difficulty();
CREATE TRIGGER enterprise_difficulty_never_deleted BEFORE DELETE ON enterprise_difficulty FOR EACH ROW EXECUTE FUNCTION refuse_change();
COMMENT ON TRIGGER enterprise_difficulty_stays ON enterprise_difficulty IS 'What was raised stays; measure, department and day are planned anew.';

-- ───── rights ─────

DO $$
DECLARE f text;
BEGIN
  FOREACH f IN ARRAY ARRAY['enterprise_begins()', 'refuse_enterprise_step()', 'keep_enterprise_step()', 'serves_enterprises(uuid, text, date)', 'guard_enterprise_officer()',
    'guard_enterprise_figure()', 'guard_enterprise_visit()', 'guard_enterprise_difficulty()'] LOOP
    EXECUTE 'REVOKE ALL ON FUNCTION ' || f || ' FROM PUBLIC';
    EXECUTE 'GRANT EXECUTE ON FUNCTION ' || f || ' TO fangxian_app';
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE ON enterprise TO fangxian_app;
GRANT SELECT ON enterprise_step TO fangxian_app;
GRANT SELECT, INSERT, UPDATE (valid_to) ON enterprise_officer TO fangxian_app;
GRANT SELECT, INSERT ON enterprise_figure TO fangxian_app;
GRANT SELECT, INSERT, UPDATE (withdrawn_on, withdrawn_reason) ON enterprise_visit TO fangxian_app;
GRANT SELECT, INSERT, UPDATE (measure, department, due_on, version) ON enterprise_difficulty TO fangxian_app;
