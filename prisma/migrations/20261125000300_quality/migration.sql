-- Data quality: what does not fit in a household's record, kept up to date by marks; explanations that expire.

CREATE INDEX "household_county_code_phone_bidx_idx" ON "household"("county_code", "phone_bidx");
CREATE INDEX "household_helper_county_code_phone_bidx_idx" ON "household_helper"("county_code", "phone_bidx");
CREATE INDEX "person_county_code_disability_card_bidx_idx" ON "person"("county_code", "disability_card_bidx");

CREATE TABLE "quality_issue" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "household_id" UUID,
  "person_id" UUID,
  "rule_id" VARCHAR(10) NOT NULL,
  "severity" CHAR(1) NOT NULL,
  "figures" JSONB NOT NULL,
  "found_on" DATE NOT NULL,
  "cleared_on" DATE,
  CONSTRAINT "quality_issue_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT quality_issue_severity_known CHECK (severity IN ('E', 'W', 'A')),
  CONSTRAINT quality_issue_person_in_household CHECK (person_id IS NULL OR household_id IS NOT NULL),
  CONSTRAINT quality_issue_dates CHECK (cleared_on >= found_on)
);
CREATE UNIQUE INDEX "quality_issue_county_code_id_region_code_severity_key" ON "quality_issue"("county_code", "id", "region_code", "severity");
CREATE INDEX "quality_issue_county_code_region_code_rule_id_idx" ON "quality_issue"("county_code", "region_code", "rule_id");
CREATE INDEX "quality_issue_county_code_household_id_idx" ON "quality_issue"("county_code", "household_id");

CREATE TABLE "quality_explanation" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "issue_id" UUID NOT NULL,
  "severity" CHAR(1) NOT NULL,
  "household_id" UUID,
  "figures" JSONB NOT NULL,
  "reason" VARCHAR(300) NOT NULL,
  "until" DATE NOT NULL,
  "explained_on" DATE NOT NULL,
  "explained_by" UUID NOT NULL,
  "explained_by_name" VARCHAR(60) NOT NULL,
  "withdrawn_on" DATE,
  "withdrawn_by" UUID,
  CONSTRAINT "quality_explanation_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT quality_explanation_never_of_an_error CHECK (severity IN ('W', 'A')),
  CONSTRAINT quality_explanation_says_why CHECK (length(btrim(reason)) >= 4),
  CONSTRAINT quality_explanation_expires CHECK (until >= explained_on),
  CONSTRAINT quality_explanation_withdrawn_by_someone CHECK ((withdrawn_on IS NULL) = (withdrawn_by IS NULL))
);
CREATE UNIQUE INDEX quality_explanation_one_in_force ON quality_explanation (county_code, issue_id) WHERE withdrawn_on IS NULL;
CREATE INDEX "quality_explanation_county_code_region_code_idx" ON "quality_explanation"("county_code", "region_code");
CREATE INDEX "quality_explanation_county_code_issue_id_idx" ON "quality_explanation"("county_code", "issue_id");

CREATE TABLE "quality_household" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "household_id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "filled" INTEGER NOT NULL,
  "expected" INTEGER NOT NULL,
  "empty" TEXT[] NOT NULL,
  "stale_on" DATE NOT NULL,
  CONSTRAINT "quality_household_pkey" PRIMARY KEY ("county_code", "household_id"),
  CONSTRAINT quality_household_filled_of_expected CHECK (filled BETWEEN 0 AND expected)
);
CREATE UNIQUE INDEX "quality_household_county_code_household_id_region_code_key" ON "quality_household"("county_code", "household_id", "region_code");
CREATE INDEX "quality_household_county_code_region_code_stale_on_idx" ON "quality_household"("county_code", "region_code", "stale_on");

CREATE TABLE "quality_village" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "households" INTEGER NOT NULL,
  "flawed" INTEGER NOT NULL,
  "errors" INTEGER NOT NULL,
  "warnings" INTEGER NOT NULL,
  "audits" INTEGER NOT NULL,
  "explained" INTEGER NOT NULL,
  "filled" INTEGER NOT NULL,
  "expected" INTEGER NOT NULL,
  "checked_by" VARCHAR(40) NOT NULL,
  "as_of" TIMESTAMPTZ(3) NOT NULL,
  "stale_on" DATE NOT NULL,
  CONSTRAINT "quality_village_pkey" PRIMARY KEY ("county_code", "region_code"),
  CONSTRAINT quality_village_flawed_of_all CHECK (flawed BETWEEN 0 AND households)
);
COMMENT ON COLUMN quality_village.checked_by IS 'Version of the rules and fingerprint of the policy values it was checked by.';
COMMENT ON COLUMN quality_village.stale_on IS 'First day on which something may differ without any write.';

