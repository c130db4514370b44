-- A number that is changed without a scope, by the owner's maintenance, is told to the common superior like any other.

CREATE FUNCTION keep_across(p_county text, p_ids uuid[]) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  INSERT INTO duplicate_across (county_code, id, region_code, left_county_code, left_person_id, right_county_code, right_person_id, found_at)
    SELECT left(r.code, 6), gen_random_uuid(), r.code,
      least(a.county_code, p.county_code), CASE WHEN a.county_code < p.county_code THEN a.id ELSE p.id END,
      greatest(a.county_code, p.county_code), CASE WHEN a.county_code < p.county_code THEN p.id ELSE a.id END, now()
    FROM person a JOIN person p ON p.id_number_bidx = a.id_number_bidx AND p.county_code <> a.county_code,
      LATERAL (SELECT common_superior(a.county_code, p.county_code) AS code) r
    WHERE a.county_code = p_county AND a.id = ANY (p_ids) AND r.code IS NOT NULL
    ON CONFLICT DO NOTHING
$$;
COMMENT ON FUNCTION keep_across(text, uuid[]) IS 'Tells the common superior which numbers of these people other counties hold; for triggers and the owner.';

CREATE OR REPLACE FUNCTION find_across(p_county text, p_ids uuid[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM keep_across(p_county, ARRAY(SELECT p.id FROM person p
    WHERE p.county_code = p_county AND p.id = ANY (p_ids) AND p.region_code >= app_lo() AND p.region_code < app_hi()));
END $$;

CREATE OR REPLACE FUNCTION keep_across_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('id ' || encode(NEW.id_number_bidx, 'hex'), 0));
  PERFORM keep_across(NEW.county_code, ARRAY[NEW.id]);
  RETURN NULL;
END $$;

REVOKE ALL ON FUNCTION keep_across(text, uuid[]) FROM PUBLIC;
