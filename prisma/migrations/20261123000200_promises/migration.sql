-- What the database keeps by itself: shapes, scope, lifecycles, tallies, audit, rights.

-- ───── shapes ─────

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['posting','household','person','membership','household_income','household_helper','guarantee_state','visit',
    'visit_shock','visit_promise','clue','clue_signal','monitoring_case','village_tally','tally_mark','import_batch','import_upload','import_fault']
  LOOP
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK (region_code ~ ''^[0-9]{12}$'' AND county_code = left(region_code, 6))', t, t || '_region_code_and_county_agree');
  END LOOP;
END $$;

ALTER TABLE installation ADD CONSTRAINT installation_one_row CHECK (singleton),
  ADD CONSTRAINT installation_county_code_digits CHECK (county_code ~ '^[0-9]{6}$');
ALTER TABLE region ADD CONSTRAINT region_code_digits CHECK (code ~ '^[0-9]{12}$');
ALTER TABLE policy_parameter ADD CONSTRAINT policy_parameter_prefix CHECK (applies_to ~ '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})?$'),
  ADD CONSTRAINT policy_parameter_dates CHECK (valid_to IS NULL OR valid_to >= valid_from);
ALTER TABLE indicator_target ADD CONSTRAINT indicator_target_prefix CHECK (applies_to ~ '^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})?$'),
  ADD CONSTRAINT indicator_target_dates CHECK (period_end >= period_start);
ALTER TABLE posting ADD CONSTRAINT posting_dates CHECK (valid_to IS NULL OR valid_to >= valid_from);
ALTER TABLE household ADD CONSTRAINT household_member_count_not_negative CHECK (member_count >= 0),
  ADD CONSTRAINT household_exit_year_plausible CHECK (exit_year BETWEEN 2014 AND 2100),
  ADD CONSTRAINT household_housing_grade_known CHECK (housing_grade IN ('A','B','C','D'));
ALTER TABLE person ADD CONSTRAINT person_sex_known CHECK (sex IN ('M','F')),
  ADD CONSTRAINT person_work_months_in_year CHECK (work_months BETWEEN 0 AND 12),
  ADD CONSTRAINT person_id_number_sealed CHECK ((id_number_enc IS NULL) = (id_number_bidx IS NULL));
ALTER TABLE membership ADD CONSTRAINT membership_dates CHECK (valid_to IS NULL OR valid_to >= valid_from),
  ADD CONSTRAINT membership_one_household_a_day EXCLUDE USING gist
    (county_code WITH =, person_id WITH =, daterange(valid_from, valid_to, '[)') WITH &&),
  ADD CONSTRAINT membership_one_head_a_day EXCLUDE USING gist
    (county_code WITH =, household_id WITH =, daterange(valid_from, valid_to, '[)') WITH &&) WHERE (relation = 'HEAD');
ALTER TABLE guarantee_state ADD CONSTRAINT guarantee_state_fail_has_reason CHECK (result <> 'FAIL' OR fail_reason <> '');
ALTER TABLE visit ADD CONSTRAINT visit_not_before_2010 CHECK (visited_on >= DATE '2010-01-01'),
  ADD CONSTRAINT visit_next_after_visit CHECK (next_visit_on IS NULL OR next_visit_on > visited_on),
  ADD CONSTRAINT visit_six_guarantees CHECK (guarantees ?& ARRAY['FOOD','CLOTHING','EDUCATION','MEDICAL','HOUSING','WATER']),
  ADD CONSTRAINT visit_expected_income_not_negative CHECK (expected_per_capita_fen >= 0);
ALTER TABLE visit_shock ADD CONSTRAINT visit_shock_amounts CHECK (total_fen >= 0 AND self_paid_fen >= 0 AND (total_fen IS NULL OR self_paid_fen IS NULL OR self_paid_fen <= total_fen));
ALTER TABLE visit_promise ADD CONSTRAINT visit_promise_kept_has_day CHECK ((status = 'KEPT') = (kept_on IS NOT NULL));
ALTER TABLE clue ADD CONSTRAINT clue_decided_by_someone CHECK ((status = 'OPEN') = (decided_by IS NULL) AND (status = 'OPEN') = (decided_on IS NULL)),
  ADD CONSTRAINT clue_dismissed_has_reason CHECK ((status = 'DISMISSED') = (dismiss_reason IS NOT NULL)),
  ADD CONSTRAINT clue_confirmed_has_case CHECK ((status = 'CONFIRMED') = (case_id IS NOT NULL)),
  ADD CONSTRAINT clue_days_in_order CHECK (verify_by >= opened_on AND identify_by >= verify_by);
