-- Accounts kept in the product: postings proposed and confirmed, deputies, a second factor with recovery codes, its reset by two people.

-- ───── postings ─────

ALTER TABLE "posting" ADD COLUMN "proposed_by" UUID,
  ADD COLUMN "decided_by" UUID,
  ADD COLUMN "decision" VARCHAR(10),
  ADD COLUMN "acting_for" UUID,
  ADD COLUMN "acting_posting_id" UUID,
  ADD CONSTRAINT posting_decision_known CHECK ("decision" IN ('CONFIRMED', 'DECLINED')),
  ADD CONSTRAINT posting_decided_by_someone CHECK (("decision" IS NULL) = ("decided_by" IS NULL)),
  ADD CONSTRAINT posting_only_proposals_decided CHECK ("decision" IS NULL OR "proposed_by" IS NOT NULL),
  ADD CONSTRAINT posting_four_eyes CHECK ("decided_by" <> "proposed_by" AND "proposed_by" <> "user_id" AND "decided_by" <> "user_id"),
  ADD CONSTRAINT posting_deputy_whole CHECK (("acting_for" IS NULL) = ("acting_posting_id" IS NULL)),
  ADD CONSTRAINT posting_deputy_another CHECK ("acting_for" <> "user_id"),
  ADD CONSTRAINT posting_deputy_thirty_days CHECK ("acting_for" IS NULL OR ("valid_to" IS NOT NULL AND "valid_to" - "valid_from" <= 29)),
  ADD CONSTRAINT "posting_county_code_acting_posting_id_fkey" FOREIGN KEY ("county_code", "acting_posting_id")
    REFERENCES "posting"("county_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "posting_county_code_region_code_idx" ON "posting"("county_code", "region_code");

CREATE FUNCTION posting_is_open(p posting, p_day date) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT (p.proposed_by IS NULL OR p.decision = 'CONFIRMED') AND p.valid_from <= p_day AND (p.valid_to IS NULL OR p.valid_to >= p_day)
    AND (p.acting_posting_id IS NULL OR EXISTS (
      SELECT FROM posting q JOIN app_user v ON v.id = q.user_id
      WHERE q.county_code = p.county_code AND q.id = p.acting_posting_id AND q.user_id = p.acting_for AND v.is_active
        AND q.role = p.role AND q.region_code = p.region_code AND (q.proposed_by IS NULL OR q.decision = 'CONFIRMED')
        AND q.valid_from <= p_day AND (q.valid_to IS NULL OR q.valid_to >= p_day)))
$$;
COMMENT ON FUNCTION posting_is_open(posting, date) IS 'Confirmed, begun, not ended; a deputy''s only while the posting he stands in for is open itself.';

CREATE FUNCTION refuse_own_posting() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  stood_for posting;
BEGIN
  -- The owner establishes an installation and its demo county.
  IF session_user = 'fangxian_app' AND (NEW.user_id = app_actor() OR (TG_OP = 'UPDATE' AND OLD.user_id = app_actor())) THEN
    RAISE EXCEPTION 'posting: nobody posts himself' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'UPDATE' AND session_user = 'fangxian_app' AND (OLD.user_id, OLD.role, OLD.region_code, OLD.valid_from, OLD.acting_for, OLD.acting_posting_id, OLD.proposed_by)
      IS DISTINCT FROM (NEW.user_id, NEW.role, NEW.region_code, NEW.valid_from, NEW.acting_for, NEW.acting_posting_id, NEW.proposed_by) THEN
    RAISE EXCEPTION 'posting: only its end, title and decision change' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.decision IS NOT NULL AND OLD.decision IS DISTINCT FROM NEW.decision THEN
    RAISE EXCEPTION 'posting: decided once' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.acting_for IS NULL THEN RETURN NEW; END IF;
  SELECT * INTO stood_for FROM posting q WHERE q.county_code = NEW.county_code AND q.id = NEW.acting_posting_id;
  IF stood_for.user_id IS DISTINCT FROM NEW.acting_for OR stood_for.acting_for IS NOT NULL OR stood_for.role <> NEW.role
    OR stood_for.region_code <> NEW.region_code OR NEW.valid_from < stood_for.valid_from OR NEW.valid_to > stood_for.valid_to THEN
    RAISE EXCEPTION 'posting: a deputy has what he stands in for, and no more' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER posting_by_another BEFORE INSERT OR UPDATE ON posting FOR EACH ROW EXECUTE FUNCTION refuse_own_posting();
COMMENT ON TRIGGER posting_by_another ON posting IS 'Nobody posts himself or changes what a posting is; a deputy gets the role, region and time of whom he stands in for.';

-- An administrator sees no people of the register; the postings of his region he does.
CREATE POLICY accounts_scope ON posting TO fangxian_app
  USING (left(region_code, length(app_accounts())) = app_accounts()) WITH CHECK (left(region_code, length(app_accounts())) = app_accounts());
COMMENT ON POLICY accounts_scope ON posting IS 'Who keeps the accounts of a region without seeing its people.';
CREATE POLICY accounts_scope ON access_log FOR SELECT TO fangxian_app
  USING (household_id IS NULL AND left(region_code, length(app_accounts())) = app_accounts());
COMMENT ON POLICY accounts_scope ON access_log IS 'Who keeps accounts sees refusals and exports, nothing about a household.';

-- What happened to an account and what it did, for whoever may see its postings; no values of the register.
CREATE FUNCTION account_history(p_user uuid, p_before bigint, p_from timestamptz, p_to timestamptz, p_kind text, p_most int)
RETURNS TABLE (id bigint, at timestamptz, actor_id uuid, acting_for uuid, command text, table_name text, action text, old_values jsonb, new_values jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT e.id, e.at, e.actor_id, e.acting_for, e.command::text, e.table_name::text, e.action::text,
    CASE WHEN e.table_name IN ('app_user', 'posting', 'session') THEN e.old_values END, CASE WHEN e.table_name IN ('app_user', 'posting', 'session') THEN e.new_values END
  FROM audit_entry e
  WHERE EXISTS (SELECT FROM posting p WHERE p.user_id = p_user AND
      ((p.region_code >= app_lo() AND p.region_code < app_hi()) OR left(p.region_code, length(app_accounts())) = app_accounts()))
    AND e.id < p_before AND e.at >= p_from AND e.at < p_to AND e.table_name <> 'access_log'
    AND ((p_kind IN ('', 'DEEDS') AND e.actor_id = p_user)
      OR (p_kind IN ('', 'ACCOUNT') AND e.table_name IN ('app_user', 'second_factor') AND split_part(e.row_id, '/', CASE e.table_name WHEN 'app_user' THEN 1 ELSE 2 END) = p_user::text)
      OR (p_kind IN ('', 'ACCOUNT') AND e.table_name = 'posting' AND e.row_id IN (SELECT p.county_code || '/' || p.id FROM posting p WHERE p.user_id = p_user)))
  ORDER BY e.id DESC LIMIT p_most
$$;
REVOKE ALL ON FUNCTION account_history(uuid, bigint, timestamptz, timestamptz, text, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION account_history(uuid, bigint, timestamptz, timestamptz, text, int) TO fangxian_app;
CREATE INDEX "audit_entry_actor_id_id_idx" ON "audit_entry"("actor_id", "id" DESC);

CREATE POLICY by_whom ON posting AS RESTRICTIVE FOR INSERT TO fangxian_app WITH CHECK (app_accounts() IS NOT NULL
  OR (proposed_by = app_actor() AND decision IS NULL AND acting_for IS NULL) OR (acting_for = app_actor() AND proposed_by IS NULL));
COMMENT ON POLICY by_whom ON posting IS 'Who keeps accounts posts; others propose, or name a deputy for themselves.';
CREATE POLICY changed_by_whom ON posting AS RESTRICTIVE FOR UPDATE TO fangxian_app USING (app_accounts() IS NOT NULL OR acting_for = app_actor());
COMMENT ON POLICY changed_by_whom ON posting IS 'Who keeps accounts ends and extends; others end the deputies they named.';

-- ───── who asks: with the person he stands in for ─────

DROP FUNCTION session_actor(text, timestamptz);
CREATE FUNCTION session_actor(p_sid_hash text, p_now timestamptz)
RETURNS TABLE (user_id uuid, username text, name text, unit text, locale text, role text, region_code text, region_name text, region_level text,
               posting_id uuid, title text, is_phone boolean, last_seen_at timestamptz, expires_at timestamptz, stepped_up_at timestamptz,
               acting_for uuid, acting_for_name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT u.id, u.username, u.name, u.unit, u.locale, p.role::text, p.region_code, r.name, r.level::text, p.id, p.title,
         s.is_phone, s.last_seen_at, s.expires_at, s.stepped_up_at, p.acting_for, v.name
  FROM session s
  JOIN app_user u ON u.id = s.user_id
  JOIN posting p ON p.user_id = u.id AND p.id = s.posting_id
  JOIN region r ON r.code = p.region_code
  LEFT JOIN app_user v ON v.id = p.acting_for
  WHERE s.sid_hash = p_sid_hash AND s.ended_at IS NULL AND s.expires_at > p_now
    AND s.last_seen_at > p_now - CASE WHEN s.is_phone THEN interval '12 hours' ELSE interval '30 minutes' END
    AND u.is_active AND posting_is_open(p, (p_now AT TIME ZONE 'Asia/Shanghai')::date)
$$;

DROP FUNCTION open_postings(uuid, timestamptz);
CREATE FUNCTION open_postings(p_user uuid, p_now timestamptz)
RETURNS TABLE (posting_id uuid, role text, region_code text, title text, acting_for_name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT p.id, p.role::text, p.region_code, p.title, v.name FROM posting p LEFT JOIN app_user v ON v.id = p.acting_for
  WHERE p.user_id = p_user AND posting_is_open(p, (p_now AT TIME ZONE 'Asia/Shanghai')::date)
  ORDER BY p.acting_for IS NOT NULL, p.valid_from DESC, p.id
$$;

-- ───── second factor ─────

CREATE TABLE "second_factor" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "secret_enc" BYTEA,
  "pending_enc" BYTEA,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "confirmed_at" TIMESTAMPTZ(3),
  "last_step" BIGINT NOT NULL DEFAULT 0,
  CONSTRAINT "second_factor_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT second_factor_confirmed_or_not CHECK (("secret_enc" IS NULL) = ("confirmed_at" IS NULL))
);
CREATE UNIQUE INDEX "second_factor_id_key" ON "second_factor"("id");
ALTER TABLE "second_factor" ADD CONSTRAINT "second_factor_id_fkey" FOREIGN KEY ("id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "recovery_code" (
  "user_id" UUID NOT NULL,
  "code_no" INTEGER NOT NULL,
  "code_hash" BYTEA NOT NULL,
  "used_at" TIMESTAMPTZ(3),
  CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("user_id", "code_no"),
  CONSTRAINT recovery_code_ten CHECK ("code_no" BETWEEN 1 AND 10)
);
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "factor_reset" (
  "id" UUID NOT NULL,
  "user_id" UUID NOT NULL,
  "reason" VARCHAR(300) NOT NULL,
  "requested_by" UUID NOT NULL,
  "requested_at" TIMESTAMPTZ(3) NOT NULL,
  "confirmed_by" UUID,
  "confirmed_at" TIMESTAMPTZ(3),
  CONSTRAINT "factor_reset_pkey" PRIMARY KEY ("id"),
  CONSTRAINT factor_reset_four_eyes CHECK ("confirmed_by" <> "requested_by" AND "confirmed_by" <> "user_id" AND "requested_by" <> "user_id"),
  CONSTRAINT factor_reset_confirmed_by_someone CHECK (("confirmed_by" IS NULL) = ("confirmed_at" IS NULL)),
  CONSTRAINT factor_reset_has_reason CHECK (length("reason") > 0)
);
CREATE UNIQUE INDEX factor_reset_one_waiting ON factor_reset (user_id) WHERE confirmed_by IS NULL;
ALTER TABLE "factor_reset" ADD CONSTRAINT "factor_reset_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A second factor that is in use goes only after two people have said so.
CREATE FUNCTION refuse_lone_reset() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF OLD.confirmed_at IS NOT NULL AND NOT EXISTS (SELECT FROM factor_reset f
      WHERE f.user_id = OLD.id AND f.confirmed_at IS NOT NULL AND f.requested_at >= OLD.confirmed_at) THEN
    RAISE EXCEPTION 'second_factor: two people reset it' USING ERRCODE = 'check_violation';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER second_factor_reset_by_two BEFORE DELETE ON second_factor FOR EACH ROW EXECUTE FUNCTION refuse_lone_reset();
COMMENT ON TRIGGER second_factor_reset_by_two ON second_factor IS 'Reset by one who asks and another who confirms.';

CREATE FUNCTION refuse_used_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.last_step < OLD.last_step THEN
    RAISE EXCEPTION 'second_factor: a used code stays used' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.confirmed_at IS NOT NULL AND NEW.confirmed_at IS NULL THEN
    RAISE EXCEPTION 'second_factor: is replaced, or reset by two people' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER second_factor_steps_forward BEFORE UPDATE ON second_factor FOR EACH ROW EXECUTE FUNCTION refuse_used_step();

DO $$
DECLARE t text; k text; ignored text;
BEGIN
  FOR t, k, ignored IN VALUES ('second_factor', 'county_code,id', ', ''last_step'''), ('recovery_code', 'user_id,code_no', ''), ('factor_reset', 'id', '') LOOP
    EXECUTE format('CREATE TRIGGER audit_change AFTER UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION audit_change(%L, %L%s)', t, t, k, ignored);
    EXECUTE format('CREATE TRIGGER audit_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION audit_insert(%L, %L%s)', t, t, k, ignored);
    EXECUTE format('REVOKE ALL ON %I FROM PUBLIC', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['posting_is_open(posting, date)', 'refuse_own_posting()', 'refuse_lone_reset()', 'refuse_used_step()',
    'session_actor(text, timestamptz)', 'open_postings(uuid, timestamptz)'] LOOP
    EXECUTE 'REVOKE ALL ON FUNCTION ' || t || ' FROM PUBLIC';
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE, DELETE ON second_factor TO fangxian_app;
GRANT SELECT, INSERT, UPDATE ON recovery_code, factor_reset TO fangxian_app;
GRANT EXECUTE ON FUNCTION posting_is_open(posting, date), session_actor(text, timestamptz), open_postings(uuid, timestamptz) TO fangxian_app;

-- ───── invitations keep who made them ─────

ALTER TABLE "invitation" ADD COLUMN "made_by" UUID;

-- ───── bursts for who watches over accounts: figures per person, never a household ─────

CREATE FUNCTION access_figures(p_prefix text, p_from timestamptz, p_to timestamptz)
RETURNS TABLE (actor_id uuid, kind text, times int, most_in_an_hour int, last_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  WITH mine AS (SELECT a.actor_id, a.kind, a.at FROM access_log a
    WHERE p_prefix IN (app_lo(), app_accounts()) AND left(a.region_code, length(p_prefix)) = p_prefix AND a.county_code BETWEEN rpad(left(p_prefix, 6), 6, '0') AND rpad(left(p_prefix, 6), 6, '9')
      AND a.at > p_from AND a.at <= p_to AND a.actor_id IS NOT NULL)
  SELECT m.actor_id, m.kind::text, count(*)::int,
    max((SELECT count(*) FROM mine n WHERE n.actor_id = m.actor_id AND n.kind = m.kind AND n.at > m.at - interval '1 hour' AND n.at <= m.at))::int, max(m.at)
  FROM mine m WHERE m.kind IN ('UNMASK', 'DENIED', 'SEARCH_ID') GROUP BY m.actor_id, m.kind
$$;
REVOKE ALL ON FUNCTION access_figures(text, timestamptz, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION access_figures(text, timestamptz, timestamptz) TO fangxian_app;
COMMENT ON FUNCTION access_figures(text, timestamptz, timestamptz) IS 'How often each person unmasked, searched an identity number or was refused, within the scope of who asks.';
