-- Figures of measures are counted village by village, so a measure leaves a mark like everything that is counted.

CREATE TRIGGER mark_tally_insert AFTER INSERT ON support_measure REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_tally();
CREATE TRIGGER mark_tally_update AFTER UPDATE ON support_measure REFERENCING NEW TABLE AS changed OLD TABLE AS changed_from
  FOR EACH STATEMENT EXECUTE FUNCTION mark_tally_both();
CREATE TRIGGER mark_tally_delete AFTER DELETE ON support_measure REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_tally();
COMMENT ON TRIGGER mark_tally_update ON support_measure IS 'Coverage by measures is part of the tallies.';