CREATE TABLE "quality_mark" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  CONSTRAINT "quality_mark_pkey" PRIMARY KEY ("county_code", "id")
);
CREATE INDEX "quality_mark_county_code_region_code_idx" ON "quality_mark"("county_code", "region_code");

-- What is found follows from the household: it goes where the household goes, and with it.
ALTER TABLE "quality_issue" ADD CONSTRAINT "quality_issue_county_code_household_id_region_code_fkey" FOREIGN KEY ("county_code", "household_id", "region_code")
  REFERENCES "household"("county_code", "id", "region_code") ON DELETE CASCADE ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "quality_household" ADD CONSTRAINT "quality_household_county_code_household_id_region_code_fkey" FOREIGN KEY ("county_code", "household_id", "region_code")
  REFERENCES "household"("county_code", "id", "region_code") ON DELETE CASCADE ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "quality_explanation" ADD CONSTRAINT "quality_explanation_county_code_issue_id_region_code_sever_fkey" FOREIGN KEY ("county_code", "issue_id", "region_code", "severity")
  REFERENCES "quality_issue"("county_code", "id", "region_code", "severity") ON DELETE CASCADE ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

SELECT guard_table('quality_issue', '', 'own');
SELECT guard_table('quality_explanation', 'county_code,id', 'own');
SELECT guard_table('quality_household', '', 'own');
SELECT guard_table('quality_village', '', 'none');
SELECT guard_table('quality_mark', '', 'none');

-- An explanation is written once; it may be withdrawn, once, and moves with its household.
CREATE FUNCTION refuse_other_explanation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.withdrawn_on IS NOT NULL AND (OLD.withdrawn_on, OLD.withdrawn_by) IS DISTINCT FROM (NEW.withdrawn_on, NEW.withdrawn_by)
    OR (OLD.county_code, OLD.id, OLD.issue_id, OLD.household_id, OLD.figures, OLD.reason, OLD.until, OLD.explained_on, OLD.explained_by, OLD.explained_by_name)
      IS DISTINCT FROM (NEW.county_code, NEW.id, NEW.issue_id, NEW.household_id, NEW.figures, NEW.reason, NEW.until, NEW.explained_on, NEW.explained_by, NEW.explained_by_name)
  THEN RAISE EXCEPTION 'quality_explanation: written once, withdrawn once' USING ERRCODE = 'check_violation'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER quality_explanation_is_final BEFORE UPDATE ON quality_explanation FOR EACH ROW EXECUTE FUNCTION refuse_other_explanation();
COMMENT ON TRIGGER quality_explanation_is_final ON quality_explanation IS 'What was explained is not reworded afterwards.';

-- ───── marks: a write leaves one for its village, and for the villages whose households share what changed ─────

CREATE FUNCTION mark_quality() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO quality_mark (county_code, region_code) SELECT DISTINCT county_code, region_code FROM changed;
  RETURN NULL;
END $$;

CREATE FUNCTION mark_quality_both() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO quality_mark (county_code, region_code)
    SELECT county_code, region_code FROM changed UNION SELECT county_code, region_code FROM changed_from;
  RETURN NULL;
END $$;

-- Who else has one of these phones: as a household, or as a helper.
CREATE FUNCTION mark_quality_of_phones(p_county text, p_phones bytea[]) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  INSERT INTO quality_mark (county_code, region_code)
    SELECT county_code, region_code FROM household WHERE county_code = p_county AND phone_bidx = ANY (p_phones)
    UNION SELECT county_code, region_code FROM household_helper WHERE county_code = p_county AND phone_bidx = ANY (p_phones)
$$;

