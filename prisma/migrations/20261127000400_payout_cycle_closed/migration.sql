-- A payout cycle that the bank never answers is closed with a reason: what still waits goes back to be paid again, what was answered stays.

ALTER TABLE payout_cycle
  ADD COLUMN "closed_on" DATE,
  ADD COLUMN "closed_by" UUID,
  ADD COLUMN "closed_by_name" VARCHAR(60),
  ADD COLUMN "close_reason" VARCHAR(200) NOT NULL DEFAULT '',
  DROP CONSTRAINT payout_cycle_status_known,
  ADD CONSTRAINT payout_cycle_status_known CHECK ("status" IN ('AT_BANK', 'ANSWERED', 'CLOSED')),
  ADD CONSTRAINT payout_cycle_closed CHECK (num_nulls("closed_on", "closed_by", "closed_by_name") = CASE WHEN "status" = 'CLOSED' THEN 0 ELSE 3 END
    AND ("status" = 'CLOSED') = ("close_reason" <> '')),
  ADD CONSTRAINT payout_cycle_closed_after CHECK ("closed_on" >= "collected_on"),
  ADD CONSTRAINT payout_cycle_four_eyes CHECK ("closed_by" <> "collected_by");

-- A cycle ends once, and only when nothing of it waits for the bank any more.
CREATE OR REPLACE FUNCTION refuse_payout_cycle() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE may_change text[] := ARRAY['status', 'version'];
BEGIN
  IF OLD.status = 'AT_BANK' AND NEW.status = 'CLOSED' THEN
    may_change := may_change || ARRAY['closed_on', 'closed_by', 'closed_by_name', 'close_reason'];
  END IF;
  IF to_jsonb(OLD) - may_change <> to_jsonb(NEW) - may_change OR (OLD.status <> 'AT_BANK' AND NEW.status <> OLD.status) THEN
    RAISE EXCEPTION 'payout_cycle: what was collected stays' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.status <> OLD.status AND EXISTS (SELECT FROM payout_item i WHERE i.county_code = NEW.county_code AND i.cycle_id = NEW.id AND i.status = 'WAITING') THEN
    RAISE EXCEPTION 'payout_cycle: some of it waits for the bank' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
