-- 销号抽查 · A line that is opened again before it was looked at again is looked at in its new round; its old draw waits for nobody.

ALTER TABLE finding_recheck ADD COLUMN "lapsed" BOOLEAN NOT NULL DEFAULT false,
  ADD CONSTRAINT finding_recheck_lapsed CHECK (NOT "lapsed" OR ("is_drawn" AND "result" IS NULL));
COMMENT ON COLUMN finding_recheck.lapsed IS 'The line was opened again before anybody looked. Set by trigger.';

CREATE OR REPLACE FUNCTION refuse_recheck() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.lapsed <> OLD.lapsed AND (OLD.lapsed OR to_jsonb(OLD) - 'lapsed' IS DISTINCT FROM to_jsonb(NEW) - 'lapsed' OR NOT EXISTS
      (SELECT FROM finding f WHERE f.county_code = NEW.county_code AND f.id = NEW.finding_id AND f.reopened > NEW.round)) THEN
    RAISE EXCEPTION 'finding_recheck: a draw lapses when its line is opened again' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.lapsed THEN RETURN NEW; END IF;
  IF OLD.result IS NOT NULL OR (to_jsonb(OLD) - ARRAY['result', 'done_on', 'done_by', 'done_by_name', 'note']) IS DISTINCT FROM (to_jsonb(NEW) - ARRAY['result', 'done_on', 'done_by', 'done_by_name', 'note']) THEN
    RAISE EXCEPTION 'finding_recheck: the draw stays, and its result is said once' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (SELECT FROM finding_step s WHERE s.county_code = NEW.county_code AND s.finding_id = NEW.finding_id AND s.step IN ('submit', 'close') AND s.actor_id = NEW.done_by) THEN
    RAISE EXCEPTION 'finding_recheck: who put it right or closed it does not look again' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION lapse_draws() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE finding_recheck SET lapsed = true
    WHERE county_code = NEW.county_code AND finding_id = NEW.id AND round < NEW.reopened AND is_drawn AND result IS NULL AND NOT lapsed;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION lapse_draws() FROM PUBLIC;
CREATE TRIGGER finding_lapses_draws AFTER UPDATE OF reopened ON finding FOR EACH ROW WHEN (NEW.reopened > OLD.reopened) EXECUTE FUNCTION lapse_draws();
COMMENT ON TRIGGER finding_lapses_draws ON finding IS 'Nobody is asked to look again at what is open again.';

UPDATE finding_recheck r SET lapsed = true FROM finding f
  WHERE f.county_code = r.county_code AND f.id = r.finding_id AND f.reopened > r.round AND r.is_drawn AND r.result IS NULL;
DROP INDEX finding_recheck_waiting;
CREATE INDEX finding_recheck_waiting ON finding_recheck (county_code, region_code, due_on) WHERE is_drawn AND result IS NULL AND NOT lapsed;
