-- Days that records carried already become deadlines too. The record decides, the row follows by trigger on every path: command, import,
-- merge, hand-over, undoing. A whole statement is followed at once, so that a ledger of thousands costs one pass.

CREATE FUNCTION policy_in_force(p_code text, p_region text, p_day date) RETURNS policy_parameter LANGUAGE sql STABLE AS $$
  SELECT p FROM policy_parameter p
  WHERE p.code = p_code AND starts_with(p_region, p.applies_to) AND p.valid_from <= p_day AND (p.valid_to IS NULL OR p.valid_to >= p_day)
  ORDER BY length(p.applies_to) DESC, p.valid_from DESC LIMIT 1
$$;
COMMENT ON FUNCTION policy_in_force(text, text, date) IS 'The nearest region first, then the latest start, as resolveParameter in lib/parameters/rules.ts.';

CREATE FUNCTION deadline_amber(p_region text, p_starts date, p_due date) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT least(p_due, greatest(p_starts, p_starts + ceil((p_due - p_starts)
    * (1 - coalesce((policy_in_force('deadline.dueSoonShare', p_region, p_starts)).value, 0.3333)) - 0.01)::int))
$$;
COMMENT ON FUNCTION deadline_amber(text, date, date) IS 'The first day on which a deadline is near, as amberDay in lib/deadlines/rules/terms.ts.';

