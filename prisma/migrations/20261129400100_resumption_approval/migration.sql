-- 层层审批 until a county goes over to 现场查验 (4.f: Zhangbei on 2020-02-21): which of the two holds on the day of a step is a policy value.

CREATE FUNCTION refuse_enterprise_approval() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  on_site boolean := coalesce((policy_in_force('resumption.onSiteCheck', OLD.region_code, NEW.last_step_on)).value, 1) <> 0;
  digits int := length(app_lo());
BEGIN
  IF NEW.last_step = 'review' AND on_site THEN
    RAISE EXCEPTION 'enterprise: nobody reviews where it is checked on site' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.last_step = 'review' AND digits < 9 AND substr(OLD.region_code, 7) <> '000000' THEN
    RAISE EXCEPTION 'enterprise: its township reviews it' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.last_step = 'check' AND NOT on_site AND OLD.reviewed_by IS NULL THEN
    RAISE EXCEPTION 'enterprise: level by level, the review comes before the approval' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.last_step IN ('check', 'return') AND digits > 6 THEN
    RAISE EXCEPTION 'enterprise: the county checks and returns' USING ERRCODE = 'check_violation';
  END IF;
  -- Whoever stands in for somebody looks with his eyes.
  IF (NEW.last_step IN ('review', 'check') AND app_acting() = OLD.applied_by) OR (NEW.last_step = 'check' AND app_acting() = OLD.reviewed_by) THEN
    RAISE EXCEPTION 'enterprise: a deputy has the eyes of whom he stands in for' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER enterprise_level_by_level BEFORE UPDATE OF step_no ON enterprise FOR EACH ROW
  WHEN (NEW.step_no <> OLD.step_no AND NEW.last_step IN ('review', 'check', 'return')) EXECUTE FUNCTION refuse_enterprise_approval();
COMMENT ON TRIGGER enterprise_level_by_level ON enterprise IS 'Reviewed by the township before the county approves while it goes level by level, by nobody once it is checked on site.';

REVOKE ALL ON FUNCTION refuse_enterprise_approval() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION refuse_enterprise_approval() TO fangxian_app;
