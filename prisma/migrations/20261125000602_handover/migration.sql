-- 交接: what is open of somebody who leaves, handed to a successor who accepts it.

CREATE TABLE "handover" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "from_user" UUID NOT NULL,
  "from_name" VARCHAR(60) NOT NULL,
  "to_user" UUID NOT NULL,
  "to_name" VARCHAR(60) NOT NULL,
  "note" VARCHAR(1000) NOT NULL DEFAULT '',
  "made_by" UUID NOT NULL,
  "made_at" TIMESTAMPTZ(3) NOT NULL,
  "accepted_at" TIMESTAMPTZ(3),
  CONSTRAINT "handover_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT "handover_county_code_id_region_code_key" UNIQUE ("county_code", "id", "region_code"),
  CONSTRAINT handover_to_another CHECK ("from_user" <> "to_user")
);
CREATE INDEX "handover_county_code_to_user_idx" ON "handover"("county_code", "to_user");

CREATE TABLE "handover_item" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "handover_id" UUID NOT NULL,
  "item_no" INTEGER NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "kind" VARCHAR(10) NOT NULL,
  "item_id" UUID NOT NULL,
  "household_id" UUID NOT NULL,
  "due_on" DATE,
  "subject" VARCHAR(300) NOT NULL DEFAULT '',
  "note" VARCHAR(300) NOT NULL DEFAULT '',
  CONSTRAINT "handover_item_pkey" PRIMARY KEY ("county_code", "handover_id", "item_no"),
  CONSTRAINT handover_item_kind_known CHECK ("kind" IN ('CLUE', 'PROMISE', 'VISIT', 'PAIRING'))
);
ALTER TABLE "handover_item" ADD CONSTRAINT "handover_item_county_code_handover_id_fkey" FOREIGN KEY ("county_code", "handover_id")
  REFERENCES "handover"("county_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "handover_item" ADD CONSTRAINT "handover_item_county_code_household_id_region_code_fkey" FOREIGN KEY ("county_code", "household_id", "region_code")
  REFERENCES "household"("county_code", "id", "region_code") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

SELECT guard_table('handover', 'county_code,id', 'all');
SELECT guard_table('handover_item', 'county_code,handover_id,item_no', 'own');

CREATE FUNCTION refuse_foreign_acceptance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.accepted_at IS NOT NULL OR to_jsonb(OLD) - 'accepted_at' <> to_jsonb(NEW) - 'accepted_at' THEN
    RAISE EXCEPTION 'handover: is accepted once and never changes' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.accepted_at IS NOT NULL AND app_actor() IS DISTINCT FROM NEW.to_user THEN
    RAISE EXCEPTION 'handover: the successor himself accepts it' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION refuse_foreign_acceptance() FROM PUBLIC;
CREATE TRIGGER handover_accepted_by_successor BEFORE UPDATE ON handover FOR EACH ROW EXECUTE FUNCTION refuse_foreign_acceptance();
COMMENT ON TRIGGER handover_accepted_by_successor ON handover IS 'Accepted once, by the successor himself; nothing else of it changes.';
GRANT SELECT, INSERT, UPDATE ON handover TO fangxian_app;
GRANT SELECT, INSERT ON handover_item TO fangxian_app;
