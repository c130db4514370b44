-- 春耕农资摸底: what a village needs and has for spring ploughing, as of a day. The gap is never typed.

CREATE TABLE "village_supply" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "plan_id" UUID NOT NULL,
  "item" VARCHAR(12) NOT NULL,
  "name" VARCHAR(40) NOT NULL DEFAULT '',
  "unit" VARCHAR(10) NOT NULL,
  "need" INTEGER NOT NULL,
  "stock" INTEGER NOT NULL,
  "supplier" VARCHAR(60) NOT NULL DEFAULT '',
  "as_of" DATE NOT NULL,
  "recorded_by" UUID NOT NULL,
  "recorded_by_name" VARCHAR(60) NOT NULL,
  "recorded_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "village_supply_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT village_supply_item CHECK ("item" IN ('SEEDS', 'PESTICIDE', 'FERTILISER', 'FILM', 'DIESEL', 'OTHER') AND ("item" <> 'OTHER' OR "name" <> '')),
  CONSTRAINT village_supply_amounts CHECK ("need" BETWEEN 0 AND 100000000 AND "stock" BETWEEN 0 AND 100000000 AND "unit" <> ''),
  CONSTRAINT village_supply_day CHECK ("as_of" <= ("recorded_at" AT TIME ZONE 'Asia/Shanghai')::date)
);
CREATE INDEX "village_supply_county_code_plan_id_as_of_idx" ON "village_supply"("county_code", "plan_id", "as_of");

ALTER TABLE "village_supply" ADD CONSTRAINT "village_supply_county_code_plan_id_region_code_fkey" FOREIGN KEY ("county_code", "plan_id", "region_code") REFERENCES "village_plan"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

SELECT guard_table('village_supply', 'county_code,id', 'none');

CREATE FUNCTION guard_village_supply() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM village_plan p WHERE p.county_code = NEW.county_code AND p.id = NEW.plan_id AND p.year = extract(year FROM NEW.as_of)) THEN
    RAISE EXCEPTION 'village_supply: a day of the year of the plan' USING ERRCODE = 'check_violation';
  END IF;
  IF current_user = 'fangxian_app' THEN NEW.recorded_by := app_actor(); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER village_supply_begins BEFORE INSERT ON village_supply FOR EACH ROW EXECUTE FUNCTION guard_village_supply();
CREATE TRIGGER village_supply_is_final BEFORE UPDATE OR DELETE ON village_supply FOR EACH ROW EXECUTE FUNCTION refuse_change();
COMMENT ON TRIGGER village_supply_is_final ON village_supply IS 'Asked again, a later row says how it is; the earlier one stays.';

REVOKE ALL ON FUNCTION guard_village_supply() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard_village_supply() TO fangxian_app;
GRANT SELECT, INSERT ON village_supply TO fangxian_app;
