-- A record that was merged into a household moves with it; a second spouse is refused where the hand-over is answered.
CREATE OR REPLACE FUNCTION accept_event(p_county text, p_event uuid, p_journal uuid, p_actor_name text, p_now timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  e household_event; m membership; members uuid[]; touched uuid[]; over text; n int;
BEGIN
  e := event_to_answer(p_county, p_event);
  over := CASE WHEN left(e.region_code, 9) = left(e.other_region_code, 9) THEN rpad(left(e.region_code, 9), 12, '0') ELSE rpad(p_county, 12, '0') END;
  INSERT INTO change_journal (county_code, id, region_code, command, actor_id, made_at) VALUES (p_county, p_journal, over, 'event.accept', app_actor(), p_now);
  PERFORM set_config('app.journal', p_journal::text, true), set_config('app.effective', e.effective_on::text, true);
  SET CONSTRAINTS ALL DEFERRED;
  IF e.kind = 'MOVE' THEN
    PERFORM FROM household x WHERE x.county_code = p_county AND x.id = e.household_id AND x.is_active FOR UPDATE;
    IF NOT FOUND THEN RAISE EXCEPTION 'event: the household is gone' USING ERRCODE = 'FX004'; END IF;
    SELECT array_agg(x.person_id) INTO members FROM membership x WHERE x.county_code = p_county AND x.household_id = e.household_id AND x.valid_to IS NULL;
    IF (e.details ->> 'helpers') IS DISTINCT FROM 'FOLLOW' THEN
      UPDATE household_helper x SET valid_to = greatest(x.valid_from, app_today()), end_reason = 'MOVED', handover_note = nullif(e.details ->> 'handoverNote', '')
        WHERE x.county_code = p_county AND x.household_id = e.household_id AND (x.valid_to IS NULL OR x.valid_to > app_today());
    END IF;
    -- A record that was merged into it goes along: visits and signals of its matters stand there.
    UPDATE household SET region_code = e.other_region_code, version = version + 1, updated_at = p_now
      WHERE county_code = p_county AND e.household_id IN (id, merged_into);
    PERFORM move_people(p_county, members, e.other_region_code);
    touched := ARRAY[e.household_id];
  ELSE
    SELECT * INTO m FROM membership x WHERE x.county_code = p_county AND x.person_id = e.person_id AND x.valid_to IS NULL FOR UPDATE;
    touched := ARRAY[e.household_id];
    IF m.id IS NOT NULL THEN
      IF m.valid_from > e.effective_on THEN RAISE EXCEPTION 'event: before the membership' USING ERRCODE = 'FX007'; END IF;
      PERFORM FROM household x WHERE x.county_code = p_county AND x.id = m.household_id FOR UPDATE;
      SELECT count(*) INTO n FROM membership x WHERE x.county_code = p_county AND x.household_id = m.household_id AND x.valid_to IS NULL AND x.id <> m.id;
      IF m.relation = 'HEAD' AND n > 0 THEN RAISE EXCEPTION 'event: a head goes after another is named' USING ERRCODE = 'FX008'; END IF;
      UPDATE membership SET valid_to = e.effective_on, end_cause = CASE e.kind WHEN 'MARRY_IN' THEN 'MARRY_OUT' ELSE 'OTHER_OUT' END
        WHERE county_code = p_county AND id = m.id;
      IF n = 0 THEN
        UPDATE household SET is_active = false, left_on = e.effective_on, left_reason = 'NO_MEMBERS', version = version + 1, updated_at = p_now
          WHERE county_code = p_county AND id = m.household_id;
      END IF;
      touched := touched || m.household_id;
    ELSIF EXISTS (SELECT FROM membership x WHERE x.county_code = p_county AND x.person_id = e.person_id AND x.valid_to > e.effective_on) THEN
      RAISE EXCEPTION 'event: before the membership' USING ERRCODE = 'FX007';
    END IF;
    PERFORM FROM household x WHERE x.county_code = p_county AND x.id = e.household_id AND x.is_active FOR UPDATE;
    IF NOT FOUND THEN RAISE EXCEPTION 'event: the household is gone' USING ERRCODE = 'FX004'; END IF;
    IF e.details ->> 'relation' = 'SPOUSE' AND EXISTS (SELECT FROM membership x
      WHERE x.county_code = p_county AND x.household_id = e.household_id AND x.relation = 'SPOUSE' AND x.valid_to IS NULL) THEN
      RAISE EXCEPTION 'event: the head has a spouse by now' USING ERRCODE = 'FX009';
    END IF;
    PERFORM move_people(p_county, ARRAY[e.person_id], e.region_code);
    INSERT INTO membership (county_code, id, region_code, household_id, person_id, relation, valid_from, cause)
      VALUES (p_county, (e.details ->> 'membershipId')::uuid, e.region_code, e.household_id, e.person_id, e.details ->> 'relation', e.effective_on, e.kind::text);
  END IF;
  PERFORM refresh_households(p_county, touched, p_now);
  PERFORM set_config('app.journal', '', true);
  UPDATE household_event SET status = 'APPLIED', answered_by = app_actor(), answered_by_name = p_actor_name, answered_at = p_now, journal_id = p_journal,
      applied_at = p_now, id_number_enc = NULL, id_number_bidx = NULL, version = version + 1
    WHERE county_code = p_county AND id = p_event;
  INSERT INTO household_event_step (county_code, event_id, region_code, status, at, actor_id, actor_name)
    SELECT p_county, p_event, x.region_code, 'APPLIED', p_now, app_actor(), p_actor_name FROM household_event x WHERE x.county_code = p_county AND x.id = p_event;
  SET CONSTRAINTS ALL IMMEDIATE;
END $$;

CREATE OR REPLACE FUNCTION undo_handover(p_county text, p_event uuid, p_now timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  e household_event; giving event_party; members uuid[];
BEGIN
  SELECT * INTO e FROM household_event x WHERE x.county_code = p_county AND x.id = p_event FOR UPDATE;
  SELECT * INTO giving FROM event_party x WHERE x.county_code = p_county AND x.event_id = p_event AND x.side = 'GIVING';
  IF e.id IS NULL OR giving.event_id IS NULL OR NOT event_here(giving.region_code) OR NOT event_here(giving.other_region_code)
    OR NOT event_actor_is(ARRAY['TOWNSHIP', 'COUNTY_OFFICE']) THEN
    RAISE EXCEPTION 'event: not there' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF e.status <> 'APPLIED' THEN RAISE EXCEPTION 'event: not applied' USING ERRCODE = 'FX003'; END IF;
  IF EXISTS (SELECT FROM event_followers(p_county, p_event)) THEN RAISE EXCEPTION 'event: something was recorded since' USING ERRCODE = 'FX001'; END IF;
  PERFORM set_config('app.journal', '', true), set_config('app.effective', e.effective_on::text, true);
  IF e.kind = 'MOVE' THEN
    SELECT array_agg(x.person_id) INTO members FROM membership x WHERE x.county_code = p_county AND x.household_id = e.household_id AND x.valid_to IS NULL;
  ELSE
    members := ARRAY[e.person_id];
  END IF;
  PERFORM undo_journal(p_county, e.journal_id, p_now);
  SET CONSTRAINTS ALL DEFERRED;
  IF e.kind = 'MOVE' THEN
    UPDATE household SET region_code = giving.region_code, version = version + 1, updated_at = p_now
      WHERE county_code = p_county AND e.household_id IN (id, merged_into);
  END IF;
  PERFORM move_people(p_county, members, giving.region_code);
  SET CONSTRAINTS ALL IMMEDIATE;
  PERFORM refresh_households(p_county, ARRAY[e.household_id], p_now);
END $$;

-- What was recorded since about a row that a deed made: it would be left without what it is about, so the deed cannot be undone.
-- Deadlines of records that the deed made itself are none of it: they go with these.
CREATE FUNCTION journal_hangers(p_county text, p_id uuid, p_most int) RETURNS TABLE (table_name text, row_key jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public SET timezone = 'UTC' AS $$
DECLARE r record;
BEGIN
  IF NOT EXISTS (SELECT FROM change_journal j WHERE j.county_code = p_county AND j.id = p_id AND j.region_code >= app_lo() AND j.region_code < app_hi())
  THEN RETURN; END IF;
  FOR r IN
    WITH made AS (
      SELECT c.table_name AS made_in, array_agg(DISTINCT k) AS key_columns
      FROM change_row c CROSS JOIN LATERAL jsonb_object_keys(c.row_key) k
      WHERE c.county_code = p_county AND c.journal_id = p_id AND c.action = 'INSERT' GROUP BY 1)
    SELECT m.made_in, s.relname AS hangs_in,
      (SELECT array_agg(a.attname::text) FROM pg_index i JOIN pg_attribute a ON a.attrelid = s.oid AND a.attnum = ANY (i.indkey)
        WHERE i.indrelid = s.oid AND i.indisprimary) AS own_key,
      (SELECT string_agg(format('x.%I = k.%I', mine.attname, theirs.attname), ' AND ')
        FROM unnest(f.conkey, f.confkey) u(mine_no, theirs_no)
        JOIN pg_attribute mine ON mine.attrelid = f.conrelid AND mine.attnum = u.mine_no
        JOIN pg_attribute theirs ON theirs.attrelid = f.confrelid AND theirs.attnum = u.theirs_no
        WHERE theirs.attname = ANY (m.key_columns)) AS condition
    FROM made m
    JOIN pg_constraint f ON f.contype = 'f' AND f.confrelid = format('public.%I', m.made_in)::regclass AND f.confdeltype IN ('r', 'a')
    JOIN pg_class s ON s.oid = f.conrelid
    ORDER BY 1, 2
  LOOP
    RETURN QUERY EXECUTE format($q$
      SELECT %1$L::text, own.key FROM change_row c
      CROSS JOIN LATERAL jsonb_populate_record(NULL::%2$I, c.row_key) k
      JOIN %1$I x ON %3$s
      CROSS JOIN LATERAL (SELECT jsonb_object_agg(n, to_jsonb(x) -> n) AS key FROM unnest(%4$L::text[]) n) own
      WHERE c.county_code = $1 AND c.journal_id = $2 AND c.table_name = %2$L AND c.action = 'INSERT'
        AND NOT EXISTS (SELECT FROM change_row o WHERE o.county_code = $1 AND o.journal_id = $2 AND o.table_name = %1$L AND o.row_key = own.key)
        AND (%1$L <> 'deadline' OR to_jsonb(x) ->> 'subject_id' NOT IN (SELECT o.row_key ->> 'id' FROM change_row o
          WHERE o.county_code = $1 AND o.journal_id = $2 AND o.action = 'INSERT' AND o.table_name IN ('clue', 'monitoring_case', 'visit_promise')))
      LIMIT $3 $q$, r.hangs_in, r.made_in, r.condition, r.own_key) USING p_county, p_id, p_most;
  END LOOP;
END $$;
COMMENT ON FUNCTION journal_hangers(text, uuid, int) IS
  'Rows outside a journal, within the scope, that refer to rows it made. With journal_blockers: all that stands against undoing it.';
REVOKE ALL ON FUNCTION journal_hangers(text, uuid, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION journal_hangers(text, uuid, int) TO fangxian_app;
