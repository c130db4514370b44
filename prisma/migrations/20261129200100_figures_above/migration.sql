-- How a place stands beside those above it: their sums from the tallies, small cells covered outside the reader's own scope.

CREATE FUNCTION figures_above(p_region text, p_top text)
RETURNS TABLE (region_code text, indicator text, state text, numerator bigint, denominator bigint, definition_version int, as_of timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
#variable_conflict use_column
DECLARE
  -- Where two figures together would tell a small cell, the later one is covered; figures not named here follow by name.
  ranks CONSTANT text[] := ARRAY['remainingPoor', 'monitored', 'visitCoverage', 'guaranteesNotMet', 'openClues', 'measureCoverage', 'riskRemoved'];
  -- The households that the first counts are part of those that the second counts.
  parts CONSTANT text[] := ARRAY['unmetFood>guaranteesNotMet', 'unmetClothing>guaranteesNotMet', 'unmetEducation>guaranteesNotMet',
    'unmetMedical>guaranteesNotMet', 'unmetHousing>guaranteesNotMet', 'unmetWater>guaranteesNotMet', 'relapsed>remainingPoor',
    'newlyPoor>remainingPoor', 'overdueClues>openClues'];
  scope CONSTANT text := app_lo();
  top CONSTANT int := CASE p_top WHEN 'CITY' THEN 4 WHEN 'COUNTY' THEN 6 END;
  own int; chain int[]; ks int; s int; small numeric; villages bigint[];
  codes text[] := '{}'; n bigint[] := '{}'; d bigint[] := '{}'; shown boolean[] := '{}';
  f record; is_open boolean[]; fits boolean; k int; z int; g int;
  zn bigint; zd bigint; gn bigint; gd bigint;
  today CONSTANT date := app_today(); kept text[]; lo text; hi text; marked text[]; lapsed text[];
BEGIN
  SELECT CASE r.level::text WHEN 'CITY' THEN 4 WHEN 'COUNTY' THEN 6 WHEN 'TOWNSHIP' THEN 9 WHEN 'VILLAGE' THEN 12 END INTO own
    FROM region r WHERE r.code = p_region;
  -- Only above a place that the reader may open; helpers see no figures of places.
  IF own IS NULL OR top IS NULL OR scope IS NULL OR app_own_only() OR own < length(scope) OR left(p_region, length(scope)) <> scope THEN
    RETURN;
  END IF;
  -- From the place itself upwards. Up to position s lies the reader's scope, which he may see whole.
  chain := ARRAY(SELECT x FROM unnest(ARRAY[12, 9, 6, 4]) x WHERE x = own OR (x < own AND x >= top) ORDER BY x DESC);
  ks := cardinality(chain);
  s := coalesce(array_position(chain, length(scope)), ks);
  IF ks < 2 THEN
    RETURN;
  END IF;

  -- Kept sums of the township and the county by their digits; counties of the place at the top.
  kept := ARRAY(SELECT left(p_region, x) FROM unnest(chain) x WHERE x IN (9, 6));
  lo := rpad(left(p_region, chain[ks]), 6, '0');
  hi := rpad(left(p_region, chain[ks]), 6, '9');
  marked := ARRAY(SELECT DISTINCT m.region_code::text FROM tally_mark m WHERE m.county_code >= lo AND m.county_code <= hi);
  lapsed := ARRAY(SELECT DISTINCT t.county_code::text FROM place_tally t WHERE length(t.region_code) = 6 AND t.county_code >= lo AND t.county_code <= hi
    AND (t.stale_on <= today OR t.as_of_day > today));

  -- The strictest value in force for the scope and every place above it, whatever is asked; where one has none, everything small is covered.
  SELECT CASE WHEN bool_or(q.value IS NULL) THEN 'infinity'::numeric ELSE max(q.value) END INTO small
  FROM unnest(ARRAY[12, 9, 6, 4]) c CROSS JOIN LATERAL (SELECT (SELECT p.value FROM policy_parameter p
    WHERE p.code = 'figures.smallCell' AND starts_with(left(scope, c), p.applies_to) AND p.valid_from <= today
      AND (p.valid_to IS NULL OR p.valid_to >= today) ORDER BY length(p.applies_to) DESC, p.valid_from DESC LIMIT 1) AS value) q
  WHERE c <= length(scope);
  SELECT array_agg(CASE c WHEN 12 THEN 1
      WHEN 9 THEN (SELECT count(*) FROM region r WHERE r.level = 'VILLAGE' AND r.code >= rpad(left(p_region, c), 12, '0')
        AND r.code <= rpad(left(p_region, c), 12, '9'))
      ELSE (SELECT coalesce(sum(v.villages), 0) FROM county_villages v WHERE v.county_code >= rpad(left(p_region, c), 6, '0')
        AND v.county_code <= rpad(left(p_region, c), 6, '9'))
    END ORDER BY c DESC) INTO villages FROM unnest(chain) c;

  FOR f IN
    WITH sums AS MATERIALIZED (
      SELECT 1 AS k, t.indicator, t.numerator_households::bigint AS n, t.denominator_households::bigint AS d, 1::bigint AS counted,
        t.definition_version AS first, t.definition_version AS last
      FROM village_tally t WHERE own = 12 AND t.county_code = left(p_region, 6) AND t.region_code = p_region
      UNION ALL
      SELECT array_position(chain, length(t.region_code)), t.indicator, t.numerator_households, t.denominator_households, t.villages,
        t.oldest_version, t.newest_version
      FROM place_tally t WHERE t.county_code = left(p_region, 6) AND t.region_code = ANY (kept)
      UNION ALL
      SELECT ks, t.indicator, sum(t.numerator_households)::bigint, sum(t.denominator_households)::bigint, sum(t.villages),
        min(t.oldest_version), max(t.newest_version)
      FROM place_tally t WHERE chain[ks] = 4 AND length(t.region_code) = 6 AND t.county_code >= lo AND t.county_code <= hi GROUP BY t.indicator),
    -- Villages are asked only where a mark or the kept sums say that something no longer holds. OFFSET 0: by key, whatever the kept plan expects.
    aged AS MATERIALIZED (
      SELECT x.ring, x.indicator, min(x.as_of) AS as_of FROM (
        SELECT CASE WHEN m = p_region THEN 12 WHEN starts_with(m, left(p_region, 9)) THEN 9 WHEN starts_with(m, left(p_region, 6)) THEN 6 ELSE 4 END AS ring,
          t.indicator, t.as_of
        FROM unnest(marked) AS m CROSS JOIN LATERAL (
          SELECT v.indicator, v.as_of FROM village_tally v WHERE v.county_code = left(m, 6) AND v.region_code = m OFFSET 0) t
        UNION ALL
        SELECT t.ring, t.indicator, t.as_of
        FROM unnest(lapsed) AS c CROSS JOIN LATERAL (
          SELECT DISTINCT p.region_code AS code FROM place_tally p
          WHERE p.county_code = c AND length(p.region_code) = 9 AND (p.stale_on <= today OR p.as_of_day > today) OFFSET 0) w
        CROSS JOIN LATERAL (
          SELECT CASE WHEN v.region_code = p_region THEN 12 WHEN w.code = left(p_region, 9) THEN 9 WHEN c = left(p_region, 6) THEN 6 ELSE 4 END AS ring,
            v.indicator, min(v.as_of) AS as_of
          FROM village_tally v WHERE v.county_code = c AND v.region_code >= w.code AND v.region_code < w.code || ':'
            AND (v.stale_on <= today OR v.as_of_day > today) GROUP BY 1, 2 OFFSET 0) t) x
      GROUP BY 1, 2)
    SELECT place.indicator, array_agg(coalesce(place.n, 0) ORDER BY place.k) AS n, array_agg(coalesce(place.d, 0) ORDER BY place.k) AS d,
      array_agg(coalesce(place.counted = villages[place.k] AND place.first = place.last, false) ORDER BY place.k) AS is_whole,
      max(place.last) AS version, array_agg(place.as_of ORDER BY place.k) AS as_of
    FROM (SELECT i.indicator, p.k, a.n, a.d, a.counted, a.first, a.last,
        (SELECT min(o.as_of) FROM aged o WHERE o.indicator = i.indicator AND o.ring >= chain[p.k]) AS as_of
      FROM sums i CROSS JOIN generate_series(1, ks) AS p(k) LEFT JOIN sums a ON a.indicator = i.indicator AND a.k = p.k WHERE i.k = ks) place
    GROUP BY 1 ORDER BY array_position(ranks, place.indicator::text) NULLS LAST, place.indicator COLLATE "C"
  LOOP
    is_open := f.is_whole;
    -- Upwards, each place against what is shown below it: the rest between them must not be a small cell either.
    FOR k IN s + 1 .. ks LOOP
      fits := is_open[k] AND NOT (f.n[k] > 0 AND f.n[k] < small) AND NOT (f.d[k] > 0 AND f.d[k] < small)
        AND NOT (f.d[k] > f.n[k] AND f.d[k] - f.n[k] < small);
      z := s;
      WHILE fits AND z < k LOOP
        IF z = s OR is_open[z] THEN
          zn := f.n[k] - f.n[z];
          zd := f.d[k] - f.d[z];
          fits := NOT (zn > 0 AND zn < small) AND NOT (zd > 0 AND zd < small) AND NOT (zd > zn AND zd - zn < small);
          g := 1;
          WHILE fits AND g <= cardinality(codes) LOOP
            IF shown[g][k] AND (z = s OR shown[g][z]) THEN
              gn := n[g][k] - n[g][z];
              gd := d[g][k] - d[g][z];
              fits := NOT (zd <> gd AND abs(zd - gd) < small) AND NOT (zn <> gd AND abs(zn - gd) < small) AND NOT (zd <> gn AND abs(zd - gn) < small)
                AND NOT (zd - zn <> gd AND abs(zd - zn - gd) < small) AND NOT (gd - gn <> zd AND abs(gd - gn - zd) < small)
                AND NOT (zn <> gn AND abs(zn - gn) < small AND f.indicator || '>' || codes[g] = ANY (parts));
            END IF;
            g := g + 1;
          END LOOP;
        END IF;
        z := z + 1;
      END LOOP;
      is_open[k] := fits;
    END LOOP;
    codes := codes || f.indicator::text;
    n := n || ARRAY[f.n];
    d := d || ARRAY[f.d];
    shown := shown || ARRAY[is_open];
    FOR k IN 1 .. ks LOOP
      region_code := rpad(left(p_region, chain[k]), 12, '0');
      indicator := f.indicator;
      state := CASE WHEN NOT f.is_whole[k] THEN 'UNCOUNTED' WHEN is_open[k] THEN 'SHOWN' ELSE 'COVERED' END;
      numerator := CASE WHEN is_open[k] THEN f.n[k] END;
      denominator := CASE WHEN is_open[k] THEN f.d[k] END;
      definition_version := f.version;
      as_of := f.as_of[k];
      RETURN NEXT;
    END LOOP;
  END LOOP;
END $$;
COMMENT ON FUNCTION figures_above(text, text) IS
  'Sums of a place in the scope and of those above it, up to its COUNTY or CITY. Outside the scope small cells are covered, and what would tell them by subtraction.';
REVOKE ALL ON FUNCTION figures_above(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION figures_above(text, text) TO fangxian_app;