CREATE FUNCTION mark_quality_household() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE r record;
BEGIN
  FOR r IN SELECT x.county_code, array_agg(DISTINCT x.phone_bidx) AS phones FROM (
      SELECT n.county_code, n.phone_bidx FROM changed n JOIN changed_from o ON o.county_code = n.county_code AND o.id = n.id
      WHERE (n.phone_bidx, n.is_active, n.poverty_status) IS DISTINCT FROM (o.phone_bidx, o.is_active, o.poverty_status)
      UNION SELECT n.county_code, o.phone_bidx FROM changed n JOIN changed_from o ON o.county_code = n.county_code AND o.id = n.id
      WHERE (n.phone_bidx, n.is_active, n.poverty_status) IS DISTINCT FROM (o.phone_bidx, o.is_active, o.poverty_status)) x
    WHERE x.phone_bidx IS NOT NULL GROUP BY 1
  LOOP PERFORM mark_quality_of_phones(r.county_code, r.phones); END LOOP;
  RETURN NULL;
END $$;

CREATE FUNCTION mark_quality_phones() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE r record;
BEGIN
  FOR r IN SELECT county_code, array_agg(DISTINCT phone_bidx) AS phones FROM changed WHERE phone_bidx IS NOT NULL GROUP BY 1
  LOOP PERFORM mark_quality_of_phones(r.county_code, r.phones); END LOOP;
  RETURN NULL;
END $$;

-- A helper with another household has one more in all of his villages.
CREATE FUNCTION mark_quality_helpers() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO quality_mark (county_code, region_code)
    SELECT h.county_code, h.region_code FROM changed c JOIN household_helper h ON h.county_code = c.county_code AND h.user_id = c.user_id
    UNION SELECT h.county_code, h.region_code FROM changed c JOIN household_helper h ON h.county_code = c.county_code AND h.phone_bidx = c.phone_bidx;
  RETURN NULL;
END $$;

CREATE FUNCTION mark_quality_cards() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  INSERT INTO quality_mark (county_code, region_code)
    SELECT DISTINCT p.county_code, p.region_code FROM changed c JOIN person p ON p.county_code = c.county_code AND p.disability_card_bidx = c.disability_card_bidx;
  RETURN NULL;
END $$;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['household', 'person', 'membership', 'household_income', 'living_condition', 'household_helper', 'person_year',
    'guarantee_state', 'visit', 'clue', 'monitoring_case', 'quality_explanation'] LOOP
    EXECUTE format('CREATE TRIGGER mark_quality_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_quality()', t);
    EXECUTE format('CREATE TRIGGER mark_quality_update AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed OLD TABLE AS changed_from FOR EACH STATEMENT EXECUTE FUNCTION mark_quality_both()', t);
    EXECUTE format('CREATE TRIGGER mark_quality_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_quality()', t);
  END LOOP;
END $$;
CREATE TRIGGER mark_quality_phones_insert AFTER INSERT ON household REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_quality_phones();
CREATE TRIGGER mark_quality_phones_delete AFTER DELETE ON household REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_quality_phones();
CREATE TRIGGER mark_quality_phones_update AFTER UPDATE ON household REFERENCING NEW TABLE AS changed OLD TABLE AS changed_from FOR EACH STATEMENT EXECUTE FUNCTION mark_quality_household();
CREATE TRIGGER mark_quality_helpers_insert AFTER INSERT ON household_helper REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_quality_helpers();
CREATE TRIGGER mark_quality_helpers_update AFTER UPDATE ON household_helper REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_quality_helpers();
CREATE TRIGGER mark_quality_helpers_before AFTER UPDATE ON household_helper REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_quality_helpers();
CREATE TRIGGER mark_quality_helpers_delete AFTER DELETE ON household_helper REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_quality_helpers();
CREATE TRIGGER mark_quality_cards_insert AFTER INSERT ON person REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_quality_cards();
CREATE TRIGGER mark_quality_cards_update AFTER UPDATE ON person REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_quality_cards();
CREATE TRIGGER mark_quality_cards_before AFTER UPDATE ON person REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_quality_cards();
CREATE TRIGGER mark_quality_cards_delete AFTER DELETE ON person REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_quality_cards();

-- ───── what only the whole county knows, as counts: nothing of another village is shown ─────

