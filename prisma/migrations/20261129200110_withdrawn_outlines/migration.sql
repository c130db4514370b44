-- Outlines that are not to be shown any longer: the row stays as it was imported, its withdrawal stands beside it with a reason.

CREATE UNIQUE INDEX "region_outline_county_code_id_region_code_key" ON "region_outline"("county_code", "id", "region_code");
CREATE TABLE "outline_withdrawal" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "outline_id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "withdrawn_on" DATE NOT NULL,
  "reason" VARCHAR(300) NOT NULL,
  "withdrawn_by" UUID NOT NULL,
  "withdrawn_by_name" VARCHAR(60) NOT NULL,
  "recorded_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "outline_withdrawal_pkey" PRIMARY KEY ("county_code", "outline_id"),
  CONSTRAINT outline_withdrawal_reasoned CHECK ("reason" <> '')
);
ALTER TABLE "outline_withdrawal" ADD CONSTRAINT "outline_withdrawal_county_code_outline_id_region_code_fkey" FOREIGN KEY ("county_code", "outline_id", "region_code")
  REFERENCES "region_outline"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE;

SELECT guard_table('outline_withdrawal', 'county_code,outline_id', 'none');

CREATE TRIGGER outline_withdrawal_is_final BEFORE UPDATE OR DELETE ON outline_withdrawal FOR EACH ROW EXECUTE FUNCTION refuse_change();
COMMENT ON TRIGGER outline_withdrawal_is_final ON outline_withdrawal IS 'What was withdrawn stays so; another import takes its place.';

CREATE FUNCTION sign_outline_withdrawal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'fangxian_app' THEN
    NEW.withdrawn_by := app_actor();
    NEW.withdrawn_on := app_today();
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER outline_withdrawal_signed BEFORE INSERT ON outline_withdrawal FOR EACH ROW EXECUTE FUNCTION sign_outline_withdrawal();
COMMENT ON TRIGGER outline_withdrawal_signed ON outline_withdrawal IS 'Withdrawn today, by who is signed in.';

REVOKE ALL ON FUNCTION sign_outline_withdrawal() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sign_outline_withdrawal() TO fangxian_app;
GRANT SELECT, INSERT ON outline_withdrawal TO fangxian_app;
