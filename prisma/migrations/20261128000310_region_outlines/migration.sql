-- Outlines of the regions below one, as an office brings them: one row an import, never changed; a new one takes its place from a day.

CREATE TABLE "region_outline" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "valid_from" DATE NOT NULL,
  "approval_no" VARCHAR(60) NOT NULL,
  "source" VARCHAR(120) NOT NULL,
  "drawn_on" DATE NOT NULL,
  "drawing" JSONB NOT NULL,
  "imported_by" UUID NOT NULL,
  "imported_by_name" VARCHAR(60) NOT NULL,
  "recorded_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "region_outline_pkey" PRIMARY KEY ("county_code", "id"),
  -- 审图号 · No map is shown without the number under which it was reviewed.
  CONSTRAINT region_outline_reviewed CHECK ("approval_no" <> '' AND "source" <> ''),
  CONSTRAINT region_outline_drawing CHECK (jsonb_typeof("drawing" -> 'shapes') = 'array' AND octet_length("drawing"::text) <= 200000),
  CONSTRAINT region_outline_not_below_a_village CHECK (right("region_code", 3) = '000')
);
CREATE INDEX "region_outline_county_code_region_code_valid_from_recorded__idx" ON "region_outline"("county_code", "region_code", "valid_from" DESC, "recorded_at" DESC);
ALTER TABLE "region_outline" ADD CONSTRAINT "region_outline_region_code_fkey" FOREIGN KEY ("region_code") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

SELECT guard_table('region_outline', 'county_code,id', 'none');

CREATE TRIGGER region_outline_is_final BEFORE UPDATE OR DELETE ON region_outline FOR EACH ROW EXECUTE FUNCTION refuse_change();
COMMENT ON TRIGGER region_outline_is_final ON region_outline IS 'Outlines stay as they were imported; others take their place from a day.';

CREATE FUNCTION sign_outline() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'fangxian_app' THEN NEW.imported_by := app_actor(); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER region_outline_signed BEFORE INSERT ON region_outline FOR EACH ROW EXECUTE FUNCTION sign_outline();
COMMENT ON TRIGGER region_outline_signed ON region_outline IS 'Imported by who is signed in.';

REVOKE ALL ON FUNCTION sign_outline() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sign_outline() TO fangxian_app;
GRANT SELECT, INSERT ON region_outline TO fangxian_app;
