-- Paired assistance: medical units, who supports whom and how long, what came of it, and the patients that are still sent away.

CREATE TABLE "medical_unit" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "name" VARCHAR(60) NOT NULL,
  "kind" VARCHAR(16) NOT NULL,
  "grade" VARCHAR(12) NOT NULL,
  "counts_from" DATE NOT NULL,
  "closed_on" DATE,
  "version" INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT "medical_unit_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT medical_unit_kind CHECK ("kind" IN ('COUNTY_HOSPITAL', 'TCM_HOSPITAL', 'HEALTH_CENTRE', 'CITY_HOSPITAL')),
  CONSTRAINT medical_unit_grade CHECK ("grade" IN ('UNGRADED', 'FIRST', 'SECOND', 'TERTIARY', 'TERTIARY_A')),
  CONSTRAINT medical_unit_days CHECK ("closed_on" >= "counts_from"),
  CONSTRAINT medical_unit_named CHECK ("name" <> '')
);
CREATE UNIQUE INDEX "medical_unit_county_code_name_key" ON "medical_unit"("county_code", "name");
CREATE UNIQUE INDEX "medical_unit_county_code_id_region_code_key" ON "medical_unit"("county_code", "id", "region_code");
CREATE INDEX "medical_unit_county_code_region_code_name_id_idx" ON "medical_unit"("county_code", "region_code", "name", "id");

-- 结对 · The supporting hospital often lies beyond the county or the province: it is named, not pointed at.
CREATE TABLE "medical_pair" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "unit_id" UUID NOT NULL,
  "supporter_name" VARCHAR(60) COLLATE "C" NOT NULL,
  "supporter_grade" VARCHAR(12) NOT NULL,
  "programme" VARCHAR(16) COLLATE "C" NOT NULL,
  "from_on" DATE NOT NULL,
  "to_on" DATE,
  "staff" INTEGER NOT NULL DEFAULT 0,
  "departments" VARCHAR(300) NOT NULL DEFAULT '',
  "techniques" VARCHAR(300) NOT NULL DEFAULT '',
  "end_reason" VARCHAR(300) NOT NULL DEFAULT '',
  "ended_by" UUID,
  "ended_by_name" VARCHAR(60) NOT NULL DEFAULT '',
  "made_by" UUID NOT NULL,
  "made_by_name" VARCHAR(60) NOT NULL,
  "version" INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT "medical_pair_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT medical_pair_programme CHECK ("programme" IN ('ROUTINE', 'SPRING_RAIN', 'BEIJING_HEBEI', 'EAST_WEST')),
  CONSTRAINT medical_pair_grade CHECK ("supporter_grade" IN ('SECOND', 'TERTIARY', 'TERTIARY_A')),
  CONSTRAINT medical_pair_days CHECK ("to_on" >= "from_on"),
  CONSTRAINT medical_pair_named CHECK ("supporter_name" <> '' AND "staff" BETWEEN 0 AND 10000),
  CONSTRAINT medical_pair_ended CHECK (("end_reason" = '') = ("ended_by" IS NULL) AND ("end_reason" = '' OR "to_on" IS NOT NULL)),
  CONSTRAINT medical_pair_once_at_a_time EXCLUDE USING gist ("unit_id" WITH =, "county_code" WITH =, "supporter_name" WITH =, "programme" WITH =,
    daterange("from_on", "to_on", '[]') WITH &&)
);
CREATE UNIQUE INDEX "medical_pair_county_code_id_region_code_key" ON "medical_pair"("county_code", "id", "region_code");
CREATE INDEX "medical_pair_county_code_unit_id_from_on_idx" ON "medical_pair"("county_code", "unit_id", "from_on");
CREATE INDEX "medical_pair_county_code_region_code_from_on_id_idx" ON "medical_pair"("county_code", "region_code", "from_on", "id");

CREATE TABLE "pair_output" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "pair_id" UUID NOT NULL,
  "kind" VARCHAR(16) NOT NULL,
  "from_on" DATE NOT NULL,
  "to_on" DATE NOT NULL,
  "amount" INTEGER NOT NULL,
  "qualifier" VARCHAR(12) NOT NULL DEFAULT '',
  "note" VARCHAR(300) NOT NULL DEFAULT '',
  "supersedes" UUID,
  "reason" VARCHAR(300) NOT NULL DEFAULT '',
  "recorded_by" UUID NOT NULL,
  "recorded_by_name" VARCHAR(60) NOT NULL,
  "recorded_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "pair_output_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT pair_output_kind CHECK ("kind" IN ('STAFF_SENT', 'OUTPATIENTS', 'OPERATIONS', 'CONSULTATIONS', 'FREE_CLINIC', 'TRAININGS', 'TRAINED', 'LECTURES',
    'STUDY_LEAVES', 'DEPARTMENTS', 'SPECIALTIES', 'TECHNIQUES')),
  CONSTRAINT pair_output_qualifier CHECK ("qualifier" IN ('', 'SURPLUS', 'MORE', 'NEARLY', 'ABOUT', 'AT_LEAST')),
  CONSTRAINT pair_output_amount CHECK ("amount" BETWEEN 0 AND 100000000),
  CONSTRAINT pair_output_days CHECK ("to_on" >= "from_on" AND "to_on" <= ("recorded_at" AT TIME ZONE 'Asia/Shanghai')::date),
  CONSTRAINT pair_output_reason CHECK (("supersedes" IS NULL) = ("reason" = ''))
);
CREATE UNIQUE INDEX "pair_output_county_code_supersedes_key" ON "pair_output"("county_code", "supersedes");
CREATE INDEX "pair_output_county_code_pair_id_to_on_id_idx" ON "pair_output"("county_code", "pair_id", "to_on", "id");
CREATE INDEX "pair_output_county_code_region_code_to_on_idx" ON "pair_output"("county_code", "region_code", "to_on");

