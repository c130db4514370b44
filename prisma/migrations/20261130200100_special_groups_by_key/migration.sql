-- Person by person through the primary key: asked for every household of a village, a join that is planned before the tables have statistics may
-- read everybody of the county each time.
CREATE OR REPLACE FUNCTION special_groups(p_county text, p_household uuid) RETURNS text[] LANGUAGE sql STABLE AS $$
  SELECT array_remove(ARRAY[
      CASE WHEN bool_or('DISABLED' = ANY (p.health)) THEN 'DISABLED' END,
      CASE WHEN bool_or('SERIOUS_ILLNESS' = ANY (p.health)) THEN 'SERIOUS_ILLNESS' END,
      CASE WHEN bool_or(p.destitute IS TRUE OR h.household_type = 'POOR_DESTITUTE') THEN 'DESTITUTE' END], NULL)
  FROM (SELECT x.household_type FROM household x WHERE x.county_code = p_county AND x.id = p_household AND x.is_active) h
    CROSS JOIN LATERAL (SELECT m.person_id FROM membership m WHERE m.county_code = p_county AND m.household_id = p_household AND m.valid_to IS NULL OFFSET 0) m
    CROSS JOIN LATERAL (SELECT x.health, x.destitute FROM person x WHERE x.county_code = p_county AND x.id = m.person_id AND x.died_on IS NULL OFFSET 0) p
$$;
