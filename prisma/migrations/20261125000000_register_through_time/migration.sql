-- The whole household through time: yearly values, living conditions, income by item, dated states, and journals that undo a deed as a whole.

ALTER TABLE "household" ADD COLUMN "natural_village" VARCHAR(40),
  ADD COLUMN "relapsed_on" DATE,
  ADD COLUMN "other_causes" TEXT[],
  ADD COLUMN "identification_standard" VARCHAR(20),
  ADD COLUMN "not_exited_reason" VARCHAR(30),
  ADD COLUMN "is_martyr_family" BOOLEAN,
  ADD COLUMN "is_one_child_family" BOOLEAN,
  ADD COLUMN "is_two_daughter_family" BOOLEAN,
  ADD COLUMN "is_relocated" BOOLEAN,
  ADD COLUMN "relocation_mode" VARCHAR(20),
  ADD COLUMN "settlement_mode" VARCHAR(20),
  ADD COLUMN "settlement_place" VARCHAR(20),
  ADD COLUMN "left_on" DATE,
  ADD COLUMN "left_reason" VARCHAR(20),
  ADD CONSTRAINT household_other_causes_differ CHECK (cardinality(other_causes) <= 2 AND main_cause <> ALL (other_causes)),
  ADD CONSTRAINT household_left_has_reason CHECK ((left_on IS NULL) = (left_reason IS NULL) AND (left_on IS NULL OR NOT is_active));

ALTER TABLE "person" ADD COLUMN "disability_card_enc" BYTEA,
  ADD COLUMN "disability_card_bidx" BYTEA,
  ADD COLUMN "dropout_reason" VARCHAR(20),
  ADD COLUMN "works_abroad" BOOLEAN,
  ADD COLUMN "employer" VARCHAR(80),
  ADD COLUMN "job_channel" VARCHAR(20),
  ADD COLUMN "welfare_job" VARCHAR(20),
  ADD COLUMN "welfare_job_months" INTEGER,
  ADD COLUMN "resident_medical" BOOLEAN,
  ADD COLUMN "employee_medical" BOOLEAN,
  ADD COLUMN "critical_illness" BOOLEAN,
  ADD COLUMN "commercial_medical" BOOLEAN,
  ADD COLUMN "medical_aid" BOOLEAN,
  ADD COLUMN "resident_pension" BOOLEAN,
  ADD COLUMN "employee_pension" BOOLEAN,
  ADD COLUMN "subsistence" BOOLEAN,
  ADD COLUMN "destitute" BOOLEAN,
  ADD COLUMN "destitute_care" VARCHAR(20),
  ADD COLUMN "family_doctor" BOOLEAN,
  ADD COLUMN "disability_living_allowance" BOOLEAN,
  ADD COLUMN "disability_nursing_allowance" BOOLEAN,
  ADD COLUMN "speaks_mandarin" BOOLEAN,
  ADD COLUMN "active_service" BOOLEAN,
  ADD COLUMN "values_year" INTEGER,
  ADD COLUMN "died_on" DATE,
  ADD CONSTRAINT person_disability_card_sealed CHECK ((disability_card_enc IS NULL) = (disability_card_bidx IS NULL)),
  ADD CONSTRAINT person_welfare_months_in_year CHECK (welfare_job_months BETWEEN 0 AND 12),
  ADD CONSTRAINT person_values_year_plausible CHECK (values_year BETWEEN 2013 AND 2100),
  ADD CONSTRAINT person_insured_by_something CHECK
    ((resident_medical IS NULL AND employee_medical IS NULL) OR medical_insured = (coalesce(resident_medical, false) OR coalesce(employee_medical, false)));

ALTER TABLE "membership" ADD COLUMN "end_cause" VARCHAR(20);

ALTER TABLE "household_income" ADD COLUMN "items" JSONB,
  ADD COLUMN "wage_fen" BIGINT,
  ADD COLUMN "business_fen" BIGINT,
  ADD COLUMN "property_fen" BIGINT,
  ADD COLUMN "transfer_fen" BIGINT,
  ADD COLUMN "cost_fen" BIGINT,
  ADD COLUMN "net_fen" BIGINT,
  ADD COLUMN "resident_members" INTEGER,
  ADD COLUMN "claims_fen" BIGINT,
  ADD COLUMN "self_paid_fen" BIGINT,
  ADD COLUMN "version" INTEGER;
-- Older rows keep no version, so that their digests stay as they were sealed.
ALTER TABLE "household_income" ALTER COLUMN "version" SET DEFAULT 1;

CREATE FUNCTION income_group_fen(p_items jsonb, p_group text) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(sum(value::bigint), 0)::bigint FROM jsonb_each_text(p_items) WHERE key LIKE p_group || '.%'
$$;
COMMENT ON FUNCTION income_group_fen(jsonb, text) IS 'Sum in fen of the items GROUP.ITEM of one group.';