-- 诊治和转出 · The parts of a referral rate, by unit and year.
CREATE TABLE "referral_year" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "unit_id" UUID NOT NULL,
  "year" INTEGER NOT NULL,
  "treated" INTEGER NOT NULL,
  "referred" INTEGER NOT NULL,
  "source" VARCHAR(120) NOT NULL,
  "supersedes" UUID,
  "reason" VARCHAR(300) NOT NULL DEFAULT '',
  "recorded_by" UUID NOT NULL,
  "recorded_by_name" VARCHAR(60) NOT NULL,
  "recorded_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "referral_year_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT referral_year_parts CHECK ("referred" BETWEEN 0 AND "treated" AND "treated" BETWEEN 1 AND 100000000),
  CONSTRAINT referral_year_year CHECK ("year" BETWEEN 2000 AND 2100 AND "source" <> ''),
  CONSTRAINT referral_year_reason CHECK (("supersedes" IS NULL) = ("reason" = ''))
);
CREATE UNIQUE INDEX "referral_year_county_code_supersedes_key" ON "referral_year"("county_code", "supersedes");
CREATE INDEX "referral_year_county_code_unit_id_year_idx" ON "referral_year"("county_code", "unit_id", "year");
CREATE UNIQUE INDEX referral_year_first ON referral_year (county_code, unit_id, year) WHERE supersedes IS NULL;

ALTER TABLE "medical_unit" ADD CONSTRAINT "medical_unit_region_code_fkey" FOREIGN KEY ("region_code") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "medical_pair" ADD CONSTRAINT "medical_pair_county_code_unit_id_region_code_fkey" FOREIGN KEY ("county_code", "unit_id", "region_code") REFERENCES "medical_unit"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "pair_output" ADD CONSTRAINT "pair_output_county_code_pair_id_region_code_fkey" FOREIGN KEY ("county_code", "pair_id", "region_code") REFERENCES "medical_pair"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "pair_output" ADD CONSTRAINT "pair_output_county_code_supersedes_fkey" FOREIGN KEY ("county_code", "supersedes") REFERENCES "pair_output"("county_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "referral_year" ADD CONSTRAINT "referral_year_county_code_unit_id_region_code_fkey" FOREIGN KEY ("county_code", "unit_id", "region_code") REFERENCES "medical_unit"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "referral_year" ADD CONSTRAINT "referral_year_county_code_supersedes_fkey" FOREIGN KEY ("county_code", "supersedes") REFERENCES "referral_year"("county_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

SELECT guard_table('medical_unit', 'county_code,id', 'none');
SELECT guard_table('medical_pair', 'county_code,id', 'none');
SELECT guard_table('pair_output', 'county_code,id', 'none');
SELECT guard_table('referral_year', 'county_code,id', 'none');

-- ───── units: closed once, and not over an active pair ─────

CREATE FUNCTION guard_medical_unit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moves text[] := ARRAY['name', 'grade', 'closed_on', 'version'];
BEGIN
  IF to_jsonb(OLD) - moves IS DISTINCT FROM to_jsonb(NEW) - moves OR NEW.version <> OLD.version + 1 OR OLD.closed_on IS NOT NULL THEN
    RAISE EXCEPTION 'medical_unit: what kind of unit it is stays, and what is closed never changes' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.closed_on IS NOT NULL AND EXISTS (SELECT FROM medical_pair p WHERE p.county_code = NEW.county_code AND p.unit_id = NEW.id
    AND (p.to_on IS NULL OR p.to_on > NEW.closed_on)) THEN
    RAISE EXCEPTION 'medical_unit: a pair is active' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER medical_unit_closed_once BEFORE UPDATE ON medical_unit FOR EACH ROW EXECUTE FUNCTION guard_medical_unit();
COMMENT ON TRIGGER medical_unit_closed_once ON medical_unit IS 'A unit is named and graded anew, and closed once, when no pair is active.';
CREATE TRIGGER medical_unit_never_deleted BEFORE DELETE ON medical_unit FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- ───── pairs: made once, ended once ─────

CREATE FUNCTION guard_medical_pair() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  unit medical_unit;
  moves text[] := ARRAY['to_on', 'staff', 'departments', 'techniques', 'end_reason', 'ended_by', 'ended_by_name', 'version'];
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT * INTO unit FROM medical_unit u WHERE u.county_code = NEW.county_code AND u.id = NEW.unit_id;
    IF unit.closed_on IS NOT NULL THEN
      RAISE EXCEPTION 'medical_pair: the unit is closed' USING ERRCODE = 'check_violation';
    END IF;
    IF current_user = 'fangxian_app' THEN
      IF NEW.end_reason <> '' THEN
        RAISE EXCEPTION 'medical_pair: a pair begins as active' USING ERRCODE = 'check_violation';
      END IF;
      NEW.made_by := app_actor();
    END IF;
    RETURN NEW;
  END IF;
  IF to_jsonb(OLD) - moves IS DISTINCT FROM to_jsonb(NEW) - moves OR NEW.version <> OLD.version + 1 OR OLD.end_reason <> '' THEN
    RAISE EXCEPTION 'medical_pair: who supports whom stays, and what is ended never changes' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.to_on IS DISTINCT FROM NEW.to_on THEN
    IF NEW.end_reason = '' OR NEW.to_on > OLD.to_on THEN
      RAISE EXCEPTION 'medical_pair: ended with a reason, and never made longer' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT FROM pair_output o WHERE o.county_code = NEW.county_code AND o.pair_id = NEW.id AND o.to_on > NEW.to_on AND o.amount > 0
      AND NOT EXISTS (SELECT FROM pair_output l WHERE l.county_code = o.county_code AND l.supersedes = o.id)) THEN
      RAISE EXCEPTION 'medical_pair: something was done after that day' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  IF NEW.end_reason <> '' AND current_user = 'fangxian_app' THEN NEW.ended_by := app_actor(); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER medical_pair_ended_once BEFORE INSERT OR UPDATE ON medical_pair FOR EACH ROW EXECUTE FUNCTION guard_medical_pair();