ALTER TABLE monitoring_case ADD CONSTRAINT monitoring_case_removed_has_day CHECK ((status = 'RISK_REMOVED') = (removed_on IS NOT NULL)),
  ADD CONSTRAINT monitoring_case_has_risk CHECK (cardinality(risks) BETWEEN 1 AND 5);

CREATE UNIQUE INDEX clue_one_open_per_household ON clue (county_code, household_id) WHERE status = 'OPEN';
CREATE UNIQUE INDEX monitoring_case_one_open_per_household ON monitoring_case (county_code, household_id) WHERE status <> 'RISK_REMOVED';
CREATE UNIQUE INDEX clue_signal_once_per_visit ON clue_signal (county_code, visit_id, rule_id) WHERE visit_id IS NOT NULL;
CREATE UNIQUE INDEX household_helper_once ON household_helper (county_code, household_id, user_id) WHERE valid_to IS NULL;
CREATE INDEX household_name_grams ON household USING gin (name_grams);
CREATE INDEX household_pinyin ON household (county_code, head_pinyin text_pattern_ops);
CREATE INDEX household_initials ON household (county_code, head_initials text_pattern_ops);
CREATE INDEX household_next_visit ON household (county_code, region_code, next_visit_on);
CREATE INDEX household_last_visit ON household (county_code, last_visited_on, id);

-- ───── lifecycles (the same tables stand in lib/monitoring/lifecycle.ts) ─────

CREATE FUNCTION refuse_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status::text = NEW.status::text THEN
    IF TG_ARGV[1] = 'closed' AND NOT (OLD.status::text = ANY (string_to_array(TG_ARGV[2], ','))) AND OLD.region_code = NEW.region_code AND OLD IS DISTINCT FROM NEW THEN
      RAISE EXCEPTION '%: a closed row cannot be changed', TG_ARGV[0] USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF NOT ((OLD.status::text || '>' || NEW.status::text) = ANY (string_to_array(TG_ARGV[3], ','))) THEN
    RAISE EXCEPTION '%: no step from % to %', TG_ARGV[0], OLD.status, NEW.status USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER clue_lifecycle BEFORE UPDATE ON clue FOR EACH ROW
  EXECUTE FUNCTION refuse_step('clue', 'closed', 'OPEN', 'OPEN>CONFIRMED,OPEN>DISMISSED');
COMMENT ON TRIGGER clue_lifecycle ON clue IS 'OPEN may be confirmed or dismissed; a decided clue never changes.';
CREATE TRIGGER monitoring_case_lifecycle BEFORE UPDATE ON monitoring_case FOR EACH ROW
  EXECUTE FUNCTION refuse_step('monitoring_case', 'closed', 'MONITORED,SUPPORTED,REMOVAL_PROPOSED',
    'MONITORED>SUPPORTED,SUPPORTED>REMOVAL_PROPOSED,REMOVAL_PROPOSED>SUPPORTED,REMOVAL_PROPOSED>RISK_REMOVED');
COMMENT ON TRIGGER monitoring_case_lifecycle ON monitoring_case IS 'MONITORED, SUPPORTED, REMOVAL_PROPOSED, RISK_REMOVED in order; a removed episode never changes.';

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%: rows are kept as they were written', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER installation_is_final BEFORE UPDATE OR DELETE ON installation FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entry_is_final BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entry_never_truncated BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_seal_is_final BEFORE UPDATE OR DELETE ON audit_seal FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_seal_never_truncated BEFORE TRUNCATE ON audit_seal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- ───── tallies: a write leaves a mark for its village ─────

CREATE FUNCTION mark_tally() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO tally_mark (county_code, region_code) SELECT DISTINCT county_code, region_code FROM changed;
  RETURN NULL;
END $$;
CREATE FUNCTION mark_tally_both() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO tally_mark (county_code, region_code)
    SELECT county_code, region_code FROM changed UNION SELECT county_code, region_code FROM changed_from;
  RETURN NULL;
END $$;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['household','membership','guarantee_state','visit','clue','monitoring_case'] LOOP
    EXECUTE format('CREATE TRIGGER mark_tally_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_tally()', t);
    EXECUTE format('CREATE TRIGGER mark_tally_update AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed OLD TABLE AS changed_from FOR EACH STATEMENT EXECUTE FUNCTION mark_tally_both()', t);
    EXECUTE format('CREATE TRIGGER mark_tally_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_tally()', t);
  END LOOP;
END $$;

-- ───── audit: one entry per change, in the same transaction ─────
-- The row itself is the record of its insertion; an entry of an update keeps old and new of the changed columns.
-- row_digest is over the whole row without nulls, so a row changed without an entry is found.