ALTER TABLE household_income
  ADD CONSTRAINT household_income_groups_not_negative CHECK (wage_fen >= 0 AND business_fen >= 0 AND property_fen >= 0 AND transfer_fen >= 0 AND cost_fen >= 0
    AND claims_fen >= 0 AND self_paid_fen >= 0),
  ADD CONSTRAINT household_income_residents_some CHECK (resident_members BETWEEN 1 AND 60),
  ADD CONSTRAINT household_income_whole_or_none CHECK (num_nulls(wage_fen, business_fen, property_fen, transfer_fen, cost_fen, net_fen, resident_members) IN (0, 7)),
  ADD CONSTRAINT household_income_items_need_groups CHECK (items IS NULL OR (jsonb_typeof(items) = 'object' AND net_fen IS NOT NULL)),
  ADD CONSTRAINT household_income_net_by_formula CHECK (net_fen = wage_fen + business_fen + property_fen + transfer_fen - cost_fen),
  ADD CONSTRAINT household_income_per_capita_by_formula CHECK (per_capita_income_fen = round(net_fen::numeric / resident_members)),
  ADD CONSTRAINT household_income_groups_are_sums CHECK (items IS NULL OR (
    wage_fen = income_group_fen(items, 'WAGE') AND business_fen = income_group_fen(items, 'BUSINESS') AND
    property_fen = income_group_fen(items, 'PROPERTY') AND transfer_fen = income_group_fen(items, 'TRANSFER') AND
    cost_fen = income_group_fen(items, 'COST')));

ALTER TABLE "household_helper" ALTER COLUMN "user_id" DROP NOT NULL,
  ADD COLUMN "name" VARCHAR(60),
  ADD COLUMN "sex" CHAR(1),
  ADD COLUMN "political_status" VARCHAR(20),
  ADD COLUMN "unit" VARCHAR(120),
  ADD COLUMN "affiliation" VARCHAR(20),
  ADD COLUMN "phone_enc" BYTEA,
  ADD COLUMN "phone_bidx" BYTEA,
  ADD COLUMN "end_reason" VARCHAR(20),
  ADD COLUMN "handover_note" VARCHAR(300),
  ADD CONSTRAINT household_helper_is_somebody CHECK (user_id IS NOT NULL OR name IS NOT NULL),
  ADD CONSTRAINT household_helper_sex_known CHECK (sex IN ('M', 'F')),
  ADD CONSTRAINT household_helper_dates CHECK (valid_to IS NULL OR valid_to >= valid_from),
  ADD CONSTRAINT household_helper_phone_sealed CHECK ((phone_enc IS NULL) = (phone_bidx IS NULL));

CREATE TABLE "person_year" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "person_id" UUID NOT NULL,
  "year" INTEGER NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "values" JSONB NOT NULL,
  CONSTRAINT "person_year_pkey" PRIMARY KEY ("county_code", "person_id", "year")
);

CREATE TABLE "living_condition" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "household_id" UUID NOT NULL,
  "year" INTEGER NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "arable_mu" DECIMAL(10,2),
  "irrigated_mu" DECIMAL(10,2),
  "forest_mu" DECIMAL(10,2),
  "returned_forest_mu" DECIMAL(10,2),
  "orchard_mu" DECIMAL(10,2),
  "grassland_mu" DECIMAL(10,2),
  "water_surface_mu" DECIMAL(10,2),
  "road_type" VARCHAR(20),
  "road_km" DECIMAL(6,2),
  "house_area_m2" DECIMAL(8,2),
  "house_structure" VARCHAR(20),
  "house_grade" CHAR(1),
  "appraised_on" DATE,
  "appraised_by" VARCHAR(80),
  "renovated_year" INTEGER,
  "has_electricity" BOOLEAN,
  "has_production_power" BOOLEAN,
  "has_broadcast" BOOLEAN,
  "has_broadband" BOOLEAN,
  "water_source" VARCHAR(20),
  "is_water_hard" BOOLEAN,
  "is_water_safe" BOOLEAN,
  "water_litres_per_day" INTEGER,
  "water_fetch_minutes" INTEGER,
  "water_interruption_days" INTEGER,
  "has_sanitary_toilet" BOOLEAN,
  "fuel" VARCHAR(20),
  "in_cooperative" BOOLEAN,
  "by_leading_firm" BOOLEAN,
  "by_local_leader" BOOLEAN,
  "source" VARCHAR(20) NOT NULL,
  "version" INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT "living_condition_pkey" PRIMARY KEY ("county_code", "household_id", "year"),
  CONSTRAINT living_condition_year_plausible CHECK ("year" BETWEEN 2013 AND 2100),
  CONSTRAINT living_condition_grade_known CHECK ("house_grade" IN ('A', 'B', 'C', 'D')),
  CONSTRAINT living_condition_not_negative CHECK ("arable_mu" >= 0 AND "irrigated_mu" >= 0 AND "forest_mu" >= 0 AND "returned_forest_mu" >= 0
    AND "orchard_mu" >= 0 AND "grassland_mu" >= 0 AND "water_surface_mu" >= 0 AND "road_km" >= 0 AND "house_area_m2" >= 0
    AND "water_litres_per_day" >= 0 AND "water_fetch_minutes" >= 0 AND "water_interruption_days" BETWEEN 0 AND 366)
);

CREATE TABLE "household_state" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "household_id" UUID NOT NULL,
  "valid_from" DATE NOT NULL,
  "valid_to" DATE,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "village_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "household_type" "HouseholdType" NOT NULL,
  "poverty_status" "PovertyStatus" NOT NULL,
  "monitored_type" "MonitoredType",
  "is_active" BOOLEAN NOT NULL,
  CONSTRAINT "household_state_pkey" PRIMARY KEY ("county_code", "household_id", "valid_from"),
  CONSTRAINT household_state_dates CHECK ("valid_to" > "valid_from"),
  CONSTRAINT household_state_one_a_day EXCLUDE USING gist ("household_id" WITH =, "county_code" WITH =, daterange("valid_from", "valid_to", '[)') WITH &&)
    DEFERRABLE INITIALLY IMMEDIATE
);
CREATE INDEX "household_state_county_code_village_code_valid_from_idx" ON "household_state"("county_code", "village_code", "valid_from");

