-- Which categories of measures a line department answers for: told of a posting, so that it ends with it.
CREATE TABLE "department_field" (
    "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
    "posting_id" UUID NOT NULL,
    "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
    "categories" TEXT[],

    CONSTRAINT "department_field_pkey" PRIMARY KEY ("county_code","posting_id")
);
ALTER TABLE "department_field" ADD CONSTRAINT "department_field_county_code_posting_id_fkey" FOREIGN KEY ("county_code", "posting_id") REFERENCES "posting"("county_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE department_field ADD CONSTRAINT department_field_of_the_form CHECK (categories <@ ARRAY['INDUSTRY', 'EMPLOYMENT', 'FINANCE', 'WELFARE_POST', 'HOUSING', 'WATER',
  'HEALTH', 'EDUCATION', 'OTHER_EDUCATION', 'SAFETY_NET', 'SOCIAL', 'RELOCATION', 'LIVING_CONDITIONS', 'INFRASTRUCTURE']);

SELECT guard_table('department_field', 'county_code,posting_id', 'none');
GRANT SELECT, INSERT, UPDATE ON department_field TO fangxian_app;

CREATE FUNCTION refuse_foreign_field() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM posting p WHERE p.county_code = NEW.county_code AND p.id = NEW.posting_id AND p.role = 'LINE_DEPARTMENT') THEN
    RAISE EXCEPTION 'department_field: only a line department has a field' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION refuse_foreign_field() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION refuse_foreign_field() TO fangxian_app;
CREATE TRIGGER department_field_of_a_department BEFORE INSERT OR UPDATE ON department_field FOR EACH ROW EXECUTE FUNCTION refuse_foreign_field();
COMMENT ON TRIGGER department_field_of_a_department ON department_field IS 'A field narrows line departments; nobody else has one.';

-- Whoever records a measure in a posting of a line department stays within its field, also past the commands.
CREATE FUNCTION refuse_beyond_field() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE of_departments boolean; fields text[];
BEGIN
  SELECT bool_and(p.role = 'LINE_DEPARTMENT'), array_agg(c) FILTER (WHERE c IS NOT NULL) INTO of_departments, fields
    FROM posting p LEFT JOIN department_field f ON f.county_code = p.county_code AND f.posting_id = coalesce(p.acting_posting_id, p.id)
      LEFT JOIN LATERAL unnest(f.categories) c ON true
    WHERE p.user_id = app_actor() AND p.county_code = NEW.county_code;
  IF of_departments AND NOT EXISTS (SELECT FROM measure_type t WHERE t.code = NEW.type_code AND t.category = ANY(fields)) THEN
    RAISE EXCEPTION 'support_measure: beyond the field of the department' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION refuse_beyond_field() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION refuse_beyond_field() TO fangxian_app;
CREATE TRIGGER support_measure_within_field BEFORE INSERT OR UPDATE OF type_code, status ON support_measure FOR EACH ROW EXECUTE FUNCTION refuse_beyond_field();
COMMENT ON TRIGGER support_measure_within_field ON support_measure IS 'A line department records measures of its own field only.';
