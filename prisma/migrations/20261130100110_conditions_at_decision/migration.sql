-- 退出、风险消除 · What ends a household's support holds on the day of the home check and again on that of the county's decision, whoever writes it. The
-- same conditions stand in lib/identification/rules/conditions.ts and removal.ts: what the register does not know stands against nothing.

CREATE FUNCTION refuse_conditions_gone() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  home household; held monitoring_case; line numeric; factor numeric; day date := NEW.last_step_on;
BEGIN
  SELECT * INTO home FROM household h WHERE h.county_code = NEW.county_code AND h.id = NEW.household_id;
  IF NEW.kind = 'EXIT' THEN
    line := (policy_in_force('povertyLine.exit', NEW.region_code, make_date(home.income_year, 12, 31))).value * 100;
  ELSE
    SELECT * INTO held FROM monitoring_case c WHERE c.county_code = NEW.county_code AND c.id = NEW.case_id;
    IF held.no_labour OR (NEW.removal_mode IS DISTINCT FROM 'NATURAL'
      AND day < held.identified_on + make_interval(months => relief_parameter('removal.minMonths', NEW.region_code, day, 6)::int)) THEN
      RAISE EXCEPTION 'status_procedure: the conditions no longer hold (time, labour)' USING ERRCODE = 'check_violation';
    END IF;
    IF home.income_year >= extract(year FROM day) - 1 THEN
      factor := (policy_in_force('warningLine.factor', NEW.region_code, day)).value;
      line := round((policy_in_force('povertyLine.exit', NEW.region_code, make_date(extract(year FROM day)::int - 1, 12, 31))).value * 100) * round(factor * 100) / 100;
      line := coalesce(line, (policy_in_force('monitoringLine', NEW.region_code, day)).value * 100);
    END IF;
  END IF;
  IF home.per_capita_income_fen < round(line) THEN
    RAISE EXCEPTION 'status_procedure: the conditions no longer hold (income)' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM guarantee_state g WHERE g.county_code = NEW.county_code AND g.household_id = NEW.household_id AND g.result = 'FAIL') THEN
    RAISE EXCEPTION 'status_procedure: the conditions no longer hold (guarantees)' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION refuse_conditions_gone() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION refuse_conditions_gone() TO fangxian_app;
CREATE TRIGGER status_procedure_conditions_hold BEFORE UPDATE ON status_procedure FOR EACH ROW
  WHEN (NEW.kind IN ('EXIT', 'RISK_REMOVAL') AND OLD.status <> NEW.status AND (OLD.status IN ('PLANNED', 'PROPOSED') AND NEW.status = 'VERIFIED'
    OR OLD.status = 'TOWNSHIP_REVIEWED' AND NEW.status IN ('APPROVED', 'DONE')))
  EXECUTE FUNCTION refuse_conditions_gone();
COMMENT ON TRIGGER status_procedure_conditions_hold ON status_procedure IS 'No exit and no removal is checked or decided while the register says that a condition does not hold.';