CREATE TABLE "change_journal" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "command" VARCHAR(60) NOT NULL,
  "actor_id" UUID NOT NULL,
  "made_at" TIMESTAMPTZ(3) NOT NULL,
  "closed_at" TIMESTAMPTZ(3),
  "undone_at" TIMESTAMPTZ(3),
  "undone_by" UUID,
  CONSTRAINT "change_journal_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT change_journal_undone_by_someone CHECK (("undone_at" IS NULL) = ("undone_by" IS NULL))
);

CREATE TABLE "change_row" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "journal_id" UUID NOT NULL,
  "row_no" BIGSERIAL NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "table_name" VARCHAR(60) NOT NULL,
  "row_key" JSONB NOT NULL,
  "action" VARCHAR(10) NOT NULL,
  "before" JSONB,
  "after" JSONB,
  CONSTRAINT "change_row_pkey" PRIMARY KEY ("county_code", "journal_id", "row_no")
);

-- A former membership stays in the household it was in; the person may live in another village since.
ALTER TABLE "membership" DROP CONSTRAINT "membership_county_code_person_id_region_code_fkey";
ALTER TABLE "membership" ADD CONSTRAINT "membership_county_code_person_id_fkey" FOREIGN KEY ("county_code", "person_id")
  REFERENCES "person"("county_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "person_year" ADD CONSTRAINT "person_year_county_code_person_id_region_code_fkey" FOREIGN KEY ("county_code", "person_id", "region_code")
  REFERENCES "person"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "living_condition" ADD CONSTRAINT "living_condition_county_code_household_id_region_code_fkey" FOREIGN KEY ("county_code", "household_id", "region_code")
  REFERENCES "household"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "household_state" ADD CONSTRAINT "household_state_county_code_household_id_region_code_fkey" FOREIGN KEY ("county_code", "household_id", "region_code")
  REFERENCES "household"("county_code", "id", "region_code") ON DELETE CASCADE ON UPDATE CASCADE;

-- A household that moves takes its rows along by cascade; rows that hang on two of them must wait for the second.
DO $$
DECLARE c record;
BEGIN
  FOR c IN SELECT k.conrelid::regclass AS t, k.conname FROM pg_constraint k
    WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace AND NOT k.condeferrable AND EXISTS
      (SELECT FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey) AND a.attname = 'region_code')
  LOOP
    EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I DEFERRABLE INITIALLY IMMEDIATE', c.t, c.conname);
  END LOOP;
END $$;

-- ───── what a table of a region needs, in one place: for this and later migrations ─────

CREATE FUNCTION guard_table(p_table text, p_keys text, p_helpers text) RETURNS void LANGUAGE plpgsql AS $guard$
BEGIN
  IF p_helpers NOT IN ('own', 'none', 'all') THEN RAISE EXCEPTION 'helpers: own, none or all'; END IF;
  EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK (region_code ~ ''^[0-9]{12}$'' AND county_code = left(region_code, 6))',
    p_table, p_table || '_region_code_and_county_agree');
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', p_table);
  EXECUTE format('CREATE POLICY region_scope ON %I USING (region_code >= app_lo() AND region_code < app_hi()) WITH CHECK (region_code >= app_lo() AND region_code < app_hi())', p_table);
  EXECUTE format('COMMENT ON POLICY region_scope ON %I IS ''Rows within the actor''''s region, cut by its level; no scope, no rows.''', p_table);
  EXECUTE format('CREATE POLICY owner_maintains ON %I TO %I USING (true) WITH CHECK (true)', p_table, current_user);
  EXECUTE format('COMMENT ON POLICY owner_maintains ON %I IS ''The owner migrates, seeds, seals and verifies; the app never connects as the owner.''', p_table);
  IF p_helpers = 'own' THEN
    EXECUTE format('CREATE POLICY own_households ON %I AS RESTRICTIVE TO fangxian_app USING (NOT app_own_only() OR EXISTS (SELECT FROM household_helper h WHERE h.county_code = %I.county_code AND h.household_id = %I.household_id))',
      p_table, p_table, p_table);
    EXECUTE format('COMMENT ON POLICY own_households ON %I IS ''A paired helper sees only the households paired with him today.''', p_table);
  ELSIF p_helpers = 'none' THEN
    EXECUTE format('CREATE POLICY not_for_helpers ON %I AS RESTRICTIVE TO fangxian_app USING (NOT app_own_only())', p_table);
    EXECUTE format('COMMENT ON POLICY not_for_helpers ON %I IS ''Nothing for paired helpers.''', p_table);
  END IF;
  IF p_keys <> '' THEN
    EXECUTE format('CREATE TRIGGER audit_change AFTER UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION audit_change(%L, %L)', p_table, p_table, p_keys);
    EXECUTE format('CREATE TRIGGER audit_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_insert(%L, %L)', p_table, p_table, p_keys);
  END IF;
  EXECUTE format('REVOKE ALL ON %I FROM PUBLIC', p_table);
