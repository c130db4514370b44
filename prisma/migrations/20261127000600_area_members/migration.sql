-- A listed area that is no division consists of the townships and villages named for it, and counts nothing else of its county.

CREATE TABLE "listed_member" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "place_id" UUID NOT NULL,
  "valid_from" DATE NOT NULL,
  "valid_to" DATE,
  "set_by" UUID NOT NULL,
  "set_by_name" VARCHAR(60) NOT NULL,
  "recorded_at" TIMESTAMPTZ(3) NOT NULL,
  "ended_by" UUID,
  "ended_by_name" VARCHAR(60),
  "ended_at" TIMESTAMPTZ(3),
  CONSTRAINT "listed_member_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT listed_member_below_the_county CHECK (right("region_code", 6) <> '000000'),
  CONSTRAINT listed_member_days CHECK ("valid_to" >= "valid_from"),
  CONSTRAINT listed_member_ended CHECK (num_nulls("valid_to", "ended_by", "ended_by_name", "ended_at") IN (0, 4))
);
CREATE INDEX "listed_member_county_code_place_id_idx" ON "listed_member"("county_code", "place_id");
CREATE INDEX "listed_member_county_code_region_code_idx" ON "listed_member"("county_code", "region_code");
ALTER TABLE "listed_member" ADD CONSTRAINT "listed_member_county_code_place_id_fkey" FOREIGN KEY ("county_code", "place_id") REFERENCES "listed_place"("county_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "listed_member" ADD CONSTRAINT "listed_member_region_code_fkey" FOREIGN KEY ("region_code") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

SELECT guard_table('listed_member', 'county_code,id', 'none');

CREATE FUNCTION is_area(p_area text, p_region text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT p_area <> '' AND right(p_region, 6) = '000000'
$$;
COMMENT ON FUNCTION is_area(text, text) IS 'Whether a listed place is an area that is no division: a name under a county.';

CREATE FUNCTION prefix_of(p_region text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN right(p_region, 3) = '000' THEN left(p_region, 9) ELSE p_region END
$$;
COMMENT ON FUNCTION prefix_of(text) IS 'What the codes within a township or village begin with.';

CREATE FUNCTION area_regions(p_county text, p_place uuid) RETURNS SETOF text LANGUAGE sql STABLE AS $$
  SELECT r.code::text FROM listed_member m JOIN region r ON r.code >= prefix_of(m.region_code) AND r.code < prefix_of(m.region_code) || ':'
  WHERE m.county_code = p_county AND m.place_id = p_place AND m.valid_to IS NULL
$$;
COMMENT ON FUNCTION area_regions(text, uuid) IS 'The townships and villages of a listed area today, and the villages of these townships.';

CREATE FUNCTION area_poor(p_county text, p_place uuid) RETURNS TABLE (households integer, persons integer) LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(l.households), 0)::int, coalesce(sum(l.persons), 0)::int FROM listed_place p
  JOIN derivation_line l ON l.county_code = p.county_code AND l.run_id = p.run_id AND l.region_code IN (SELECT area_regions(p_county, p_place))
  WHERE p.county_code = p_county AND p.id = p_place
$$;
COMMENT ON FUNCTION area_poor(text, uuid) IS 'Remaining poor households and persons of a listed area: those that its run counted in its villages.';

CREATE FUNCTION place_findings(p_county text, p_place uuid) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN is_area(p.area_name, p.region_code)
    THEN (SELECT count(*) FROM finding f WHERE f.county_code = p_county AND f.status <> 'CLOSED' AND f.region_code IN (SELECT area_regions(p_county, p_place)))
    ELSE open_findings(p.county_code, p.region_code) END
  FROM listed_place p WHERE p.county_code = p_county AND p.id = p_place
$$;
COMMENT ON FUNCTION place_findings(text, uuid) IS 'Open findings of a listed place, of an area those of its members, as far as the actor may know of them.';

CREATE FUNCTION guard_listed_member() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  place listed_place;
  ends text[] := ARRAY['valid_to', 'ended_by', 'ended_by_name', 'ended_at'];
BEGIN
  SELECT * INTO place FROM listed_place p WHERE p.county_code = NEW.county_code AND p.id = NEW.place_id FOR SHARE;
  IF NOT FOUND OR NOT is_area(place.area_name, place.region_code) THEN
    RAISE EXCEPTION 'listed_member: only an area that is no division has members' USING ERRCODE = 'check_violation';
  END IF;
  IF place.status NOT IN ('LISTED', 'IN_BATTLE') THEN
    RAISE EXCEPTION 'listed_member: nothing is set any more' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF OLD.valid_to IS NOT NULL OR to_jsonb(OLD) - ends IS DISTINCT FROM to_jsonb(NEW) - ends THEN
      RAISE EXCEPTION 'listed_member: ended once, and nothing else changes' USING ERRCODE = 'check_violation';
    END IF;
    NEW.ended_by := coalesce(app_actor(), NEW.ended_by);
    RETURN NEW;
  END IF;
  IF NEW.valid_to IS NOT NULL OR NEW.valid_from < place.listed_on OR NEW.valid_from > app_today() THEN
    RAISE EXCEPTION 'listed_member: begins while the area is listed' USING ERRCODE = 'check_violation';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('listed_member ' || NEW.county_code, 0));
  -- 片区不重叠 · No village counts for two areas on one day; a delisted area lets its villages go.
  IF EXISTS (SELECT FROM listed_member m JOIN listed_place p ON p.county_code = m.county_code AND p.id = m.place_id
    WHERE m.county_code = NEW.county_code AND coalesce(m.valid_to, p.delisted_on, 'infinity') > greatest(NEW.valid_from, m.valid_from)
      AND (starts_with(m.region_code, prefix_of(NEW.region_code)) OR starts_with(NEW.region_code, prefix_of(m.region_code)))) THEN
    RAISE EXCEPTION 'listed_member: % belongs to an area already', NEW.region_code USING ERRCODE = 'exclusion_violation';
  END IF;
  IF current_user = 'fangxian_app' THEN NEW.set_by := app_actor(); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER listed_member_of_one_area BEFORE INSERT OR UPDATE ON listed_member FOR EACH ROW EXECUTE FUNCTION guard_listed_member();
COMMENT ON TRIGGER listed_member_of_one_area ON listed_member IS 'Townships and villages of the county of the area, of one area at a time, set until delisting is proposed.';
CREATE TRIGGER listed_member_never_deleted BEFORE DELETE ON listed_member FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- ───── what counts for a place ─────

CREATE OR REPLACE FUNCTION refuse_listing_step() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  me uuid := app_actor(); digits integer := length(app_lo());
  moves text[] := ARRAY['leader', 'team', 'liaison', 'deadline_on', 'status', 'proposed_by', 'proposed_by_name', 'proposed_on', 'proposed_digits', 'delisted_by',
    'delisted_by_name', 'delisted_on', 'last_step_on', 'version'];
BEGIN
  IF OLD.status = 'DELISTED' OR to_jsonb(OLD) - moves IS DISTINCT FROM to_jsonb(NEW) - moves THEN
    RAISE EXCEPTION 'listed_place: why it was listed stays, and what is delisted never changes' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.version <> OLD.version + 1 OR NEW.last_step_on < OLD.last_step_on THEN
    RAISE EXCEPTION 'listed_place: every change counts one version, and steps follow each other' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.status = NEW.status THEN
    IF OLD.status = 'DELIST_PROPOSED' THEN
      RAISE EXCEPTION 'listed_place: what is proposed waits for its decision' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF NOT ((OLD.status::text || '>' || NEW.status::text) = ANY (ARRAY['LISTED>IN_BATTLE', 'IN_BATTLE>DELIST_PROPOSED', 'DELIST_PROPOSED>IN_BATTLE', 'DELIST_PROPOSED>DELISTED'])) THEN
    RAISE EXCEPTION 'listed_place: no step from % to %', OLD.status, NEW.status USING ERRCODE = 'check_violation';
  END IF;
  IF NOT EXISTS (SELECT FROM listed_work w WHERE w.county_code = OLD.county_code AND w.place_id = OLD.id) THEN
    RAISE EXCEPTION 'listed_place: no key work has a target' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.status IN ('DELIST_PROPOSED', 'DELISTED') THEN
    -- 未达标不摘牌 · Every key work at its target, and no finding open.
    IF EXISTS (SELECT FROM listed_work w WHERE w.county_code = OLD.county_code AND w.place_id = OLD.id
      AND CASE w.direction WHEN 'UP' THEN w.current < w.target ELSE w.current > w.target END) THEN
      RAISE EXCEPTION 'listed_place: a key work has not reached its target' USING ERRCODE = 'check_violation';
    END IF;
    IF is_area(OLD.area_name, OLD.region_code) AND NOT EXISTS (SELECT FROM listed_member m WHERE m.county_code = OLD.county_code AND m.place_id = OLD.id
      AND m.valid_to IS NULL) THEN
      RAISE EXCEPTION 'listed_place: an area without members is not judged' USING ERRCODE = 'check_violation';
    END IF;
    IF place_findings(OLD.county_code, OLD.id) > 0 THEN
      RAISE EXCEPTION 'listed_place: findings are open' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  CASE NEW.status
    WHEN 'DELIST_PROPOSED' THEN
      IF digits < 6 OR digits > (CASE OLD.target_type WHEN 'VILLAGE_REMAINING' THEN 12 ELSE 6 END) THEN
        RAISE EXCEPTION 'listed_place: proposed at the level of the place' USING ERRCODE = 'check_violation';
      END IF;
      NEW.proposed_by := coalesce(me, NEW.proposed_by);
      NEW.proposed_digits := coalesce(digits, NEW.proposed_digits);
    WHEN 'DELISTED' THEN
      IF (OLD.proposed_by, OLD.proposed_digits) IS DISTINCT FROM (NEW.proposed_by, NEW.proposed_digits) THEN
        RAISE EXCEPTION 'listed_place: who proposed stays' USING ERRCODE = 'check_violation';
      END IF;
      NEW.delisted_by := coalesce(me, NEW.delisted_by);
      IF app_acting() = OLD.proposed_by OR digits >= OLD.proposed_digits THEN
        RAISE EXCEPTION 'listed_place: decided one level up, with other eyes' USING ERRCODE = 'check_violation';
      END IF;
    WHEN 'IN_BATTLE' THEN
      IF OLD.status = 'DELIST_PROPOSED' AND digits >= OLD.proposed_digits THEN
        RAISE EXCEPTION 'listed_place: decided one level up, with other eyes' USING ERRCODE = 'check_violation';
      END IF;
    ELSE NULL;
  END CASE;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION refuse_uncleared() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF place_findings(OLD.county_code, OLD.id) > 0 THEN
    RAISE EXCEPTION 'listed_place: findings are open' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

-- Households that a session visits live within the place, of an area within its members.
CREATE OR REPLACE FUNCTION guard_session_part() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE s supervision_session; p listed_place;
BEGIN
  SELECT * INTO s FROM supervision_session x WHERE x.county_code = NEW.county_code AND x.id = NEW.session_id;
  SELECT * INTO p FROM listed_place x WHERE x.county_code = s.county_code AND x.id = s.place_id;
  IF s.held_by IS DISTINCT FROM app_actor() THEN
    RAISE EXCEPTION '%: written by who held the session', TG_TABLE_NAME USING ERRCODE = 'check_violation';
  END IF;
  IF TG_TABLE_NAME = 'session_household' AND NOT EXISTS (SELECT FROM household h WHERE h.county_code = s.county_code
    AND h.id = (to_jsonb(NEW) ->> 'household_id')::uuid AND CASE WHEN is_area(p.area_name, p.region_code) THEN h.region_code IN (SELECT area_regions(s.county_code, s.place_id))
      ELSE right(s.region_code, 6) = '000000' OR h.region_code = s.region_code END) THEN
    RAISE EXCEPTION 'session_household: the household is not one of this place' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

REVOKE ALL ON FUNCTION is_area(text, text), prefix_of(text), area_regions(text, uuid), area_poor(text, uuid), place_findings(text, uuid), guard_listed_member() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION is_area(text, text), prefix_of(text), area_regions(text, uuid), area_poor(text, uuid), place_findings(text, uuid), guard_listed_member() TO fangxian_app;
GRANT SELECT, INSERT, UPDATE (valid_to, ended_by, ended_by_name, ended_at) ON listed_member TO fangxian_app;
