-- 谁办的写谁 · Wherever a row says who did or decided something, the application cannot write another: the database writes whoever asks, with his name.

-- Arguments, a column each, its name beside it (made_by and made_by_name, actor_id and actor_name): '^' is written when the row begins and stays; '+' is whoever
-- wrote it last; '@' is kept by another trigger, and here only its name; the rest is written once, and only another status empties it.
CREATE FUNCTION keep_own_hand() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  me uuid := app_actor(); was jsonb := CASE TG_OP WHEN 'UPDATE' THEN to_jsonb(OLD) ELSE '{}' END; said jsonb := to_jsonb(NEW);
  mine jsonb := '{}'; rule text; kind text; named text; called text; my_name text;
BEGIN
  IF me IS NULL THEN RETURN NEW; END IF;
  FOREACH rule IN ARRAY TG_ARGV LOOP
    kind := substring(rule FROM '^[\^+@]'); named := ltrim(rule, '^+@');
    called := regexp_replace(named, '_id$', '') || '_name';
    IF said ->> named IS NOT DISTINCT FROM was ->> named THEN
      IF said ->> named IS NOT NULL AND said ->> called IS DISTINCT FROM was ->> called THEN
        RAISE EXCEPTION '%: who did it is written with the step (%)', TG_TABLE_NAME, called USING ERRCODE = 'check_violation';
      END IF;
      CONTINUE;
    END IF;
    IF TG_OP = 'UPDATE' AND (kind = '^' OR (kind IS NULL AND was ->> named IS NOT NULL
      AND (said ->> named IS NOT NULL OR said ->> 'status' IS NOT DISTINCT FROM was ->> 'status'))) THEN
      RAISE EXCEPTION '%: who did it is written with the step (%)', TG_TABLE_NAME, named USING ERRCODE = 'check_violation';
    END IF;
    CONTINUE WHEN said ->> named IS NULL;
    IF kind IS DISTINCT FROM '@' THEN mine := mine || jsonb_build_object(named, me); END IF;
    IF said ? called THEN
      my_name := coalesce(my_name, (SELECT u.name FROM app_user u WHERE u.id = me));
      IF said ->> called IS DISTINCT FROM my_name AND my_name IS NOT NULL THEN mine := mine || jsonb_build_object(called, my_name); END IF;
    END IF;
  END LOOP;
  IF NOT said @> mine THEN NEW := jsonb_populate_record(NEW, mine); END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION keep_own_hand() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keep_own_hand() TO fangxian_app;
COMMENT ON FUNCTION keep_own_hand() IS 'Whoever did it is whoever asks: nobody writes another there, nor another name.';

