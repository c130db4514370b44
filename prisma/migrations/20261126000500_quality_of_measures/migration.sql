-- What is recorded of measures is read by rule 14: a change marks the village to be looked at again.
CREATE TRIGGER mark_quality_insert AFTER INSERT ON support_measure REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_quality();
CREATE TRIGGER mark_quality_update AFTER UPDATE ON support_measure REFERENCING NEW TABLE AS changed OLD TABLE AS changed_from FOR EACH STATEMENT EXECUTE FUNCTION mark_quality_both();
CREATE TRIGGER mark_quality_delete AFTER DELETE ON support_measure REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_quality();