END $guard$;
REVOKE ALL ON FUNCTION guard_table(text, text, text) FROM PUBLIC;
COMMENT ON FUNCTION guard_table(text, text, text) IS
  'For migrations: scope policies, owner policy, audit (keys separated by commas; empty for none), and what paired helpers see (own: by household_id, none, all).';

SELECT guard_table('person_year', 'county_code,person_id,year', 'all');
CREATE POLICY own_households ON person_year AS RESTRICTIVE TO fangxian_app USING (NOT app_own_only() OR EXISTS
  (SELECT FROM person p WHERE p.county_code = person_year.county_code AND p.id = person_year.person_id));
COMMENT ON POLICY own_households ON person_year IS 'A paired helper sees only the people of the households paired with him today.';
SELECT guard_table('living_condition', 'county_code,household_id,year', 'own');
SELECT guard_table('household_state', '', 'own');
SELECT guard_table('change_journal', 'county_code,id', 'none');
SELECT guard_table('change_row', '', 'none');

-- ───── days ─────

CREATE FUNCTION app_effective() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN current_setting('app.effective', true) ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'
              THEN current_setting('app.effective', true)::date ELSE app_today() END
$$;
COMMENT ON FUNCTION app_effective() IS 'The day from which a change holds: set by the deed, else today.';

-- ───── states of a household, day by day ─────

CREATE FUNCTION keep_household_state_first() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO household_state (county_code, household_id, valid_from, region_code, village_code, household_type, poverty_status, monitored_type, is_active)
    SELECT county_code, id, app_effective(), region_code, region_code, household_type, poverty_status, monitored_type, is_active FROM added;
  RETURN NULL;
END $$;

CREATE FUNCTION keep_household_state_next() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  since date; begun date;
BEGIN
  SELECT valid_from INTO begun FROM household_state
    WHERE county_code = NEW.county_code AND household_id = NEW.id AND valid_to IS NULL;
  since := greatest(app_effective(), begun);
  IF since = begun THEN
    UPDATE household_state SET village_code = NEW.region_code, household_type = NEW.household_type, poverty_status = NEW.poverty_status,
      monitored_type = NEW.monitored_type, is_active = NEW.is_active
      WHERE county_code = NEW.county_code AND household_id = NEW.id AND valid_from = begun;
    RETURN NULL;
  END IF;
  UPDATE household_state SET valid_to = since WHERE county_code = NEW.county_code AND household_id = NEW.id AND valid_from = begun;
  INSERT INTO household_state (county_code, household_id, valid_from, region_code, village_code, household_type, poverty_status, monitored_type, is_active)
    VALUES (NEW.county_code, NEW.id, since, NEW.region_code, NEW.region_code, NEW.household_type, NEW.poverty_status, NEW.monitored_type, NEW.is_active);
  RETURN NULL;
END $$;

INSERT INTO household_state (county_code, household_id, valid_from, region_code, village_code, household_type, poverty_status, monitored_type, is_active)
  SELECT county_code, id, (created_at AT TIME ZONE 'Asia/Shanghai')::date, region_code, region_code, household_type, poverty_status, monitored_type, is_active
  FROM household;
CREATE TRIGGER keep_household_state_first AFTER INSERT ON household REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION keep_household_state_first();
CREATE TRIGGER keep_household_state_next AFTER UPDATE ON household FOR EACH ROW
  WHEN ((OLD.region_code, OLD.household_type, OLD.poverty_status, OLD.monitored_type, OLD.is_active)
    IS DISTINCT FROM (NEW.region_code, NEW.household_type, NEW.poverty_status, NEW.monitored_type, NEW.is_active))
  EXECUTE FUNCTION keep_household_state_next();
COMMENT ON TRIGGER keep_household_state_next ON household IS 'What a household is changes from a day on; what it was stays known.';

-- ───── yearly values of a person ─────

CREATE FUNCTION keep_person_year() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO person_year (county_code, person_id, year, region_code, values)
  VALUES (OLD.county_code, OLD.id, OLD.values_year, OLD.region_code, jsonb_strip_nulls(jsonb_build_object(
    'education', OLD.education, 'schooling', OLD.schooling, 'dropoutReason', OLD.dropout_reason, 'health', OLD.health, 'labour', OLD.labour,
    'workArea', OLD.work_area, 'workMonths', OLD.work_months, 'worksAbroad', OLD.works_abroad, 'employer', OLD.employer, 'jobChannel', OLD.job_channel,
    'welfareJob', OLD.welfare_job, 'welfareJobMonths', OLD.welfare_job_months, 'residentMedical', OLD.resident_medical,
    'employeeMedical', OLD.employee_medical, 'medicalInsured', OLD.medical_insured, 'criticalIllness', OLD.critical_illness,
    'commercialMedical', OLD.commercial_medical, 'medicalAid', OLD.medical_aid, 'residentPension', OLD.resident_pension,
    'employeePension', OLD.employee_pension, 'subsistence', OLD.subsistence, 'destitute', OLD.destitute, 'destituteCare', OLD.destitute_care,
    'familyDoctor', OLD.family_doctor, 'disabilityLivingAllowance', OLD.disability_living_allowance,
    'disabilityNursingAllowance', OLD.disability_nursing_allowance)))
  ON CONFLICT (county_code, person_id, year) DO UPDATE SET values = excluded.values;
  RETURN NULL;
