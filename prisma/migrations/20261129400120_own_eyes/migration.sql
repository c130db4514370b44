-- 谁申请谁不审批，谁审批谁不发放 · Four eyes are worth nothing while whoever takes a step may write that somebody else took it: who it was is written
-- by the database, with the step and not later; and whoever stands in for somebody looks with his eyes.

-- Arguments: the steps that write a column, the column, and the statuses that going back to empties it.
CREATE FUNCTION keep_who() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  me uuid := app_actor(); was jsonb := CASE TG_OP WHEN 'UPDATE' THEN to_jsonb(OLD) ELSE '{}' END; said jsonb := to_jsonb(NEW); goes text := to_jsonb(NEW) ->> 'status';
  taken text := CASE WHEN TG_OP = 'INSERT' THEN 'begins' WHEN was ->> 'status' <> goes THEN (was ->> 'status') || '>' || goes ELSE '' END;
  rule text; named text;
BEGIN
  IF me IS NULL THEN RETURN NEW; END IF;
  FOREACH rule IN ARRAY TG_ARGV LOOP
    named := split_part(rule, '=', 2);
    IF taken = ANY (string_to_array(split_part(rule, '=', 1), ',')) THEN
      NEW := jsonb_populate_record(NEW, jsonb_build_object(named, me));
    ELSIF said ->> named IS DISTINCT FROM was ->> named
      AND NOT (said ->> named IS NULL AND taken <> '' AND goes = ANY (string_to_array(split_part(rule, '=', 3), ','))) THEN
      RAISE EXCEPTION '%: who did it is written with the step (%)', TG_TABLE_NAME, named USING ERRCODE = 'check_violation';
    END IF;
  END LOOP;
  RETURN NEW;
END $$;

CREATE TRIGGER a_relief_application_keeps_who BEFORE INSERT OR UPDATE ON relief_application FOR EACH ROW WHEN (current_user = 'fangxian_app')
  EXECUTE FUNCTION keep_who('begins=drafted_by', 'DRAFT>APPLIED=applied_by=DRAFT', 'ACCEPTED>REVIEWED=reviewed_by=DRAFT,ACCEPTED', 'REVIEWED>APPROVED,PUBLISHED>APPROVED=approved_by',
    'APPROVED>DISBURSED=disbursed_by');
CREATE TRIGGER a_filial_list_keeps_who BEFORE INSERT OR UPDATE ON filial_list FOR EACH ROW WHEN (current_user = 'fangxian_app')
  EXECUTE FUNCTION keep_who('begins=prepared_by', 'PREPARED>CHECKED=checked_by=PREPARED,CANCELLED', 'CHECKED>PAID=paid_by');
CREATE TRIGGER a_status_procedure_keeps_who BEFORE INSERT OR UPDATE ON status_procedure FOR EACH ROW WHEN (current_user = 'fangxian_app')
  EXECUTE FUNCTION keep_who('begins=started_by', 'APPLIED>VERIFIED,PLANNED>VERIFIED,PROPOSED>VERIFIED=verified_by=APPLIED,PLANNED,PROPOSED',
    'PUBLISHED_1>TOWNSHIP_REVIEWED,PROPOSED>TOWNSHIP_REVIEWED=reviewed_by=APPLIED,PLANNED,PROPOSED', 'PUBLISHED_2>APPROVED,TOWNSHIP_REVIEWED>APPROVED,TOWNSHIP_REVIEWED>DONE=approved_by');
CREATE TRIGGER a_payout_item_keeps_who BEFORE INSERT OR UPDATE ON payout_item FOR EACH ROW WHEN (current_user = 'fangxian_app')
  EXECUTE FUNCTION keep_who('WAITING>PAID,WAITING>FAILED=answered_by');