-- What records say of their deadlines: kind, subject, place, days, and OPEN, MET or CANCELLED. `again`: open after it was closed.
CREATE FUNCTION follow_deadlines(p_wishes jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE journal text := coalesce(current_setting('app.journal', true), '');
BEGIN
  IF p_wishes IS NULL THEN RETURN; END IF;
  PERFORM set_config('app.journal', '', true);
  UPDATE deadline d SET status = w.state::"DeadlineStatus",
      met_on = CASE WHEN w.state = 'MET' THEN w.met_on END, met_by = CASE WHEN w.state = 'MET' THEN w.met_by END,
      due_on = greatest(w.due, d.starts_on), amber_on = deadline_amber(w.region, d.starts_on, greatest(w.due, d.starts_on)),
      days = CASE WHEN d.due_on = w.due THEN d.days ELSE greatest(w.due, d.starts_on) - d.starts_on END,
      household_id = w.household, region_code = CASE WHEN d.household_id IS DISTINCT FROM w.household THEN w.region ELSE d.region_code END
    FROM jsonb_to_recordset(p_wishes) AS w(county text, region text, household uuid, kind text, subject uuid, due date, state text, met_on date, met_by uuid)
    WHERE d.county_code = w.county AND d.subject_id = w.subject AND d.kind = w.kind::"DeadlineKind" AND d.status = 'OPEN'
      AND (d.status::text, d.due_on, d.household_id) IS DISTINCT FROM (w.state, greatest(w.due, d.starts_on), w.household);
  INSERT INTO deadline (county_code, id, region_code, household_id, kind, subject_kind, subject_id, starts_on, due_on, amber_on, clock, days, level, status, met_on, met_by)
    SELECT w.county, gen_random_uuid(), w.region, w.household, w.kind::"DeadlineKind", w.subject_kind, w.subject, s.starts, w.due,
      deadline_amber(w.region, s.starts, w.due), CASE WHEN s.working THEN 'WORKING' ELSE 'CALENDAR' END::"DeadlineClock",
      CASE WHEN s.working THEN s.value::int ELSE w.due - s.starts END, w.level::"DeadlineLevel", w.state::"DeadlineStatus",
      CASE WHEN w.state = 'MET' THEN w.met_on END, CASE WHEN w.state = 'MET' THEN w.met_by END
    FROM jsonb_to_recordset(p_wishes) AS w(county text, region text, household uuid, kind text, subject_kind text, subject uuid, starts date, due date,
        level text, policy text, state text, met_on date, met_by uuid, again boolean)
      CROSS JOIN LATERAL (SELECT least(w.starts, w.due) AS starts, p.value, coalesce(p.unit IN ('工作日', 'workdays') AND p.value IS NOT NULL, false) AS working
        FROM policy_in_force(w.policy, w.region, w.starts) p) s
    WHERE w.state IN ('OPEN', 'MET')
      AND NOT EXISTS (SELECT FROM deadline d WHERE d.county_code = w.county AND d.subject_id = w.subject AND d.kind = w.kind::"DeadlineKind"
        AND (d.status = 'OPEN' OR NOT coalesce(w.again, false)));
  PERFORM set_config('app.journal', journal, true);
END $$;
COMMENT ON FUNCTION follow_deadlines(jsonb) IS
  'Brings deadline rows to what their records say. Journals do not keep them: undoing a record undoes its rows through the same triggers.';

CREATE FUNCTION forget_deadlines(p_county text[], p_subjects uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE journal text := coalesce(current_setting('app.journal', true), '');
BEGIN
  PERFORM set_config('app.journal', '', true);
  DELETE FROM deadline d USING unnest(p_county, p_subjects) AS g(county, subject) WHERE d.county_code = g.county AND d.subject_id = g.subject;
  PERFORM set_config('app.journal', journal, true);
END $$;
COMMENT ON FUNCTION forget_deadlines(text[], uuid[]) IS 'A record that is undone leaves no deadlines.';

-- 线索派发 · Until when a clue is to be taken up; none for clues that were there before.
ALTER TABLE "clue" ADD COLUMN "assign_by" DATE;

CREATE FUNCTION clue_deadlines(c clue) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_agg(jsonb_build_object('county', c.county_code, 'region', c.region_code, 'household', c.household_id, 'subject_kind', 'CLUE', 'subject', c.id,
    'kind', k.kind, 'policy', k.policy, 'level', k.level, 'starts', c.opened_on, 'due', k.due,
    'state', CASE WHEN c.status IN ('CONFIRMED', 'DISMISSED') THEN 'MET' ELSE 'OPEN' END, 'met_on', c.decided_on, 'met_by', c.decided_by))
  FROM (VALUES ('CLUE_ASSIGN', 'deadline.assignDays', 'COUNTY', c.assign_by), ('HOME_CHECK', 'deadline.verifyDays', 'VILLAGE', c.verify_by),
    ('IDENTIFY', 'deadline.identifyDays', 'COUNTY', c.identify_by)) k(kind, policy, level, due)
  WHERE k.due IS NOT NULL
$$;

CREATE FUNCTION case_deadline(c monitoring_case, p_today date, p_actor uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('county', c.county_code, 'region', c.region_code, 'household', c.household_id, 'subject_kind', 'CASE', 'subject', c.id,
    'kind', 'PLAN', 'policy', 'deadline.measureDays', 'level', 'VILLAGE', 'starts', c.identified_on, 'due', c.plan_by,
    'state', CASE c.status WHEN 'MONITORED' THEN 'OPEN' ELSE 'MET' END, 'met_on', p_today, 'met_by', p_actor)
$$;

CREATE FUNCTION promise_deadline(p visit_promise, p_actor uuid, p_again boolean) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('county', p.county_code, 'region', p.region_code, 'household', p.household_id, 'subject_kind', 'PROMISE', 'subject', p.id,
    'kind', 'PROMISE', 'policy', '', 'level', 'VILLAGE', 'due', p.due_on,
    'starts', coalesce((SELECT v.visited_on FROM visit v WHERE v.county_code = p.county_code AND v.id = p.visit_id), p.due_on),
    'state', CASE p.status WHEN 'KEPT' THEN 'MET' WHEN 'CANCELLED' THEN 'CANCELLED' ELSE 'OPEN' END, 'met_on', p.kept_on, 'met_by', p_actor, 'again', p_again)
$$;

CREATE FUNCTION move_deadline(e event_party, p_today date, p_actor uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('county', e.county_code, 'region', e.region_code, 'household', NULL, 'subject_kind', 'EVENT', 'subject', e.event_id,
    'kind', 'MOVE_ANSWER', 'policy', 'event.moveAcceptDays', 'level', 'VILLAGE', 'starts', (e.offered_at AT TIME ZONE 'Asia/Shanghai')::date, 'due', e.accept_by,
    'state', CASE WHEN e.status = 'OFFERED' THEN 'OPEN' WHEN e.status IN ('APPLIED', 'REFUSED', 'UNDONE') THEN 'MET' ELSE 'CANCELLED' END,
    'met_on', p_today, 'met_by', p_actor)
$$;

-- Four tables, one shape: what was added, what was changed in a way that matters, what is gone.
CREATE FUNCTION follow_clue_new() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM follow_deadlines((SELECT jsonb_agg(w) FROM changed n, jsonb_array_elements(clue_deadlines(n)) w));
  RETURN NULL;
END $$;
CREATE FUNCTION follow_clue() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM follow_deadlines((SELECT jsonb_agg(w) FROM changed n JOIN changed_from o ON o.county_code = n.county_code AND o.id = n.id
    CROSS JOIN LATERAL jsonb_array_elements(clue_deadlines(n)) w
    WHERE (o.status, o.verify_by, o.identify_by, o.household_id) IS DISTINCT FROM (n.status, n.verify_by, n.identify_by, n.household_id)));
  RETURN NULL;
END $$;
CREATE FUNCTION follow_case_new() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  -- On which day an earlier episode had its plan is not known.
  PERFORM follow_deadlines((SELECT jsonb_agg(case_deadline(n, app_today(), app_actor())) FROM changed n WHERE n.status = 'MONITORED'));
  RETURN NULL;
END $$;
CREATE FUNCTION follow_case() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM follow_deadlines((SELECT jsonb_agg(case_deadline(n, app_today(), app_actor()))
    FROM changed n JOIN changed_from o ON o.county_code = n.county_code AND o.id = n.id
    WHERE (o.status = 'MONITORED' OR n.status = 'MONITORED') AND (o.status, o.plan_by, o.household_id) IS DISTINCT FROM (n.status, n.plan_by, n.household_id)));
  RETURN NULL;
END $$;
CREATE FUNCTION follow_promise_new() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM follow_deadlines((SELECT jsonb_agg(promise_deadline(n, app_actor(), false)) FROM changed n));
  RETURN NULL;
END $$;
CREATE FUNCTION follow_promise() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM follow_deadlines((SELECT jsonb_agg(promise_deadline(n, app_actor(), o.status <> 'OPEN' AND n.status = 'OPEN'))
    FROM changed n JOIN changed_from o ON o.county_code = n.county_code AND o.id = n.id
    WHERE (o.status, o.due_on, o.household_id) IS DISTINCT FROM (n.status, n.due_on, n.household_id)));
  RETURN NULL;
END $$;
CREATE FUNCTION follow_move_new() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM follow_deadlines((SELECT jsonb_agg(move_deadline(n, app_today(), app_actor())) FROM changed n WHERE n.answers AND n.status = 'OFFERED'));
  RETURN NULL;
END $$;
CREATE FUNCTION follow_move() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM follow_deadlines((SELECT jsonb_agg(move_deadline(n, app_today(), app_actor()))
    FROM changed n JOIN changed_from o ON o.county_code = n.county_code AND o.event_id = n.event_id AND o.side = n.side
    WHERE n.answers AND (o.status, o.accept_by) IS DISTINCT FROM (n.status, n.accept_by)));
  RETURN NULL;
END $$;
CREATE FUNCTION forget_record() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM forget_deadlines(array_agg(g.county_code), array_agg(g.id)) FROM changed g;
  RETURN NULL;
END $$;

-- 回访 · After a removal the contact waits for the household's next visit, whichever way it is recorded.
CREATE FUNCTION meet_contact_visit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE deadline d SET status = 'MET', met_on = v.visited_on, met_by = v.visitor_id
    FROM (SELECT DISTINCT ON (county_code, household_id) county_code, household_id, visited_on, visitor_id FROM changed
      ORDER BY county_code, household_id, visited_on DESC) v
    WHERE d.county_code = v.county_code AND d.household_id = v.household_id AND d.kind = 'REMOVAL_CONTACT_VISIT' AND d.status = 'OPEN'
      AND v.visited_on > d.starts_on;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION meet_contact_visit() FROM PUBLIC;
CREATE TRIGGER visit_meets_contact_deadline AFTER INSERT ON visit REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION meet_contact_visit();
COMMENT ON TRIGGER visit_meets_contact_deadline ON visit IS 'A visit after the day of the removal is the one that its contact waits for.';

DO $$
DECLARE t text; f text;
BEGIN
  FOR t, f IN VALUES ('clue', 'follow_clue'), ('monitoring_case', 'follow_case'), ('visit_promise', 'follow_promise'), ('event_party', 'follow_move') LOOP
    EXECUTE format('CREATE TRIGGER deadline_follows_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION %I()', t, f || '_new');
    EXECUTE format('CREATE TRIGGER deadline_follows_update AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed OLD TABLE AS changed_from FOR EACH STATEMENT EXECUTE FUNCTION %I()', t, f);
    EXECUTE format('COMMENT ON TRIGGER deadline_follows_update ON %I IS ''The record decides; its deadlines follow.''', t);
    IF t <> 'event_party' THEN
      EXECUTE format('CREATE TRIGGER deadline_follows_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION forget_record()', t);
    END IF;
  END LOOP;
END $$;

DO $$
DECLARE f text;
BEGIN
  FOREACH f IN ARRAY ARRAY['policy_in_force(text, text, date)', 'deadline_amber(text, date, date)', 'follow_deadlines(jsonb)', 'forget_deadlines(text[], uuid[])',
    'clue_deadlines(clue)', 'case_deadline(monitoring_case, date, uuid)', 'promise_deadline(visit_promise, uuid, boolean)', 'move_deadline(event_party, date, uuid)',
    'follow_clue_new()', 'follow_clue()', 'follow_case_new()', 'follow_case()', 'follow_promise_new()', 'follow_promise()', 'follow_move_new()', 'follow_move()', 'forget_record()']
  LOOP
    EXECUTE 'REVOKE ALL ON FUNCTION ' || f || ' FROM PUBLIC';
  END LOOP;
END $$;

-- What is there already.
SELECT follow_deadlines((SELECT jsonb_agg(w) FROM clue c, jsonb_array_elements(clue_deadlines(c)) w));
SELECT follow_deadlines((SELECT jsonb_agg(case_deadline(c, app_today(), NULL)) FROM monitoring_case c WHERE c.status = 'MONITORED'));
SELECT follow_deadlines((SELECT jsonb_agg(promise_deadline(p, NULL, false)) FROM visit_promise p));
SELECT follow_deadlines((SELECT jsonb_agg(move_deadline(e, app_today(), NULL)) FROM event_party e WHERE e.answers AND e.status = 'OFFERED'));

-- Of a household that left the register nothing is asked.
CREATE INDEX household_left ON household (county_code, id) WHERE NOT is_active;
-- A village looks through its own late ones, a county through the latest.
CREATE INDEX deadline_late ON deadline (county_code, region_code, met_on) WHERE is_late;
CREATE INDEX deadline_late_by_day ON deadline (county_code, met_on, id) WHERE is_late;
