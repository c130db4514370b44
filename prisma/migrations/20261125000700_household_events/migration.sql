-- Household events: proposed, checked by another person, applied as a whole, undone as a whole; hand-overs between two villages of a county.

CREATE TYPE "EventKind" AS ENUM ('BIRTH', 'ADOPTION', 'MARRY_IN', 'OTHER_IN', 'DEATH', 'MARRY_OUT', 'ABROAD', 'CUSTODY', 'SERVICE', 'OTHER_OUT',
  'HEAD_CHANGE', 'SPLIT', 'MERGE', 'MOVE', 'GONE', 'CORRECTION');
CREATE TYPE "EventStatus" AS ENUM ('PROPOSED', 'CHECKED', 'OFFERED', 'APPLIED', 'RETURNED', 'WITHDRAWN', 'REFUSED', 'UNDONE');
CREATE TYPE "EventSide" AS ENUM ('GIVING', 'RECEIVING');

CREATE TABLE "household_event" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "household_id" UUID NOT NULL,
  "kind" "EventKind" NOT NULL,
  "status" "EventStatus" NOT NULL DEFAULT 'PROPOSED',
  "effective_on" DATE NOT NULL,
  "person_id" UUID,
  "other_household_id" UUID,
  "other_region_code" VARCHAR(12) COLLATE "C",
  "id_number_enc" BYTEA,
  "id_number_bidx" BYTEA,
  "details" JSONB NOT NULL,
  "effects" JSONB,
  "note" VARCHAR(300) NOT NULL DEFAULT '',
  "reason" VARCHAR(300) NOT NULL DEFAULT '',
  "proposed_by" UUID NOT NULL,
  "proposed_by_name" VARCHAR(60) NOT NULL,
  "proposed_at" TIMESTAMPTZ(3) NOT NULL,
  "checked_by" UUID,
  "checked_by_name" VARCHAR(60),
  "checked_at" TIMESTAMPTZ(3),
  "accept_by" DATE,
  "answered_by" UUID,
  "answered_by_name" VARCHAR(60),
  "answered_at" TIMESTAMPTZ(3),
  "journal_id" UUID,
  "applied_at" TIMESTAMPTZ(3),
  "undone_by" UUID,
  "undone_by_name" VARCHAR(60),
  "undone_at" TIMESTAMPTZ(3),
  "version" INTEGER NOT NULL DEFAULT 1,
  CONSTRAINT "household_event_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT household_event_another_checks CHECK (checked_by <> proposed_by),
  CONSTRAINT household_event_a_third_answers CHECK (answered_by <> proposed_by AND answered_by <> checked_by),
  CONSTRAINT household_event_checked_by_someone CHECK ((checked_by IS NULL) = (checked_at IS NULL)
    AND (status IN ('PROPOSED', 'RETURNED', 'WITHDRAWN') OR checked_by IS NOT NULL)),
  CONSTRAINT household_event_applied_with_journal CHECK ((journal_id IS NULL) = (applied_at IS NULL) AND (journal_id IS NOT NULL) = (status IN ('APPLIED', 'UNDONE'))),
  CONSTRAINT household_event_undone_by_someone CHECK ((status = 'UNDONE') = (undone_by IS NOT NULL) AND (undone_by IS NULL) = (undone_at IS NULL)),
  CONSTRAINT household_event_refused_with_reason CHECK (status NOT IN ('RETURNED', 'REFUSED') OR reason <> ''),
  CONSTRAINT household_event_offered_somewhere CHECK (status <> 'OFFERED' OR (accept_by IS NOT NULL AND other_region_code IS NOT NULL)),
  CONSTRAINT household_event_refused_by_someone CHECK (status <> 'REFUSED' OR answered_by IS NOT NULL),
  CONSTRAINT household_event_not_of_tomorrow CHECK (effective_on <= (proposed_at AT TIME ZONE 'Asia/Shanghai')::date),
  CONSTRAINT household_event_other_village CHECK (other_region_code ~ '^[0-9]{12}$' AND left(other_region_code, 6) = county_code),
  CONSTRAINT household_event_id_number_sealed CHECK ((id_number_enc IS NULL) = (id_number_bidx IS NULL)
    AND (id_number_enc IS NULL OR status IN ('PROPOSED', 'CHECKED', 'OFFERED')))
);
CREATE INDEX "household_event_county_code_household_id_idx" ON "household_event"("county_code", "household_id");
CREATE INDEX "household_event_county_code_region_code_status_idx" ON "household_event"("county_code", "region_code", "status");
CREATE UNIQUE INDEX "household_event_county_code_id_region_code_key" ON "household_event"("county_code", "id", "region_code");
ALTER TABLE "household_event" ADD CONSTRAINT "household_event_county_code_household_id_region_code_fkey" FOREIGN KEY ("county_code", "household_id", "region_code")
  REFERENCES "household"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

