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
  today CONSTANT date := app_today(); marked text[];
  lo text COLLATE "C"; hi text COLLATE "C"; near_lo text COLLATE "C"; near_hi text COLLATE "C"; mid_lo text COLLATE "C"; mid_hi text COLLATE "C";
  far_lo text COLLATE "C"; far_hi text COLLATE "C";
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

  -- Bounds of each place once, because a city has a hundred thousand rows.
  lo := rpad(left(p_region, chain[ks]), 12, '0');
  hi := rpad(left(p_region, chain[ks]), 12, '9');
  near_lo := rpad(left(p_region, chain[1]), 12, '0');
  near_hi := rpad(left(p_region, chain[1]), 12, '9');
  mid_lo := rpad(left(p_region, chain[2]), 12, '0');
  mid_hi := rpad(left(p_region, chain[2]), 12, '9');
  far_lo := rpad(left(p_region, chain[least(3, ks)]), 12, '0');
  far_hi := rpad(left(p_region, chain[least(3, ks)]), 12, '9');
  marked := ARRAY(SELECT DISTINCT m.region_code::text FROM tally_mark m WHERE m.county_code >= left(lo, 6) AND m.county_code <= left(hi, 6));

  -- The strictest value in force for the scope and every place above it, whatever is asked; where one has none, everything small is covered.
  SELECT CASE WHEN bool_or(q.value IS NULL) THEN 'infinity'::numeric ELSE max(q.value) END INTO small
  FROM unnest(ARRAY[12, 9, 6, 4]) c CROSS JOIN LATERAL (SELECT (SELECT p.value FROM policy_parameter p
    WHERE p.code = 'figures.smallCell' AND starts_with(left(scope, c), p.applies_to) AND p.valid_from <= today
      AND (p.valid_to IS NULL OR p.valid_to >= today) ORDER BY length(p.applies_to) DESC, p.valid_from DESC LIMIT 1) AS value) q
  WHERE c <= length(scope);
  SELECT array_agg((SELECT count(*) FROM region r WHERE r.level = 'VILLAGE' AND r.code >= rpad(left(p_region, c), 12, '0')
    AND r.code <= rpad(left(p_region, c), 12, '9')) ORDER BY c DESC) INTO villages FROM unnest(chain) c;

  FOR f IN
    WITH ring AS (SELECT t.indicator,
        CASE WHEN t.region_code >= near_lo AND t.region_code <= near_hi THEN 1 WHEN t.region_code >= mid_lo AND t.region_code <= mid_hi THEN 2
          WHEN t.region_code >= far_lo AND t.region_code <= far_hi THEN 3 ELSE 4 END AS ring,
        sum(t.numerator_households) AS n, sum(t.denominator_households) AS d, count(*) AS counted, min(t.definition_version) AS first,
        max(t.definition_version) AS last, min(t.as_of) FILTER (WHERE t.stale_on <= today OR t.as_of_day > today OR t.region_code = ANY (marked)) AS as_of
      FROM village_tally t WHERE t.county_code >= left(lo, 6) AND t.county_code <= left(hi, 6) AND t.region_code >= lo AND t.region_code <= hi
      GROUP BY 1, 2),
    place AS (SELECT ring.indicator, p.k, sum(ring.n) FILTER (WHERE ring.ring <= p.k) AS n, sum(ring.d) FILTER (WHERE ring.ring <= p.k) AS d,
        coalesce(sum(ring.counted) FILTER (WHERE ring.ring <= p.k), 0) = villages[p.k]
          AND min(ring.first) FILTER (WHERE ring.ring <= p.k) = max(ring.last) FILTER (WHERE ring.ring <= p.k) AS is_whole,
        max(ring.last) AS version, min(ring.as_of) FILTER (WHERE ring.ring <= p.k) AS as_of
      FROM ring CROSS JOIN generate_series(1, ks) AS p(k) GROUP BY 1, 2)
    SELECT place.indicator, array_agg(coalesce(place.n, 0)::bigint ORDER BY place.k) AS n, array_agg(coalesce(place.d, 0)::bigint ORDER BY place.k) AS d,
      array_agg(coalesce(place.is_whole, false) ORDER BY place.k) AS is_whole, max(place.version) AS version, array_agg(place.as_of ORDER BY place.k) AS as_of
    FROM place GROUP BY 1 ORDER BY array_position(ranks, place.indicator::text) NULLS LAST, place.indicator COLLATE "C"
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