COMMENT ON TRIGGER medical_pair_ended_once ON medical_pair IS 'A pair is made with a unit that is open, and ended once, with a reason.';
CREATE TRIGGER medical_pair_never_deleted BEFORE DELETE ON medical_pair FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- ───── outputs and referrals: written once, put right by a later row ─────

CREATE FUNCTION guard_pair_output() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE pair medical_pair;
BEGIN
  SELECT * INTO pair FROM medical_pair p WHERE p.county_code = NEW.county_code AND p.id = NEW.pair_id;
  IF NEW.from_on < pair.from_on OR NEW.to_on > pair.to_on THEN
    RAISE EXCEPTION 'pair_output: done while the pair was active' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.supersedes IS NOT NULL AND NOT EXISTS (SELECT FROM pair_output o WHERE o.county_code = NEW.county_code AND o.id = NEW.supersedes
    AND o.pair_id = NEW.pair_id AND o.kind = NEW.kind) THEN
    RAISE EXCEPTION 'pair_output: puts right a row of the same pair and kind' USING ERRCODE = 'check_violation';
  END IF;
  IF current_user = 'fangxian_app' THEN NEW.recorded_by := app_actor(); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER pair_output_begins BEFORE INSERT ON pair_output FOR EACH ROW EXECUTE FUNCTION guard_pair_output();
COMMENT ON TRIGGER pair_output_begins ON pair_output IS 'Reported within the days of the pair; a correction is a later row of the same kind.';
CREATE TRIGGER pair_output_is_final BEFORE UPDATE OR DELETE ON pair_output FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE FUNCTION guard_referral_year() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.supersedes IS NOT NULL AND NOT EXISTS (SELECT FROM referral_year o WHERE o.county_code = NEW.county_code AND o.id = NEW.supersedes
    AND o.unit_id = NEW.unit_id AND o.year = NEW.year) THEN
    RAISE EXCEPTION 'referral_year: puts right a row of the same unit and year' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.year > extract(year FROM NEW.recorded_at AT TIME ZONE 'Asia/Shanghai') THEN
    RAISE EXCEPTION 'referral_year: a year to come' USING ERRCODE = 'check_violation';
  END IF;
  IF current_user = 'fangxian_app' THEN NEW.recorded_by := app_actor(); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER referral_year_begins BEFORE INSERT ON referral_year FOR EACH ROW EXECUTE FUNCTION guard_referral_year();
COMMENT ON TRIGGER referral_year_begins ON referral_year IS 'One count a unit and year; a correction is a later row.';
CREATE TRIGGER referral_year_is_final BEFORE UPDATE OR DELETE ON referral_year FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- ───── rights ─────

REVOKE ALL ON FUNCTION guard_medical_unit(), guard_medical_pair(), guard_pair_output(), guard_referral_year() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard_medical_unit(), guard_medical_pair(), guard_pair_output(), guard_referral_year() TO fangxian_app;
GRANT SELECT, INSERT, UPDATE (name, grade, closed_on, version) ON medical_unit TO fangxian_app;
GRANT SELECT, INSERT, UPDATE (to_on, staff, departments, techniques, end_reason, ended_by, ended_by_name, version) ON medical_pair TO fangxian_app;
GRANT SELECT, INSERT ON pair_output, referral_year TO fangxian_app;