CREATE TABLE "household_event_step" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "event_id" UUID NOT NULL,
  "step_no" BIGSERIAL NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "status" "EventStatus" NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "actor_id" UUID NOT NULL,
  "actor_name" VARCHAR(60) NOT NULL,
  "note" VARCHAR(300) NOT NULL DEFAULT '',
  CONSTRAINT "household_event_step_pkey" PRIMARY KEY ("county_code", "event_id", "step_no")
);
ALTER TABLE "household_event_step" ADD CONSTRAINT "household_event_step_county_code_event_id_region_code_fkey" FOREIGN KEY ("county_code", "event_id", "region_code")
  REFERENCES "household_event"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

CREATE TABLE "household_event_subject" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "event_id" UUID NOT NULL,
  "subject_id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "is_open" BOOLEAN NOT NULL,
  CONSTRAINT "household_event_subject_pkey" PRIMARY KEY ("county_code", "event_id", "subject_id")
);
CREATE UNIQUE INDEX household_event_subject_one_open ON household_event_subject (county_code, subject_id) WHERE is_open;
ALTER TABLE "household_event_subject" ADD CONSTRAINT "household_event_subject_county_code_event_id_region_code_fkey" FOREIGN KEY ("county_code", "event_id", "region_code")
  REFERENCES "household_event"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