END $$;
CREATE TRIGGER keep_person_year AFTER UPDATE ON person FOR EACH ROW WHEN (OLD.values_year < NEW.values_year) EXECUTE FUNCTION keep_person_year();
COMMENT ON TRIGGER keep_person_year ON person IS 'When a new year''s values come, the old year''s are kept.';

-- ───── whoever belongs to a household lives in its village ─────

CREATE FUNCTION refuse_foreign_member() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  -- Row by row through the primary key: a join would be planned without statistics while a first ledger comes in.
  IF EXISTS (SELECT FROM added a WHERE a.valid_to IS NULL AND
      (SELECT p.region_code FROM person p WHERE p.county_code = a.county_code AND p.id = a.person_id) <> a.region_code) THEN
    RAISE EXCEPTION 'membership: the person lives in another village' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER membership_where_the_person_lives AFTER INSERT ON membership REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_foreign_member();
COMMENT ON TRIGGER membership_where_the_person_lives ON membership IS 'Nobody hangs a person of another village on a household of his own.';

CREATE FUNCTION refuse_other_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'membership: person and household of a membership never change' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER membership_names_its_person BEFORE UPDATE OF person_id, household_id ON membership FOR EACH ROW
  WHEN ((OLD.person_id, OLD.household_id) IS DISTINCT FROM (NEW.person_id, NEW.household_id)) EXECUTE FUNCTION refuse_other_person();

-- ───── what a household repeats of its members ─────

CREATE FUNCTION name_grams_of(p_name text, p_county text) RETURNS SETOF text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT p_county || substr(n.t, i, v.len)
  FROM (SELECT lower(regexp_replace(normalize(p_name, NFKC), '[\s\u00b7\u2022\u2027\u30fb.]', '', 'g')) AS t) n,
    generate_series(1, char_length(n.t)) i, (VALUES (1), (2)) v(len)
  WHERE i + v.len - 1 <= char_length(n.t)
$$;

CREATE FUNCTION refresh_households(p_county text, p_ids uuid[], p_now timestamptz) RETURNS void LANGUAGE sql AS $$
  UPDATE household h SET head_name = w.head_name, head_pinyin = w.head_pinyin, head_initials = w.head_initials, name_grams = w.grams,
    member_count = w.members, per_capita_income_fen = coalesce(w.income_fen, h.per_capita_income_fen),
    income_year = coalesce(w.income_year, h.income_year), version = h.version + 1, updated_at = p_now
  FROM (
    SELECT x.id, coalesce(m.head_name, x.head_name) AS head_name, coalesce(m.head_pinyin, x.head_pinyin) AS head_pinyin,
      coalesce(m.head_initials, x.head_initials) AS head_initials, coalesce(m.members, 0) AS members, coalesce(g.grams, '{}') AS grams,
      i.per_capita_income_fen AS income_fen, i.year AS income_year
    FROM household x
    LEFT JOIN LATERAL (
      SELECT count(*)::int AS members, max(p.name) FILTER (WHERE b.relation = 'HEAD') AS head_name,
        max(p.name_pinyin) FILTER (WHERE b.relation = 'HEAD') AS head_pinyin, max(p.name_initials) FILTER (WHERE b.relation = 'HEAD') AS head_initials
      FROM membership b JOIN person p ON p.county_code = b.county_code AND p.id = b.person_id
      WHERE b.county_code = x.county_code AND b.household_id = x.id AND b.valid_from <= app_today() AND (b.valid_to IS NULL OR b.valid_to > app_today())
    ) m ON true
    LEFT JOIN LATERAL (
      SELECT array_agg(DISTINCT gram) AS grams FROM membership b JOIN person p ON p.county_code = b.county_code AND p.id = b.person_id,
        name_grams_of(p.name, x.county_code) gram
      WHERE b.county_code = x.county_code AND b.household_id = x.id AND b.valid_from <= app_today() AND (b.valid_to IS NULL OR b.valid_to > app_today())
    ) g ON true
    LEFT JOIN LATERAL (
      SELECT c.per_capita_income_fen, c.year FROM household_income c
      WHERE c.county_code = x.county_code AND c.household_id = x.id ORDER BY c.year DESC LIMIT 1
    ) i ON true
    WHERE x.county_code = p_county AND x.id = ANY (p_ids)
  ) w
  WHERE h.county_code = p_county AND h.id = w.id AND
    ((h.head_name, h.head_pinyin, h.head_initials, h.member_count) IS DISTINCT FROM (w.head_name, w.head_pinyin, w.head_initials, w.members)
     OR NOT (h.name_grams @> w.grams AND h.name_grams <@ w.grams)
     OR (w.income_year IS NOT NULL AND (h.per_capita_income_fen, h.income_year) IS DISTINCT FROM (w.income_fen, w.income_year)))
$$;
COMMENT ON FUNCTION refresh_households(text, uuid[], timestamptz) IS
  'Writes anew what households repeat of their present members and latest income. A household without members keeps the name of its last head.';

-- ───── journals: a deed is undone as a whole, or not at all ─────

CREATE FUNCTION journal_ignored() RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT ARRAY['region_code', 'version', 'updated_at', 'head_name', 'head_pinyin', 'head_initials', 'name_grams', 'member_count',
    'per_capita_income_fen', 'income_year', 'last_visited_on', 'next_visit_on']