-- Fires before the triggers that hold steps and four eyes.
DO $$
DECLARE kept record; args text;
BEGIN
  FOR kept IN SELECT * FROM (VALUES
    ('aspect_change', '@proposed_by @decided_by'), ('case_assessment', '^assessed_by'), ('clue', '^opened_by decided_by'), ('county_calendar_day', '+set_by'),
    ('deadline', 'met_by'), ('department_list', '^made_by withdrawn_by'), ('derivation_run', '^made_by'), ('duplicate_across', 'decided_by'),
    ('duplicate_review', '+decided_by'), ('enterprise_difficulty', '@raised_by'), ('enterprise_figure', '@reported_by'), ('enterprise_visit', '@recorded_by'),
    ('evidence', '^uploaded_by withdrawn_by'), ('export_request', '@requested_by @decided_by'), ('factor_reset', '^requested_by confirmed_by'),
    ('filial_contribution', '^collected_by'), ('filial_list', '@prepared_by @checked_by @paid_by'), ('finding', '@found_by'), ('finding_proof', '^added_by'),
    ('finding_recheck', 'done_by'), ('finding_step', '^actor_id'), ('fund_entry', '^recorded_by'), ('handover', '^made_by'),
    ('household_event', '@proposed_by @checked_by @answered_by @undone_by'), ('household_event_step', '^actor_id'), ('import_batch', '^uploaded_by'),
    ('import_mapping', '+mapped_by'), ('inspection_campaign', '@planned_by'), ('inspection_draw', '^drawn_by'), ('inspection_letter', '^issued_by'),
    ('inspection_step', '^actor_id'), ('insurance_policy', '^recorded_by'), ('invitation', '^made_by'), ('labour_report', '@recorded_by'),
    ('listed_member', '@set_by @ended_by'), ('listed_place', '@listed_by @proposed_by @delisted_by'), ('listed_step', '^actor_id'),
    ('listing_change', '@proposed_by @decided_by'), ('loan_extension', '@asked_by @decided_by'), ('medical_pair', '@made_by @ended_by'),
    ('microcredit_loan', '@recorded_by @repaid_by @withdrawn_by'), ('monitoring_contact', '+named_by'), ('outline_withdrawal', '@withdrawn_by'),
    ('pair_output', '@recorded_by'), ('payout_cycle', '^collected_by closed_by'), ('payout_item', '@answered_by +called_by'), ('posting', '^proposed_by decided_by'),
    ('quality_explanation', '^explained_by withdrawn_by'), ('referral_year', '@recorded_by'), ('region_outline', '@imported_by'), ('region_target', '@set_by'),
    ('relief_event', '^recorded_by'), ('relief_figure', '^recorded_by withdrawn_by'), ('relief_line_mark', '^marked_by'), ('relief_settlement', '^recorded_by'),
    ('relief_step', '^actor_id'), ('reported_fact', '@reported_by'), ('status_procedure_step', '^actor_id'), ('supervision_session', '@held_by @published_by'),
    ('support_batch', '^made_by undone_by'), ('support_measure', '^recorded_by started_by delivered_by confirmed_by cancelled_by'), ('support_plan', '+made_by'),
    ('support_project_step', '^actor_id'), ('village_plan', '@made_by'), ('village_special', '@done_by'), ('village_supply', '@recorded_by'),
    ('village_task_entry', '@recorded_by'), ('visit', '^visitor_id'), ('visit_promise', '+promised_by'), ('work_leave', '@decided_by'), ('work_report', '@reported_by')
  ) AS t (name, columns) LOOP
    SELECT string_agg(quote_literal(c), ', ') INTO args FROM unnest(string_to_array(kept.columns, ' ')) c;
    EXECUTE format('CREATE TRIGGER a_keeps_own_hand BEFORE INSERT OR UPDATE ON %I FOR EACH ROW WHEN (current_user = ''fangxian_app'') EXECUTE FUNCTION keep_own_hand(%s)', kept.name, args);
    EXECUTE format('COMMENT ON TRIGGER a_keeps_own_hand ON %I IS ''Who did it, and his name, are whoever asks; before the other triggers look.''', kept.name);
  END LOOP;
END $$;

-- A change of a household is proposed by one, checked by another and answered by a third: each is written with his step.
CREATE TRIGGER a_household_event_keeps_who BEFORE INSERT OR UPDATE ON household_event FOR EACH ROW WHEN (current_user = 'fangxian_app')
  EXECUTE FUNCTION keep_who('begins,RETURNED>PROPOSED=proposed_by', 'PROPOSED>CHECKED=checked_by', 'OFFERED>APPLIED,OFFERED>REFUSED=answered_by', 'APPLIED>UNDONE=undone_by');
CREATE TRIGGER household_event_lent_eyes BEFORE UPDATE ON household_event FOR EACH ROW WHEN (OLD.status <> NEW.status AND app_acting() IS NOT NULL)
  EXECUTE FUNCTION refuse_lent_eyes('PROPOSED>CHECKED,PROPOSED>RETURNED=proposed_by', 'OFFERED>APPLIED,OFFERED>REFUSED=proposed_by,checked_by');
COMMENT ON TRIGGER a_household_event_keeps_who ON household_event IS 'Who proposed, checked, answered and took back is whoever did.';
COMMENT ON TRIGGER household_event_lent_eyes ON household_event IS 'A deputy of who proposed does not check, and one of who checked does not answer.';

CREATE OR REPLACE FUNCTION event_to_answer(p_county text, p_event uuid) RETURNS household_event
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
  IF app_actor() IN (e.proposed_by, e.checked_by) OR app_acting() IN (e.proposed_by, e.checked_by) THEN RAISE EXCEPTION 'event: own' USING ERRCODE = 'FX005'; END IF;
  IF asked.accept_by < app_today() AND NOT event_here(asked.other_region_code) THEN RAISE EXCEPTION 'event: too late' USING ERRCODE = 'FX006'; END IF;
  RETURN e;
END $$;