-- What each of two villages is told of a hand-over: enough to answer, nothing of the other's rows.
CREATE TABLE "event_party" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "event_id" UUID NOT NULL,
  "side" "EventSide" NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "other_region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "answers" BOOLEAN NOT NULL,
  "kind" "EventKind" NOT NULL,
  "status" "EventStatus" NOT NULL,
  "subject_name" VARCHAR(60) NOT NULL,
  "persons" INTEGER NOT NULL,
  "effective_on" DATE NOT NULL,
  "note" VARCHAR(300) NOT NULL,
  "reason" VARCHAR(300) NOT NULL DEFAULT '',
  "offered_at" TIMESTAMPTZ(3) NOT NULL,
  "offered_by_name" VARCHAR(60) NOT NULL,
  "accept_by" DATE NOT NULL,
  CONSTRAINT "event_party_pkey" PRIMARY KEY ("county_code", "event_id", "side"),
  CONSTRAINT event_party_two_villages CHECK (region_code <> other_region_code),
  CONSTRAINT event_party_says_somebody CHECK (persons > 0)
);
CREATE INDEX "event_party_county_code_region_code_status_idx" ON "event_party"("county_code", "region_code", "status");
ALTER TABLE "event_party" ADD CONSTRAINT "event_party_county_code_event_id_fkey" FOREIGN KEY ("county_code", "event_id")
  REFERENCES "household_event"("county_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

SELECT guard_table('household_event', 'county_code,id', 'none');
SELECT guard_table('household_event_step', 'county_code,event_id,step_no', 'none');
SELECT guard_table('household_event_subject', 'county_code,event_id,subject_id', 'none');
SELECT guard_table('event_party', 'county_code,event_id,side', 'none');

-- ───── life of an event (the same table stands in lib/events/lifecycle.ts) ─────

CREATE TRIGGER household_event_lifecycle BEFORE UPDATE ON household_event FOR EACH ROW
  EXECUTE FUNCTION refuse_step('household_event', 'closed', 'PROPOSED,CHECKED,OFFERED',
    'PROPOSED>CHECKED,PROPOSED>RETURNED,PROPOSED>WITHDRAWN,RETURNED>PROPOSED,RETURNED>WITHDRAWN,CHECKED>APPLIED,CHECKED>OFFERED,OFFERED>APPLIED,OFFERED>REFUSED,OFFERED>WITHDRAWN,APPLIED>UNDONE');
COMMENT ON TRIGGER household_event_lifecycle ON household_event IS 'Proposed, checked, offered to the other village where there is one, applied; returned, withdrawn, refused or undone with who and why.';

CREATE FUNCTION refuse_new_content() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = 'RETURNED' AND NEW.status = 'PROPOSED' THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'household_event: what was proposed is not changed, only proposed again' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER household_event_content_is_final BEFORE UPDATE ON household_event FOR EACH ROW
  WHEN ((OLD.household_id, OLD.kind, OLD.effective_on, OLD.details, OLD.other_household_id, OLD.note, OLD.proposed_by, OLD.proposed_at)
    IS DISTINCT FROM (NEW.household_id, NEW.kind, NEW.effective_on, NEW.details, NEW.other_household_id, NEW.note, NEW.proposed_by, NEW.proposed_at))
  EXECUTE FUNCTION refuse_new_content();
COMMENT ON TRIGGER household_event_content_is_final ON household_event IS 'Whoever checks sees what was proposed; nobody exchanges it on the way.';
REVOKE ALL ON FUNCTION refuse_new_content() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION refuse_new_content() TO fangxian_app;

CREATE TRIGGER household_event_step_is_final BEFORE UPDATE ON household_event_step FOR EACH ROW
  WHEN ((OLD.event_id, OLD.step_no, OLD.status, OLD.at, OLD.actor_id, OLD.actor_name, OLD.note)
    IS DISTINCT FROM (NEW.event_id, NEW.step_no, NEW.status, NEW.at, NEW.actor_id, NEW.actor_name, NEW.note)) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER household_event_step_stays BEFORE DELETE ON household_event_step FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE FUNCTION keep_event_open() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE household_event_subject SET is_open = NEW.status IN ('PROPOSED', 'CHECKED', 'OFFERED')
    WHERE county_code = NEW.county_code AND event_id = NEW.id AND is_open <> (NEW.status IN ('PROPOSED', 'CHECKED', 'OFFERED'));
  UPDATE event_party SET status = NEW.status, reason = NEW.reason WHERE county_code = NEW.county_code AND event_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER keep_event_open AFTER UPDATE OF status ON household_event FOR EACH ROW WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION keep_event_open();
COMMENT ON TRIGGER keep_event_open ON household_event IS 'A person or household is free for another event once this one is decided; both villages see how it stands.';
REVOKE ALL ON FUNCTION keep_event_open() FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE ON household_event TO fangxian_app;
GRANT SELECT, INSERT ON household_event_step, household_event_subject TO fangxian_app;
GRANT USAGE ON SEQUENCE household_event_step_step_no_seq TO fangxian_app;
GRANT SELECT ON event_party TO fangxian_app;
-- A returned event may be proposed again about other people.
GRANT DELETE ON household_event_subject TO fangxian_app;

-- ───── one head on every day ─────

CREATE FUNCTION refuse_headless() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  h record; county text; household uuid;
BEGIN
  IF TG_ARGV[0] = 'household' THEN
    county := NEW.county_code; household := NEW.id;
  ELSIF TG_OP = 'DELETE' THEN
    county := OLD.county_code; household := OLD.household_id;
  ELSE
    county := NEW.county_code; household := NEW.household_id;
  END IF;
  SELECT count(*) AS heads, count(*) FILTER (WHERE valid_to IS NULL) AS lasting, count(*) FILTER (WHERE before IS DISTINCT FROM valid_from AND before IS NOT NULL) AS gaps
    INTO h FROM (
      SELECT m.valid_from, m.valid_to, lag(m.valid_to) OVER (ORDER BY m.valid_from, m.valid_to) AS before FROM membership m
      WHERE m.county_code = county AND m.household_id = household AND m.relation = 'HEAD' AND m.valid_to IS DISTINCT FROM m.valid_from) x;
  IF h.lasting = 1 AND h.gaps = 0 THEN RETURN NULL; END IF;
  IF NOT EXISTS (SELECT FROM household x WHERE x.county_code = county AND x.id = household AND x.is_active) THEN RETURN NULL; END IF;
  IF h.heads = 0 AND NOT EXISTS (SELECT FROM membership m WHERE m.county_code = county AND m.household_id = household) THEN RETURN NULL; END IF;
  RAISE EXCEPTION 'household: an active household has one head on every day' USING ERRCODE = 'check_violation', CONSTRAINT = 'household_one_head_every_day', TABLE = 'household';
END $$;
REVOKE ALL ON FUNCTION refuse_headless() FROM PUBLIC;
CREATE CONSTRAINT TRIGGER household_one_head_every_day AFTER INSERT OR UPDATE OF is_active ON household DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION refuse_headless('household');
CREATE CONSTRAINT TRIGGER membership_head_begins AFTER INSERT ON membership DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.relation = 'HEAD') EXECUTE FUNCTION refuse_headless('membership');
CREATE CONSTRAINT TRIGGER membership_head_changes AFTER UPDATE ON membership DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN ((OLD.relation = 'HEAD' OR NEW.relation = 'HEAD')
    AND (OLD.relation, OLD.valid_from, OLD.valid_to) IS DISTINCT FROM (NEW.relation, NEW.valid_from, NEW.valid_to)) EXECUTE FUNCTION refuse_headless('membership');