CREATE FUNCTION quality_county_facts(p_county text, p_villages text[]) RETURNS TABLE (kind text, subject uuid, n int, next_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  WITH asked AS MATERIALIZED (SELECT v AS region_code FROM unnest(p_villages) v WHERE v >= app_lo() AND v < app_hi() AND left(v, 6) = p_county),
  own AS MATERIALIZED (SELECT h.id, h.phone_bidx FROM household h JOIN asked a USING (region_code) WHERE h.county_code = p_county AND h.is_active AND h.phone_bidx IS NOT NULL),
  pairing AS MATERIALIZED (SELECT p.id, p.user_id, p.phone_bidx FROM household_helper p JOIN asked a USING (region_code)
    WHERE p.county_code = p_county AND p.valid_from <= app_today() AND (p.valid_to IS NULL OR p.valid_to >= app_today())),
  by_phone AS MATERIALIZED (SELECT o.phone_bidx, count(*)::int AS n FROM (SELECT DISTINCT phone_bidx FROM own) o
    JOIN household h ON h.county_code = p_county AND h.phone_bidx = o.phone_bidx AND h.is_active GROUP BY 1),
  loads AS MATERIALIZED (
    SELECT k.user_id, k.phone_bidx, l.n, l.next_on
    FROM (SELECT DISTINCT user_id, CASE WHEN user_id IS NULL THEN phone_bidx END AS phone_bidx FROM pairing WHERE user_id IS NOT NULL OR phone_bidx IS NOT NULL) k
    CROSS JOIN LATERAL (
      SELECT count(DISTINCT x.household_id) FILTER (WHERE x.valid_from <= app_today() AND (x.valid_to IS NULL OR x.valid_to >= app_today()))::int AS n,
        least(min(x.valid_from) FILTER (WHERE x.valid_from > app_today()), min(x.valid_to + 1) FILTER (WHERE x.valid_to >= app_today())) AS next_on
      FROM household_helper x WHERE x.county_code = p_county AND
        CASE WHEN k.user_id IS NOT NULL THEN x.user_id = k.user_id ELSE x.user_id IS NULL AND x.phone_bidx = k.phone_bidx END) l)
  SELECT 'phone', o.id, b.n, NULL::date FROM own o JOIN by_phone b USING (phone_bidx) WHERE b.n > 1
  UNION ALL SELECT 'helper', p.id, l.n, l.next_on FROM pairing p JOIN loads l ON l.user_id = p.user_id
  UNION ALL SELECT 'helper', p.id, l.n, l.next_on FROM pairing p JOIN loads l ON p.user_id IS NULL AND l.phone_bidx = p.phone_bidx
  UNION ALL SELECT 'poor', p.id, 1, NULL FROM pairing p WHERE p.phone_bidx IS NOT NULL AND EXISTS
    (SELECT FROM household h WHERE h.county_code = p_county AND h.phone_bidx = p.phone_bidx AND h.is_active AND h.poverty_status <> 'NEVER_POOR')
  UNION ALL SELECT 'card', x.id, (SELECT count(*)::int - 1 FROM person y WHERE y.county_code = p_county AND y.disability_card_bidx = x.disability_card_bidx), NULL
    FROM person x JOIN asked a USING (region_code) WHERE x.county_code = p_county AND x.disability_card_bidx IS NOT NULL
$$;
COMMENT ON FUNCTION quality_county_facts(text, text[]) IS
  'For villages within the scope: how many households of the county share a phone, how many households a helper has and when that changes, helpers with the phone of a registered household, others with the same disability card.';

DO $$
DECLARE f text;
BEGIN
  FOREACH f IN ARRAY ARRAY['refuse_other_explanation()', 'mark_quality()', 'mark_quality_both()', 'mark_quality_of_phones(text, bytea[])', 'mark_quality_household()',
    'mark_quality_phones()', 'mark_quality_helpers()', 'mark_quality_cards()', 'quality_county_facts(text, text[])']
  LOOP
    EXECUTE 'REVOKE ALL ON FUNCTION ' || f || ' FROM PUBLIC';
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION refuse_other_explanation(), quality_county_facts(text, text[]) TO fangxian_app;
GRANT SELECT, INSERT, UPDATE ON quality_issue, quality_village TO fangxian_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON quality_household TO fangxian_app;
GRANT SELECT, DELETE ON quality_mark TO fangxian_app;
GRANT SELECT, INSERT ON quality_explanation TO fangxian_app;
GRANT UPDATE (withdrawn_on, withdrawn_by) ON quality_explanation TO fangxian_app;
