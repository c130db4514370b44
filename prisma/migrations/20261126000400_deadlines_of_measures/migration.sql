-- The day by which a measure is to be finished is a deadline too; the measure decides, its row follows.
CREATE FUNCTION measure_deadline(m support_measure) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('county', m.county_code, 'region', m.region_code, 'household', m.household_id, 'subject_kind', 'MEASURE', 'subject', m.id,
    'kind', 'MEASURE_FINISH', 'policy', '', 'level', 'VILLAGE', 'starts', m.planned_on, 'due', m.finish_by,
    'state', CASE m.status WHEN 'PLANNED' THEN 'OPEN' WHEN 'IN_PROGRESS' THEN 'OPEN' WHEN 'CANCELLED' THEN 'CANCELLED' ELSE 'MET' END,
    'met_on', m.delivered_on, 'met_by', m.delivered_by)
$$;

CREATE FUNCTION follow_measure_new() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  -- What was given before it was written down never waited.
  PERFORM follow_deadlines((SELECT jsonb_agg(measure_deadline(n)) FROM changed n WHERE n.status IN ('PLANNED', 'IN_PROGRESS')));
  RETURN NULL;
END $$;
CREATE FUNCTION follow_measure() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM follow_deadlines((SELECT jsonb_agg(measure_deadline(n))
    FROM changed n JOIN changed_from o ON o.county_code = n.county_code AND o.id = n.id
    WHERE o.status IN ('PLANNED', 'IN_PROGRESS') AND (o.status, o.finish_by, o.household_id) IS DISTINCT FROM (n.status, n.finish_by, n.household_id)));
  RETURN NULL;
END $$;
CREATE TRIGGER deadline_follows_insert AFTER INSERT ON support_measure REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION follow_measure_new();
CREATE TRIGGER deadline_follows_update AFTER UPDATE ON support_measure REFERENCING NEW TABLE AS changed OLD TABLE AS changed_from
  FOR EACH STATEMENT EXECUTE FUNCTION follow_measure();
CREATE TRIGGER deadline_follows_delete AFTER DELETE ON support_measure REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION forget_record();
COMMENT ON TRIGGER deadline_follows_update ON support_measure IS 'The record decides; its deadlines follow.';
REVOKE ALL ON FUNCTION measure_deadline(support_measure), follow_measure_new(), follow_measure() FROM PUBLIC;

SELECT follow_deadlines((SELECT jsonb_agg(measure_deadline(m)) FROM support_measure m WHERE m.status IN ('PLANNED', 'IN_PROGRESS')));