CREATE CONSTRAINT TRIGGER membership_head_goes AFTER DELETE ON membership DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.relation = 'HEAD') EXECUTE FUNCTION refuse_headless('membership');
COMMENT ON TRIGGER household_one_head_every_day ON household IS 'At the end of a transaction every active household has one head today and had one on every day before.';

-- ───── hand-overs: what neither village may do alone ─────

CREATE FUNCTION event_actor_is(p_roles text[]) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT NOT app_own_only() AND EXISTS (
    SELECT FROM posting p JOIN region r ON r.code = p.region_code
    WHERE p.user_id = app_actor() AND p.role::text = ANY (p_roles) AND p.valid_from <= app_today() AND (p.valid_to IS NULL OR p.valid_to >= app_today())
      AND left(p.region_code, CASE r.level WHEN 'PROVINCE' THEN 2 WHEN 'CITY' THEN 4 WHEN 'COUNTY' THEN 6 WHEN 'TOWNSHIP' THEN 9 ELSE 12 END) = app_lo())
$$;
COMMENT ON FUNCTION event_actor_is(text[]) IS 'Whether the actor holds one of these posts today, in the very region of his scope.';

CREATE FUNCTION event_here(p_region text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(p_region >= app_lo() AND p_region < app_hi(), false)
$$;

CREATE FUNCTION person_elsewhere(p_county text, p_bidx bytea) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT CASE WHEN p.died_on IS NOT NULL THEN 'DEAD' WHEN event_here(p.region_code) THEN 'HERE' ELSE 'ELSEWHERE' END
  FROM person p WHERE p.county_code = p_county AND p.id_number_bidx = p_bidx AND left(app_lo(), 6) = p_county
    AND event_actor_is(ARRAY['VILLAGE_CADRE', 'FIRST_SECRETARY', 'TOWNSHIP', 'COUNTY_OFFICE'])
$$;
COMMENT ON FUNCTION person_elsewhere(text, bytea) IS 'Whether the county''s register knows a whole ID number, and no more: a person registered twice is refused, and asked of the village that has him.';

-- Offers a checked event to the other village, which learns only a name, a number, a place and a reason.
CREATE FUNCTION offer_event(p_county text, p_event uuid, p_accept_by date, p_actor_name text, p_now timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  e household_event; h household; p person; giving text; receiving text; told text; persons int; comes_in boolean;
BEGIN
  SELECT * INTO e FROM household_event x WHERE x.county_code = p_county AND x.id = p_event FOR UPDATE;
  IF e.id IS NULL OR NOT event_here(e.region_code) OR NOT event_actor_is(ARRAY['TOWNSHIP', 'COUNTY_OFFICE']) THEN
    RAISE EXCEPTION 'event: not there' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF e.status <> 'CHECKED' OR e.kind NOT IN ('MOVE', 'MARRY_IN', 'OTHER_IN') THEN RAISE EXCEPTION 'event: not to be offered' USING ERRCODE = 'FX003'; END IF;
  SELECT * INTO h FROM household x WHERE x.county_code = p_county AND x.id = e.household_id;
  comes_in := e.kind <> 'MOVE';
  IF comes_in THEN
    SELECT * INTO p FROM person x WHERE x.county_code = p_county AND x.id_number_bidx = e.id_number_bidx;
    IF p.id IS NULL OR p.died_on IS NOT NULL OR p.region_code = e.region_code THEN RAISE EXCEPTION 'event: nobody to ask for' USING ERRCODE = 'FX003'; END IF;
    giving := p.region_code; receiving := e.region_code; told := p.name; persons := 1;
    INSERT INTO household_event_subject (county_code, event_id, subject_id, region_code, is_open) VALUES (p_county, p_event, p.id, e.region_code, true)
      ON CONFLICT (county_code, event_id, subject_id) DO NOTHING;
  ELSE
    IF e.other_region_code = e.region_code OR NOT EXISTS (SELECT FROM region r WHERE r.code = e.other_region_code AND r.level = 'VILLAGE') THEN
      RAISE EXCEPTION 'event: no such village' USING ERRCODE = 'FX003';
    END IF;
    giving := e.region_code; receiving := e.other_region_code; told := h.head_name; persons := greatest(h.member_count, 1);
  END IF;
  INSERT INTO event_party (county_code, event_id, side, region_code, other_region_code, answers, kind, status, subject_name, persons, effective_on, note,
      offered_at, offered_by_name, accept_by)
    VALUES (p_county, p_event, 'GIVING', giving, receiving, comes_in, e.kind, 'OFFERED', told, persons, e.effective_on, e.note, p_now, p_actor_name, p_accept_by),
      (p_county, p_event, 'RECEIVING', receiving, giving, NOT comes_in, e.kind, 'OFFERED', told, persons, e.effective_on, e.note, p_now, p_actor_name, p_accept_by);
  UPDATE household_event SET status = 'OFFERED', accept_by = p_accept_by, version = version + 1,
      person_id = coalesce(p.id, person_id), other_region_code = CASE WHEN comes_in THEN giving ELSE other_region_code END
    WHERE county_code = p_county AND id = p_event;
END $$;
COMMENT ON FUNCTION offer_event(text, uuid, date, text, timestamptz) IS 'Only a township or county office of the proposing side, only a checked event, only a village of the county.';

-- The one who answers: before the deadline whoever acts for the asked village, after it only who stands over both.
CREATE FUNCTION event_to_answer(p_county text, p_event uuid) RETURNS household_event
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  e household_event; asked event_party;
BEGIN
  SELECT * INTO e FROM household_event x WHERE x.county_code = p_county AND x.id = p_event FOR UPDATE;
  SELECT * INTO asked FROM event_party x WHERE x.county_code = p_county AND x.event_id = p_event AND x.answers;
  IF e.id IS NULL OR asked.event_id IS NULL OR NOT event_here(asked.region_code)
    OR NOT event_actor_is(ARRAY['VILLAGE_CADRE', 'FIRST_SECRETARY', 'TOWNSHIP', 'COUNTY_OFFICE']) THEN
    RAISE EXCEPTION 'event: not there' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF e.status <> 'OFFERED' THEN RAISE EXCEPTION 'event: answered' USING ERRCODE = 'FX003'; END IF;
  IF app_actor() IN (e.proposed_by, e.checked_by) THEN RAISE EXCEPTION 'event: own' USING ERRCODE = 'FX005'; END IF;
  IF asked.accept_by < app_today() AND NOT event_here(asked.other_region_code) THEN RAISE EXCEPTION 'event: too late' USING ERRCODE = 'FX006'; END IF;
  RETURN e;
END $$;

CREATE FUNCTION move_people(p_county text, p_persons uuid[], p_region text) RETURNS void LANGUAGE sql SET search_path = pg_catalog, public AS $$
  UPDATE person SET region_code = p_region, version = version + 1 WHERE county_code = p_county AND id = ANY (p_persons) AND region_code <> p_region
$$;

CREATE FUNCTION accept_event(p_county text, p_event uuid, p_journal uuid, p_actor_name text, p_now timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  e household_event; m membership; members uuid[]; touched uuid[]; over text; n int;
BEGIN
  e := event_to_answer(p_county, p_event);
  over := CASE WHEN left(e.region_code, 9) = left(e.other_region_code, 9) THEN rpad(left(e.region_code, 9), 12, '0') ELSE rpad(p_county, 12, '0') END;
  INSERT INTO change_journal (county_code, id, region_code, command, actor_id, made_at) VALUES (p_county, p_journal, over, 'event.accept', app_actor(), p_now);
  PERFORM set_config('app.journal', p_journal::text, true), set_config('app.effective', e.effective_on::text, true);
  SET CONSTRAINTS ALL DEFERRED;
  IF e.kind = 'MOVE' THEN
    PERFORM FROM household x WHERE x.county_code = p_county AND x.id = e.household_id AND x.is_active FOR UPDATE;
    IF NOT FOUND THEN RAISE EXCEPTION 'event: the household is gone' USING ERRCODE = 'FX004'; END IF;
    SELECT array_agg(x.person_id) INTO members FROM membership x WHERE x.county_code = p_county AND x.household_id = e.household_id AND x.valid_to IS NULL;
    IF (e.details ->> 'helpers') IS DISTINCT FROM 'FOLLOW' THEN
      UPDATE household_helper x SET valid_to = greatest(x.valid_from, app_today()), end_reason = 'MOVED', handover_note = nullif(e.details ->> 'handoverNote', '')
        WHERE x.county_code = p_county AND x.household_id = e.household_id AND (x.valid_to IS NULL OR x.valid_to > app_today());
    END IF;
    UPDATE household SET region_code = e.other_region_code, version = version + 1, updated_at = p_now WHERE county_code = p_county AND id = e.household_id;
    PERFORM move_people(p_county, members, e.other_region_code);
    touched := ARRAY[e.household_id];
  ELSE
    SELECT * INTO m FROM membership x WHERE x.county_code = p_county AND x.person_id = e.person_id AND x.valid_to IS NULL FOR UPDATE;
    touched := ARRAY[e.household_id];
    IF m.id IS NOT NULL THEN
      IF m.valid_from > e.effective_on THEN RAISE EXCEPTION 'event: before the membership' USING ERRCODE = 'FX007'; END IF;
      PERFORM FROM household x WHERE x.county_code = p_county AND x.id = m.household_id FOR UPDATE;
      SELECT count(*) INTO n FROM membership x WHERE x.county_code = p_county AND x.household_id = m.household_id AND x.valid_to IS NULL AND x.id <> m.id;
      IF m.relation = 'HEAD' AND n > 0 THEN RAISE EXCEPTION 'event: a head goes after another is named' USING ERRCODE = 'FX008'; END IF;
      UPDATE membership SET valid_to = e.effective_on, end_cause = CASE e.kind WHEN 'MARRY_IN' THEN 'MARRY_OUT' ELSE 'OTHER_OUT' END
        WHERE county_code = p_county AND id = m.id;
      IF n = 0 THEN
        UPDATE household SET is_active = false, left_on = e.effective_on, left_reason = 'NO_MEMBERS', version = version + 1, updated_at = p_now
          WHERE county_code = p_county AND id = m.household_id;
      END IF;
      touched := touched || m.household_id;
    ELSIF EXISTS (SELECT FROM membership x WHERE x.county_code = p_county AND x.person_id = e.person_id AND x.valid_to > e.effective_on) THEN
      RAISE EXCEPTION 'event: before the membership' USING ERRCODE = 'FX007';
    END IF;
    PERFORM FROM household x WHERE x.county_code = p_county AND x.id = e.household_id AND x.is_active FOR UPDATE;
    IF NOT FOUND THEN RAISE EXCEPTION 'event: the household is gone' USING ERRCODE = 'FX004'; END IF;
    PERFORM move_people(p_county, ARRAY[e.person_id], e.region_code);
    INSERT INTO membership (county_code, id, region_code, household_id, person_id, relation, valid_from, cause)
      VALUES (p_county, (e.details ->> 'membershipId')::uuid, e.region_code, e.household_id, e.person_id, e.details ->> 'relation', e.effective_on, e.kind::text);
  END IF;
  PERFORM refresh_households(p_county, touched, p_now);
  PERFORM set_config('app.journal', '', true);
  UPDATE household_event SET status = 'APPLIED', answered_by = app_actor(), answered_by_name = p_actor_name, answered_at = p_now, journal_id = p_journal,
      applied_at = p_now, id_number_enc = NULL, id_number_bidx = NULL, version = version + 1
    WHERE county_code = p_county AND id = p_event;
  INSERT INTO household_event_step (county_code, event_id, region_code, status, at, actor_id, actor_name)
    SELECT p_county, p_event, x.region_code, 'APPLIED', p_now, app_actor(), p_actor_name FROM household_event x WHERE x.county_code = p_county AND x.id = p_event;
  SET CONSTRAINTS ALL IMMEDIATE;
END $$;
COMMENT ON FUNCTION accept_event(text, uuid, uuid, text, timestamptz) IS
  'Moves a household, or one person, to the other village as a whole. Only who acts for the asked village, neither proposer nor checker; after the deadline only who stands over both.';

CREATE FUNCTION refuse_event(p_county text, p_event uuid, p_reason text, p_actor_name text, p_now timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE e household_event;
BEGIN
  e := event_to_answer(p_county, p_event);
  UPDATE household_event SET status = 'REFUSED', reason = p_reason, answered_by = app_actor(), answered_by_name = p_actor_name, answered_at = p_now,
      id_number_enc = NULL, id_number_bidx = NULL, version = version + 1
    WHERE county_code = p_county AND id = p_event;
  INSERT INTO household_event_step (county_code, event_id, region_code, status, at, actor_id, actor_name, note)
    VALUES (p_county, p_event, e.region_code, 'REFUSED', p_now, app_actor(), p_actor_name, p_reason);
END $$;
COMMENT ON FUNCTION refuse_event(text, uuid, text, text, timestamptz) IS 'The asked village says no, with a reason that both sides read.';

-- What was recorded about a household since an event was applied: a reason against moving it back.
CREATE FUNCTION event_followers(p_county text, p_event uuid) RETURNS TABLE (what text, day date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  WITH e AS (SELECT * FROM household_event x WHERE x.county_code = p_county AND x.id = p_event AND x.status = 'APPLIED' AND event_here(x.region_code))
  SELECT 'visit', v.visited_on FROM e JOIN visit v ON v.county_code = e.county_code AND v.household_id = e.household_id AND v.received_at > e.applied_at
    WHERE e.kind = 'MOVE'
  UNION ALL SELECT 'clue', c.opened_on FROM e JOIN clue c ON c.county_code = e.county_code AND c.household_id = e.household_id AND c.opened_at > e.applied_at
    WHERE e.kind = 'MOVE'
  UNION ALL SELECT 'household_event', o.effective_on FROM e JOIN household_event o ON o.county_code = e.county_code AND o.household_id = e.household_id AND o.id <> e.id
    AND o.proposed_at > e.applied_at AND o.status IN ('PROPOSED', 'CHECKED', 'OFFERED', 'APPLIED') WHERE e.kind = 'MOVE'
$$;

CREATE FUNCTION undo_handover(p_county text, p_event uuid, p_now timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  e household_event; giving event_party; members uuid[];
BEGIN
  SELECT * INTO e FROM household_event x WHERE x.county_code = p_county AND x.id = p_event FOR UPDATE;
  SELECT * INTO giving FROM event_party x WHERE x.county_code = p_county AND x.event_id = p_event AND x.side = 'GIVING';
  IF e.id IS NULL OR giving.event_id IS NULL OR NOT event_here(giving.region_code) OR NOT event_here(giving.other_region_code)
    OR NOT event_actor_is(ARRAY['TOWNSHIP', 'COUNTY_OFFICE']) THEN
    RAISE EXCEPTION 'event: not there' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF e.status <> 'APPLIED' THEN RAISE EXCEPTION 'event: not applied' USING ERRCODE = 'FX003'; END IF;
  IF EXISTS (SELECT FROM event_followers(p_county, p_event)) THEN RAISE EXCEPTION 'event: something was recorded since' USING ERRCODE = 'FX001'; END IF;
  PERFORM set_config('app.journal', '', true), set_config('app.effective', e.effective_on::text, true);
  IF e.kind = 'MOVE' THEN
    SELECT array_agg(x.person_id) INTO members FROM membership x WHERE x.county_code = p_county AND x.household_id = e.household_id AND x.valid_to IS NULL;
  ELSE
    members := ARRAY[e.person_id];
  END IF;
  PERFORM undo_journal(p_county, e.journal_id, p_now);
  SET CONSTRAINTS ALL DEFERRED;
  IF e.kind = 'MOVE' THEN
    UPDATE household SET region_code = giving.region_code, version = version + 1, updated_at = p_now WHERE county_code = p_county AND id = e.household_id;
  END IF;
  PERFORM move_people(p_county, members, giving.region_code);
  SET CONSTRAINTS ALL IMMEDIATE;
  PERFORM refresh_households(p_county, ARRAY[e.household_id], p_now);
END $$;
COMMENT ON FUNCTION undo_handover(text, uuid, timestamptz) IS 'Takes a hand-over back, while nothing was recorded since; only who stands over both villages.';

DO $$
DECLARE f text;
BEGIN
  FOREACH f IN ARRAY ARRAY['event_actor_is(text[])', 'event_here(text)', 'person_elsewhere(text, bytea)', 'offer_event(text, uuid, date, text, timestamptz)',
    'event_to_answer(text, uuid)', 'move_people(text, uuid[], text)', 'accept_event(text, uuid, uuid, text, timestamptz)',
    'refuse_event(text, uuid, text, text, timestamptz)', 'event_followers(text, uuid)', 'undo_handover(text, uuid, timestamptz)']
  LOOP
    EXECUTE 'REVOKE ALL ON FUNCTION ' || f || ' FROM PUBLIC';
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION person_elsewhere(text, bytea), offer_event(text, uuid, date, text, timestamptz), accept_event(text, uuid, uuid, text, timestamptz),
  refuse_event(text, uuid, text, text, timestamptz), event_followers(text, uuid), undo_handover(text, uuid, timestamptz) TO fangxian_app;