$$;
COMMENT ON FUNCTION journal_ignored() IS 'Columns that follow from others or that every later deed moves: no reason against undoing. An income keeps its per-capita figure by name of its table.';

CREATE FUNCTION journal_ignored_in(p_table text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN p_table = 'household' THEN journal_ignored() ELSE ARRAY['region_code', 'version', 'updated_at'] END
$$;

CREATE FUNCTION app_journal() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN current_setting('app.journal', true) ~ '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'
              THEN current_setting('app.journal', true)::uuid END
$$;

CREATE FUNCTION journal_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public SET timezone = 'UTC' SET bytea_output = 'hex' AS $$
DECLARE
  o jsonb := to_jsonb(OLD); n jsonb; row_key jsonb; ignored text[] := journal_ignored_in(TG_ARGV[0]);
BEGIN
  SELECT jsonb_object_agg(k, o -> k) INTO row_key FROM unnest(string_to_array(TG_ARGV[1], ',')) k;
  IF TG_OP = 'DELETE' THEN
    INSERT INTO change_row (county_code, journal_id, region_code, table_name, row_key, action, before)
    VALUES (o ->> 'county_code', app_journal(), o ->> 'region_code', TG_ARGV[0], row_key, 'DELETE', o);
    RETURN NULL;
  END IF;
  n := to_jsonb(NEW) - ignored;
  o := o - ignored;
  IF o = n THEN RETURN NULL; END IF;
  INSERT INTO change_row (county_code, journal_id, region_code, table_name, row_key, action, before, after)
  SELECT NEW.county_code, app_journal(), NEW.region_code, TG_ARGV[0], row_key, 'UPDATE',
    jsonb_object_agg(key, o -> key), jsonb_object_agg(key, value)
  FROM jsonb_each(n) WHERE value IS DISTINCT FROM o -> key;
  RETURN NULL;
END $$;

CREATE FUNCTION journal_insert() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public SET timezone = 'UTC' SET bytea_output = 'hex' AS $$
DECLARE
  this_journal uuid := app_journal(); keys text[] := string_to_array(TG_ARGV[1], ','); ignored text[] := journal_ignored_in(TG_ARGV[0]);
BEGIN
  IF this_journal IS NULL THEN RETURN NULL; END IF;
  INSERT INTO change_row (county_code, journal_id, region_code, table_name, row_key, action, after)
  SELECT n ->> 'county_code', this_journal, n ->> 'region_code', TG_ARGV[0],
    (SELECT jsonb_object_agg(k, n -> k) FROM unnest(keys) k), 'INSERT',
    jsonb_build_object('digest', encode(audit_digest(n - ignored), 'hex'))
  FROM (SELECT to_jsonb(a) AS n FROM added a OFFSET 0) x;
  RETURN NULL;
END $$;

CREATE FUNCTION journal_table(p_table text, p_keys text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER journal_change AFTER UPDATE OR DELETE ON %I FOR EACH ROW WHEN (current_setting(''app.journal'', true) <> '''') EXECUTE FUNCTION journal_change(%L, %L)', p_table, p_table, p_keys);
  EXECUTE format('CREATE TRIGGER journal_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION journal_insert(%L, %L)', p_table, p_table, p_keys);
END $$;
COMMENT ON FUNCTION journal_table(text, text) IS 'For migrations: lets the rows of a table take part in journals.';

SELECT journal_table(t, k) FROM (VALUES
  ('household', 'county_code,id'), ('person', 'county_code,id'), ('membership', 'county_code,id'), ('household_income', 'county_code,household_id,year'),
  ('living_condition', 'county_code,household_id,year'), ('household_helper', 'county_code,id'), ('guarantee_state', 'county_code,household_id,item'),
  ('clue', 'county_code,id'), ('monitoring_case', 'county_code,id'), ('visit_promise', 'county_code,id')) v(t, k);

CREATE AGGREGATE jsonb_merge(jsonb) (SFUNC = jsonb_concat, STYPE = jsonb, INITCOND = '{}');

CREATE FUNCTION journal_join(p_table text, p_key jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT string_agg(format('t.%1$I = k.%1$I', key), ' AND ' ORDER BY key) FROM jsonb_object_keys(p_key) key
$$;

-- What stands against undoing: rows of the journal that somebody changed or removed since.
CREATE FUNCTION journal_blockers(p_county text, p_id uuid, p_most int) RETURNS TABLE (table_name text, row_key jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public SET timezone = 'UTC' SET bytea_output = 'hex' AS $$
DECLARE r record;
BEGIN
  IF NOT EXISTS (SELECT FROM change_journal j WHERE j.county_code = p_county AND j.id = p_id AND j.region_code >= app_lo() AND j.region_code < app_hi())
  THEN RETURN; END IF;
  FOR r IN SELECT c.table_name AS t, (array_agg(c.row_key))[1] AS sample FROM change_row c WHERE c.county_code = p_county AND c.journal_id = p_id GROUP BY 1
  LOOP
    RETURN QUERY EXECUTE format($q$
      WITH folded AS MATERIALIZED (
        SELECT c.row_key AS key, jsonb_merge(c.after ORDER BY c.row_no) FILTER (WHERE c.action = 'UPDATE') AS after,
          jsonb_merge(c.before ORDER BY c.row_no DESC) FILTER (WHERE c.action = 'UPDATE') AS before,
          max(c.after ->> 'digest') FILTER (WHERE c.action = 'INSERT') AS digest, (array_agg(c.action ORDER BY c.row_no DESC))[1] = 'DELETE' AS gone
        FROM change_row c WHERE c.county_code = $1 AND c.journal_id = $2 AND c.table_name = %L GROUP BY 1)
      SELECT %L::text, f.key FROM folded f
        CROSS JOIN LATERAL jsonb_populate_record(NULL::%I, f.key) k
        LEFT JOIN LATERAL (SELECT to_jsonb(t) - journal_ignored_in(%L) AS now FROM %I t WHERE %s) c ON true
      WHERE CASE WHEN f.gone THEN c.now IS NOT NULL
        ELSE c.now IS NULL OR NOT (c.now @> coalesce(f.after, '{}'))
          OR (f.digest IS NOT NULL AND encode(audit_digest(c.now || coalesce(f.before, '{}')), 'hex') <> f.digest) END
      LIMIT $3 $q$, r.t, r.t, r.t, r.t, r.t, journal_join(r.t, r.sample)) USING p_county, p_id, p_most;
  END LOOP;
END $$;
COMMENT ON FUNCTION journal_blockers(text, uuid, int) IS 'Rows of a journal within the scope that were changed or removed since; empty when it can be undone.';

-- Takes a journal back, newest row first. Refuses as a whole (FX001) when a row was changed since or something hangs on it.
CREATE FUNCTION undo_journal(p_county text, p_id uuid, p_now timestamptz) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public SET timezone = 'UTC' SET bytea_output = 'hex' AS $$
DECLARE
  r record; touched uuid[]; cols text; n int; total int := 0; wanted int; sample jsonb;
BEGIN
  UPDATE change_journal j SET undone_at = p_now, undone_by = app_actor()
    WHERE j.county_code = p_county AND j.id = p_id AND j.region_code >= app_lo() AND j.region_code < app_hi()
      AND j.undone_at IS NULL AND j.closed_at IS NULL;
  IF NOT FOUND THEN RAISE EXCEPTION 'journal: not there, closed or undone' USING ERRCODE = 'FX002'; END IF;
  IF EXISTS (SELECT FROM change_row c WHERE c.county_code = p_county AND c.journal_id = p_id AND NOT (c.region_code >= app_lo() AND c.region_code < app_hi()))
  THEN RAISE EXCEPTION 'journal: reaches beyond the scope' USING ERRCODE = 'insufficient_privilege'; END IF;
  IF EXISTS (SELECT FROM journal_blockers(p_county, p_id, 1)) THEN
    RAISE EXCEPTION 'journal: something was changed since' USING ERRCODE = 'FX001';
  END IF;
  -- Before the rows are gone: they tell which households to write anew.
  SELECT array_agg(DISTINCT id) INTO touched FROM (
    SELECT (c.row_key ->> 'id')::uuid AS id FROM change_row c WHERE c.county_code = p_county AND c.journal_id = p_id AND c.table_name = 'household'
    UNION SELECT (c.row_key ->> 'household_id')::uuid FROM change_row c WHERE c.county_code = p_county AND c.journal_id = p_id AND c.row_key ? 'household_id'
    UNION SELECT m.household_id FROM change_row c JOIN membership m ON m.county_code = c.county_code AND m.id = (c.row_key ->> 'id')::uuid
      WHERE c.county_code = p_county AND c.journal_id = p_id AND c.table_name = 'membership'
    UNION SELECT m.household_id FROM change_row c JOIN membership m ON m.county_code = c.county_code AND m.person_id = (c.row_key ->> 'id')::uuid
      WHERE c.county_code = p_county AND c.journal_id = p_id AND c.table_name = 'person') x;
  SET CONSTRAINTS ALL DEFERRED;
  -- A run is what one or more statements did to one table without another table in between. Memberships and changed
  -- identity numbers go row by row: their promises hold at every moment, so the order within a run counts.
  FOR r IN
    WITH runs AS (
      SELECT c.row_no, c.table_name, c.action, (c.table_name = 'membership' OR c.before ? 'id_number_bidx') AS alone,
        c.row_no - row_number() OVER (PARTITION BY c.table_name, c.action ORDER BY c.row_no) AS run
      FROM change_row c WHERE c.county_code = p_county AND c.journal_id = p_id)
    SELECT table_name AS t, action, min(row_no) AS first_no, max(row_no) AS last_no
    FROM runs GROUP BY table_name, action, CASE WHEN action = 'UPDATE' AND alone THEN - row_no ELSE run END
    ORDER BY max(row_no) DESC
  LOOP
    SELECT c.row_key INTO sample FROM change_row c WHERE c.county_code = p_county AND c.journal_id = p_id AND c.row_no = r.first_no;
    IF r.action = 'INSERT' THEN
      EXECUTE format($q$
        DELETE FROM %I t USING change_row c CROSS JOIN LATERAL jsonb_populate_record(NULL::%I, c.row_key) k
        WHERE c.county_code = $1 AND c.journal_id = $2 AND c.row_no BETWEEN $3 AND $4 AND %s $q$, r.t, r.t, journal_join(r.t, sample))
        USING p_county, p_id, r.first_no, r.last_no;
      GET DIAGNOSTICS n = ROW_COUNT;
      SELECT count(*) INTO wanted FROM change_row c
        WHERE c.county_code = p_county AND c.journal_id = p_id AND c.row_no BETWEEN r.first_no AND r.last_no;
    ELSIF r.action = 'UPDATE' THEN
      SELECT string_agg(DISTINCT format('%I', key), ', ') INTO cols FROM change_row c CROSS JOIN LATERAL jsonb_object_keys(c.before) key
        WHERE c.county_code = p_county AND c.journal_id = p_id AND c.row_no BETWEEN r.first_no AND r.last_no;
      EXECUTE format($q$
        UPDATE %1$I t SET (%2$s) = ROW(%3$s)%4$s
        FROM (SELECT c.row_key AS key, jsonb_merge(c.before ORDER BY c.row_no DESC) AS before FROM change_row c
              WHERE c.county_code = $1 AND c.journal_id = $2 AND c.row_no BETWEEN $3 AND $4 GROUP BY c.row_key) f
          CROSS JOIN LATERAL jsonb_populate_record(NULL::%1$I, f.key) k
          JOIN %1$I o ON %5$s
          CROSS JOIN LATERAL jsonb_populate_record(o, f.before) b
        WHERE %6$s $q$, r.t, cols, (SELECT string_agg('b.' || x, ', ') FROM unnest(string_to_array(cols, ', ')) x),
        CASE WHEN EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = r.t::regclass AND a.attname = 'version' AND NOT a.attisdropped)
             THEN ', version = t.version + 1' ELSE '' END,
        replace(journal_join(r.t, sample), 't.', 'o.'), journal_join(r.t, sample))
        USING p_county, p_id, r.first_no, r.last_no;
      GET DIAGNOSTICS n = ROW_COUNT;
      SELECT count(DISTINCT c.row_key) INTO wanted FROM change_row c
        WHERE c.county_code = p_county AND c.journal_id = p_id AND c.row_no BETWEEN r.first_no AND r.last_no;
    ELSE
      EXECUTE format($q$
        INSERT INTO %I SELECT b.* FROM change_row c CROSS JOIN LATERAL jsonb_populate_record(NULL::%I, c.before) b
        WHERE c.county_code = $1 AND c.journal_id = $2 AND c.row_no BETWEEN $3 AND $4 ORDER BY c.row_no DESC $q$, r.t, r.t)
        USING p_county, p_id, r.first_no, r.last_no;
      GET DIAGNOSTICS n = ROW_COUNT;
      wanted := n;
    END IF;
    IF n <> wanted THEN RAISE EXCEPTION 'journal: a row is gone' USING ERRCODE = 'FX001'; END IF;
    total := total + n;
  END LOOP;
  SET CONSTRAINTS ALL IMMEDIATE;
  PERFORM refresh_households(p_county, touched, p_now);
  -- A household whose only income came with the deed has none again.
  UPDATE household h SET per_capita_income_fen = NULL, income_year = NULL, version = h.version + 1, updated_at = p_now
  FROM (SELECT DISTINCT (c.row_key ->> 'household_id')::uuid AS id FROM change_row c
        WHERE c.county_code = p_county AND c.journal_id = p_id AND c.table_name = 'household_income' AND c.action = 'INSERT') x
  WHERE h.county_code = p_county AND h.id = x.id AND h.income_year IS NOT NULL
    AND NOT EXISTS (SELECT FROM household_income i WHERE i.county_code = h.county_code AND i.household_id = h.id);
  RETURN total;
EXCEPTION WHEN foreign_key_violation OR restrict_violation OR unique_violation OR exclusion_violation OR check_violation THEN
  RAISE EXCEPTION 'journal: something depends on it' USING ERRCODE = 'FX001';
END $$;
COMMENT ON FUNCTION undo_journal(text, uuid, timestamptz) IS 'Takes back all rows of a journal within the scope; FX001 when something depends on them, FX002 when it cannot be undone any more.';

-- ───── rights ─────

DO $$
DECLARE f text;
BEGIN
  FOREACH f IN ARRAY ARRAY['income_group_fen(jsonb, text)', 'app_effective()', 'keep_household_state_first()', 'keep_household_state_next()',
    'keep_person_year()', 'refuse_foreign_member()', 'refuse_other_person()', 'name_grams_of(text, text)', 'refresh_households(text, uuid[], timestamptz)',
    'journal_ignored()', 'journal_ignored_in(text)', 'app_journal()', 'journal_change()', 'journal_insert()', 'journal_table(text, text)',
    'jsonb_merge(jsonb)', 'journal_join(text, jsonb)', 'journal_blockers(text, uuid, int)', 'undo_journal(text, uuid, timestamptz)']
  LOOP
    EXECUTE 'REVOKE ALL ON FUNCTION ' || f || ' FROM PUBLIC';
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION income_group_fen(jsonb, text), app_effective(), refuse_other_person(), name_grams_of(text, text),
  refresh_households(text, uuid[], timestamptz), app_journal(), journal_blockers(text, uuid, int), undo_journal(text, uuid, timestamptz) TO fangxian_app;
GRANT SELECT ON person_year, household_state TO fangxian_app;
GRANT SELECT, INSERT, UPDATE ON living_condition TO fangxian_app;
GRANT SELECT, INSERT ON change_journal TO fangxian_app;