CREATE FUNCTION audit_digest(r jsonb) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT sha256(convert_to(jsonb_strip_nulls(r)::text, 'UTF8'))
$$;

CREATE FUNCTION audit_changed(a jsonb, b jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT jsonb_object_agg(key, CASE WHEN key ~ '(_enc|_bidx|_hash)$' AND value <> 'null' THEN '"•"'::jsonb ELSE value END)
  FROM jsonb_each(a) WHERE value IS DISTINCT FROM b -> key
$$;

CREATE FUNCTION audit_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  o jsonb; n jsonb; r jsonb; row_key text;
BEGIN
  IF TG_OP <> 'INSERT' THEN o := to_jsonb(OLD); END IF;
  IF TG_OP <> 'DELETE' THEN n := to_jsonb(NEW); END IF;
  IF TG_OP = 'UPDATE' AND o = n THEN RETURN NULL; END IF;
  r := coalesce(n, o);
  SELECT string_agg(r ->> key, '/' ORDER BY position) INTO row_key
    FROM unnest(string_to_array(TG_ARGV[1], ',')) WITH ORDINALITY AS k(key, position);
  INSERT INTO audit_entry (county_code, region_code, tx, at, actor_id, command, table_name, row_id, action, old_values, new_values, row_digest)
  VALUES (coalesce(r ->> 'county_code', '000000'), coalesce(r ->> 'region_code', '000000000000'), pg_current_xact_id(), clock_timestamp(),
    app_actor(), coalesce(current_setting('app.command', true), ''), TG_ARGV[0], row_key, TG_OP,
    CASE TG_OP WHEN 'UPDATE' THEN audit_changed(o, n) WHEN 'DELETE' THEN audit_changed(o, '{}') END,
    CASE TG_OP WHEN 'UPDATE' THEN audit_changed(n, o) END,
    CASE WHEN n IS NOT NULL THEN audit_digest(n) END);
  RETURN NULL;
END $$;

-- The table's name is an argument: on a distributed table TG_TABLE_NAME is the shard's.
DO $$
DECLARE t text; k text;
BEGIN
  FOR t, k IN VALUES
    ('posting','county_code,id'), ('household','county_code,id'), ('person','county_code,id'), ('membership','county_code,id'),
    ('household_income','county_code,household_id,year'), ('household_helper','county_code,id'), ('guarantee_state','county_code,household_id,item'),
    ('visit','county_code,id'), ('visit_shock','county_code,id'), ('visit_promise','county_code,id'), ('clue','county_code,id'),
    ('clue_signal','county_code,id'), ('monitoring_case','county_code,id'), ('import_batch','county_code,id'),
    ('app_user','id'), ('invitation','token_hash'), ('policy_parameter','id'), ('indicator_target','id'), ('installation','is_demo'), ('region','code')
  LOOP
    EXECUTE format('CREATE TRIGGER audit_change AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION audit_change(%L, %L)', t, t, k);
  END LOOP;
END $$;

-- ───── scope: which rows exist for whom ─────

DO $$
DECLARE t text;
BEGIN
  FOR t IN SELECT c.table_name FROM information_schema.columns c JOIN information_schema.tables x USING (table_schema, table_name)
    WHERE c.table_schema = 'public' AND c.column_name = 'region_code' AND x.table_type = 'BASE TABLE'
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY region_scope ON %I USING (region_code >= app_lo() AND region_code < app_hi()) WITH CHECK (region_code >= app_lo() AND region_code < app_hi())', t);
    EXECUTE format('COMMENT ON POLICY region_scope ON %I IS ''Rows within the actor''''s region, cut by its level; no scope, no rows.''', t);
    EXECUTE format('CREATE POLICY owner_maintains ON %I TO %I USING (true) WITH CHECK (true)', t, current_user);
    EXECUTE format('COMMENT ON POLICY owner_maintains ON %I IS ''The owner migrates, seeds, seals and verifies; the app never connects as the owner.''', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['membership','household_income','guarantee_state','visit','visit_shock','visit_promise','clue','clue_signal','monitoring_case'] LOOP
    EXECUTE format('CREATE POLICY own_households ON %I AS RESTRICTIVE USING (NOT app_own_only() OR EXISTS (SELECT FROM household_helper h WHERE h.county_code = %I.county_code AND h.household_id = %I.household_id))', t, t, t);
    EXECUTE format('COMMENT ON POLICY own_households ON %I IS ''A paired helper sees only the households paired with him today.''', t);
  END LOOP;
END $$;

CREATE POLICY own_households ON household AS RESTRICTIVE USING (NOT app_own_only() OR EXISTS
  (SELECT FROM household_helper h WHERE h.county_code = household.county_code AND h.household_id = household.id));
CREATE POLICY own_households ON person AS RESTRICTIVE USING (NOT app_own_only() OR EXISTS
  (SELECT FROM membership m WHERE m.county_code = person.county_code AND m.person_id = person.id));
CREATE POLICY own_pairings ON household_helper AS RESTRICTIVE USING (NOT app_own_only()
  OR (user_id = app_actor() AND valid_from <= app_today() AND (valid_to IS NULL OR valid_to >= app_today())));
CREATE POLICY not_for_helpers ON audit_entry AS RESTRICTIVE USING (NOT app_own_only());
CREATE POLICY not_for_helpers ON import_batch AS RESTRICTIVE USING (NOT app_own_only());
CREATE POLICY not_for_helpers ON import_upload AS RESTRICTIVE USING (NOT app_own_only());
CREATE POLICY not_for_helpers ON import_fault AS RESTRICTIVE USING (NOT app_own_only());
CREATE POLICY not_for_helpers ON village_tally AS RESTRICTIVE USING (NOT app_own_only());

ALTER TABLE command_receipt ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_receipts ON command_receipt USING (actor_id = app_actor()) WITH CHECK (actor_id = app_actor());
COMMENT ON POLICY own_receipts ON command_receipt IS 'An answer is given back only to who sent the command.';

-- ───── who is asking: one statement per request, before there is a scope ─────

CREATE FUNCTION session_actor(p_sid_hash text, p_now timestamptz)
RETURNS TABLE (user_id uuid, username text, name text, unit text, locale text, role text, region_code text, region_name text, region_level text,
               posting_id uuid, title text, is_phone boolean, last_seen_at timestamptz, expires_at timestamptz, stepped_up_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT u.id, u.username, u.name, u.unit, u.locale, p.role::text, p.region_code, r.name, r.level::text, p.id, p.title,
         s.is_phone, s.last_seen_at, s.expires_at, s.stepped_up_at
  FROM session s
  JOIN app_user u ON u.id = s.user_id
  JOIN posting p ON p.user_id = u.id AND p.id = s.posting_id
  JOIN region r ON r.code = p.region_code
  WHERE s.sid_hash = p_sid_hash AND s.ended_at IS NULL AND s.expires_at > p_now
    AND s.last_seen_at > p_now - CASE WHEN s.is_phone THEN interval '12 hours' ELSE interval '30 minutes' END
    AND u.is_active
    AND p.valid_from <= (p_now AT TIME ZONE 'Asia/Shanghai')::date
    AND (p.valid_to IS NULL OR p.valid_to >= (p_now AT TIME ZONE 'Asia/Shanghai')::date)
$$;

CREATE FUNCTION open_postings(p_user uuid, p_now timestamptz)
RETURNS TABLE (posting_id uuid, role text, region_code text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT p.id, p.role::text, p.region_code FROM posting p
  WHERE p.user_id = p_user AND p.valid_from <= (p_now AT TIME ZONE 'Asia/Shanghai')::date
    AND (p.valid_to IS NULL OR p.valid_to >= (p_now AT TIME ZONE 'Asia/Shanghai')::date)
  ORDER BY p.valid_from DESC, p.id
$$;

-- ───── rights of the app role ─────

REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC;
DO $$
DECLARE f regprocedure;
BEGIN
  FOR f IN SELECT oid FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proowner = current_user::regrole LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END $$;
GRANT USAGE ON SCHEMA public TO fangxian_app;
GRANT SELECT ON installation, region, policy_parameter, indicator_target, audit_entry, audit_seal TO fangxian_app;
GRANT SELECT, INSERT ON visit, visit_shock, clue_signal, command_receipt TO fangxian_app;
GRANT SELECT, INSERT, UPDATE ON app_user, session, invitation, posting, household, person, membership, household_income, household_helper,
  guarantee_state, visit_promise, clue, monitoring_case, running_number, village_tally, import_batch TO fangxian_app;
GRANT SELECT, INSERT, DELETE ON tally_mark, import_fault, import_upload TO fangxian_app;
GRANT UPDATE ON tally_mark TO fangxian_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON rate_limit TO fangxian_app;
GRANT EXECUTE ON FUNCTION app_lo(), app_hi(), app_actor(), app_own_only(), app_today(), installation_is_demo(), mark_tally(), mark_tally_both(),
  refuse_step(), refuse_change(), session_actor(text, timestamptz), open_postings(uuid, timestamptz) TO fangxian_app;
