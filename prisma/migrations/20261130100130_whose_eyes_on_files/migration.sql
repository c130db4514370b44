-- 代理申请、代理审批 · Whoever asks for a file as a deputy, or decides about one, does so with the eyes of whom he stands in for: that is not his to leave out.
CREATE FUNCTION keep_whose_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.requested_for := app_acting();
    NEW.decided_for := NULL;
  ELSIF OLD.decided_by IS NULL AND NEW.decided_by IS NOT NULL THEN
    NEW.decided_for := app_acting();
  ELSIF NEW.decided_for IS DISTINCT FROM OLD.decided_for THEN
    RAISE EXCEPTION 'export_request: whose eyes decided is written with the decision' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION keep_whose_eyes() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keep_whose_eyes() TO fangxian_app;
CREATE TRIGGER a_keeps_whose_eyes BEFORE INSERT OR UPDATE ON export_request FOR EACH ROW WHEN (current_user = 'fangxian_app') EXECUTE FUNCTION keep_whose_eyes();
COMMENT ON TRIGGER a_keeps_whose_eyes ON export_request IS 'For whom a deputy asks or decides is written by the database; the four eyes rest on it.';
