-- 撤回请假 · Whoever asked for leave takes it back before it is decided, or before it begins; its days are then free again. What was refused is over.

ALTER TABLE "work_leave" ADD COLUMN "withdrawn_at" TIMESTAMPTZ(3),
  ADD CONSTRAINT work_leave_refused_is_over CHECK ("withdrawn_at" IS NULL OR "decision" IS DISTINCT FROM 'REFUSED');

CREATE OR REPLACE FUNCTION guard_work_leave() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE decides text[] := ARRAY['decision', 'decided_at', 'decided_by', 'decided_by_name', 'decision_note'];
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.withdrawn_at IS NOT NULL THEN
      RAISE EXCEPTION 'work_leave: what was taken back stays so' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.withdrawn_at IS NOT NULL THEN
      IF to_jsonb(OLD) - 'withdrawn_at' IS DISTINCT FROM to_jsonb(NEW) - 'withdrawn_at' OR (current_user = 'fangxian_app' AND NEW.user_id IS DISTINCT FROM app_actor()) THEN
        RAISE EXCEPTION 'work_leave: taken back by who asked, and nothing else with it' USING ERRCODE = 'insufficient_privilege';
      END IF;
      IF OLD.decision IS NOT NULL AND OLD.from_on <= app_today() THEN
        RAISE EXCEPTION 'work_leave: leave that began is not taken back' USING ERRCODE = 'check_violation';
      END IF;
      RETURN NEW;
    END IF;
    IF OLD.decision IS NOT NULL OR to_jsonb(OLD) - decides IS DISTINCT FROM to_jsonb(NEW) - decides THEN
      RAISE EXCEPTION 'work_leave: what was asked stays, and it is decided once' USING ERRCODE = 'check_violation';
    END IF;
    IF current_user = 'fangxian_app' THEN
      NEW.decided_by := app_actor();
      IF NEW.user_id = app_acting() THEN
        RAISE EXCEPTION 'work_leave: decided by another than who asked' USING ERRCODE = 'check_violation';
      END IF;
    END IF;
    RETURN NEW;
  END IF;
  IF current_user = 'fangxian_app' THEN
    IF NEW.user_id IS DISTINCT FROM app_actor() OR NEW.decision IS NOT NULL OR NEW.withdrawn_at IS NOT NULL THEN
      RAISE EXCEPTION 'work_leave: everybody asks for himself, and another decides' USING ERRCODE = 'insufficient_privilege';
    END IF;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('work_leave:' || NEW.user_id, 0));
  IF EXISTS (SELECT FROM work_leave o WHERE o.county_code = NEW.county_code AND o.user_id = NEW.user_id AND o.decision IS DISTINCT FROM 'REFUSED'
    AND o.withdrawn_at IS NULL AND o.from_on <= NEW.to_on AND o.to_on >= NEW.from_on) THEN
    RAISE EXCEPTION 'work_leave: these days overlap with other leave' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
COMMENT ON TRIGGER work_leave_life ON work_leave IS 'Asked for oneself, decided once and by another, taken back by oneself before it begins; never twice for a day.';
GRANT UPDATE (withdrawn_at) ON work_leave TO fangxian_app;