COMMENT ON TRIGGER a_relief_application_keeps_who ON relief_application IS 'Who applied, reviewed, approved and paid is whoever did; before the other triggers and the four eyes look.';
COMMENT ON TRIGGER a_filial_list_keeps_who ON filial_list IS 'Who prepared, checked and paid is whoever did.';
COMMENT ON TRIGGER a_status_procedure_keeps_who ON status_procedure IS 'Who started, checked, reviewed and decided is whoever did.';
COMMENT ON TRIGGER a_payout_item_keeps_who ON payout_item IS 'Who recorded the answer of the bank is whoever did.';

-- Whose clue a monitoring rests on is what the clue says.
CREATE FUNCTION keep_whose_clue() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.opened_by IS DISTINCT FROM (SELECT c.opened_by FROM clue c WHERE c.county_code = NEW.county_code AND c.id = NEW.clue_id) THEN
    RAISE EXCEPTION 'status_procedure: somebody else opened the clue' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER status_procedure_keeps_whose_clue BEFORE INSERT ON status_procedure FOR EACH ROW WHEN (current_user = 'fangxian_app') EXECUTE FUNCTION keep_whose_clue();
COMMENT ON TRIGGER status_procedure_keeps_whose_clue ON status_procedure IS 'Who opened the clue neither reviews nor decides: who that was is not said anew.';

-- A deputy neither decides nor pays what he whom he stands in for may not. Arguments: steps, then the columns whose people they are kept from.
CREATE FUNCTION refuse_lent_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE was jsonb := to_jsonb(OLD); rule text; named text; taken text := (was ->> 'status') || '>' || (to_jsonb(NEW) ->> 'status');
BEGIN
  FOREACH rule IN ARRAY TG_ARGV LOOP
    CONTINUE WHEN taken <> ALL (string_to_array(split_part(rule, '=', 1), ','));
    FOREACH named IN ARRAY string_to_array(split_part(rule, '=', 2), ',') LOOP
      IF was ->> named = app_acting()::text THEN
        RAISE EXCEPTION '%: a deputy has the eyes of whom he stands in for (%)', TG_TABLE_NAME, named USING ERRCODE = 'check_violation';
      END IF;
    END LOOP;
  END LOOP;
  RETURN NEW;
END $$;
CREATE TRIGGER relief_application_lent_eyes BEFORE UPDATE ON relief_application FOR EACH ROW WHEN (OLD.status <> NEW.status AND app_acting() IS NOT NULL)
  EXECUTE FUNCTION refuse_lent_eyes('REVIEWED>APPROVED,PUBLISHED>APPROVED=drafted_by,applied_by,reviewed_by', 'APPROVED>DISBURSED=approved_by');
CREATE TRIGGER filial_list_lent_eyes BEFORE UPDATE ON filial_list FOR EACH ROW WHEN (OLD.status <> NEW.status AND app_acting() IS NOT NULL)
  EXECUTE FUNCTION refuse_lent_eyes('PREPARED>CHECKED=prepared_by', 'CHECKED>PAID=checked_by');
CREATE TRIGGER status_procedure_lent_eyes BEFORE UPDATE ON status_procedure FOR EACH ROW WHEN (OLD.status <> NEW.status AND app_acting() IS NOT NULL)
  EXECUTE FUNCTION refuse_lent_eyes('PUBLISHED_1>TOWNSHIP_REVIEWED,PROPOSED>TOWNSHIP_REVIEWED=started_by,opened_by,verified_by',
    'PUBLISHED_2>APPROVED,TOWNSHIP_REVIEWED>APPROVED,TOWNSHIP_REVIEWED>DONE=started_by,opened_by,reviewed_by');
COMMENT ON TRIGGER relief_application_lent_eyes ON relief_application IS 'A deputy of who applied does not approve, one of who approved does not pay out.';
COMMENT ON TRIGGER filial_list_lent_eyes ON filial_list IS 'A deputy of who prepared does not check, one of who checked does not pay.';
COMMENT ON TRIGGER status_procedure_lent_eyes ON status_procedure IS 'A deputy of who did the work does not look at it a second time.';

REVOKE ALL ON FUNCTION keep_who(), keep_whose_clue(), refuse_lent_eyes() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keep_who(), keep_whose_clue(), refuse_lent_eyes() TO fangxian_app;
