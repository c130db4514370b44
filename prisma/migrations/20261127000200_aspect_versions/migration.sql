-- The aspects of look-backs and their checklist as officials keep them: proposed by the county office, approved by its leader. A new name is a new
-- row that replaces the old one in that county; what was recorded under the old one keeps it.

ALTER TABLE "finding_aspect" ADD COLUMN "replaces" VARCHAR(24);
ALTER TABLE "finding_aspect" ADD CONSTRAINT "finding_aspect_replaces_fkey" FOREIGN KEY ("replaces") REFERENCES "finding_aspect"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "finding_aspect" ADD CONSTRAINT finding_aspect_version_of_a_county CHECK ("replaces" IS NULL OR ("applies_to" <> '' AND "replaces" <> "code"));
CREATE UNIQUE INDEX "finding_aspect_applies_to_replaces_key" ON "finding_aspect"("applies_to", "replaces");

ALTER TABLE "inspection_item" ADD COLUMN "replaces" VARCHAR(24);
ALTER TABLE "inspection_item" ADD CONSTRAINT "inspection_item_replaces_fkey" FOREIGN KEY ("replaces") REFERENCES "inspection_item"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "inspection_item" ADD CONSTRAINT inspection_item_version_of_a_county CHECK ("replaces" IS NULL OR ("applies_to" <> '' AND "replaces" <> "code"));
CREATE UNIQUE INDEX "inspection_item_applies_to_replaces_key" ON "inspection_item"("applies_to", "replaces");

CREATE TABLE "aspect_change" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "id" UUID NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "kind" VARCHAR(6) NOT NULL,
  "aspect" VARCHAR(24),
  "name_zh" VARCHAR(60) NOT NULL DEFAULT '',
  "name_en" VARCHAR(120) NOT NULL DEFAULT '',
  "reason" VARCHAR(300) NOT NULL,
  "proposed_by" UUID NOT NULL,
  "proposed_by_name" VARCHAR(60) NOT NULL,
  "proposed_on" DATE NOT NULL,
  "decision" VARCHAR(8),
  "decided_by" UUID,
  "decided_by_name" VARCHAR(60),
  "decided_on" DATE,
  "decision_note" VARCHAR(300),
  "made" VARCHAR(24),
  CONSTRAINT "aspect_change_pkey" PRIMARY KEY ("county_code", "id"),
  CONSTRAINT aspect_change_of_a_county CHECK ("region_code" = "county_code" || '000000'),
  CONSTRAINT aspect_change_kind CHECK ("reason" <> '' AND CASE "kind" WHEN 'ADD' THEN "aspect" IS NULL AND "name_zh" <> '' AND "name_en" <> ''
    WHEN 'RENAME' THEN "aspect" IS NOT NULL AND "name_zh" <> '' AND "name_en" <> ''
    WHEN 'END' THEN "aspect" IS NOT NULL AND "name_zh" = '' AND "name_en" = '' ELSE false END),
  CONSTRAINT aspect_change_decided CHECK (num_nulls("decision", "decided_by", "decided_by_name", "decided_on", "decision_note") IN (0, 5)
    AND "decision" IN ('APPROVED', 'REFUSED') AND ("made" IS NOT NULL) = coalesce("decision" = 'APPROVED', false)),
  CONSTRAINT aspect_change_four_eyes CHECK ("decided_by" <> "proposed_by")
);
CREATE UNIQUE INDEX aspect_change_one_open ON aspect_change (county_code, aspect) WHERE decision IS NULL;
CREATE INDEX "aspect_change_county_code_proposed_on_id_idx" ON "aspect_change"("county_code", "proposed_on", "id");
ALTER TABLE "aspect_change" ADD CONSTRAINT "aspect_change_aspect_fkey" FOREIGN KEY ("aspect") REFERENCES "finding_aspect"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "aspect_change" ADD CONSTRAINT "aspect_change_made_fkey" FOREIGN KEY ("made") REFERENCES "finding_aspect"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
SELECT guard_table('aspect_change', 'county_code,id', 'none');

-- Decided once, by another person; an approved change is carried out here, and nowhere else.
CREATE FUNCTION guard_aspect_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  decided text[] := ARRAY['decision', 'decided_by', 'decided_by_name', 'decided_on', 'decision_note', 'made'];
  old_row finding_aspect; n integer;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.decision IS NOT NULL THEN
      RAISE EXCEPTION 'aspect_change: a change begins as proposed' USING ERRCODE = 'check_violation';
    END IF;
    NEW.proposed_by := coalesce(app_actor(), NEW.proposed_by);
    RETURN NEW;
  END IF;
  IF OLD.decision IS NOT NULL OR to_jsonb(OLD) - decided IS DISTINCT FROM to_jsonb(NEW) - decided THEN
    RAISE EXCEPTION 'aspect_change: decided once, and nothing else changes' USING ERRCODE = 'check_violation';
  END IF;
  NEW.decided_by := coalesce(app_actor(), NEW.decided_by);
  IF app_acting() = OLD.proposed_by THEN
    RAISE EXCEPTION 'aspect_change: decided with other eyes' USING ERRCODE = 'check_violation';
  END IF;
  NEW.made := NULL;
  IF NEW.decision IS DISTINCT FROM 'APPROVED' THEN RETURN NEW; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('finding_aspect ' || OLD.county_code, 0));
  IF OLD.aspect IS NOT NULL THEN
    SELECT * INTO old_row FROM finding_aspect a WHERE a.code = OLD.aspect AND a.applies_to IN ('', OLD.county_code) AND a.ended_on IS NULL
      AND NOT EXISTS (SELECT FROM finding_aspect b WHERE b.replaces = a.code AND b.applies_to = OLD.county_code);
    IF old_row.code IS NULL THEN
      RAISE EXCEPTION 'aspect_change: the aspect is not in force' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  SELECT count(*) INTO n FROM finding_aspect a WHERE a.applies_to = OLD.county_code;
  NEW.made := OLD.county_code || '-A' || lpad((n + 1)::text, 3, '0');
  INSERT INTO finding_aspect (code, applies_to, name_zh, name_en, is_inferred, sort_no, ended_on, replaces)
    VALUES (NEW.made, OLD.county_code, coalesce(nullif(OLD.name_zh, ''), old_row.name_zh), coalesce(nullif(OLD.name_en, ''), old_row.name_en), false,
      coalesce(old_row.sort_no, 1000 + n), CASE OLD.kind WHEN 'END' THEN NEW.decided_on END, old_row.code);
  RETURN NEW;
END $$;
CREATE TRIGGER aspect_change_begins BEFORE INSERT ON aspect_change FOR EACH ROW EXECUTE FUNCTION guard_aspect_change();
CREATE TRIGGER aspect_change_decided_once BEFORE UPDATE ON aspect_change FOR EACH ROW EXECUTE FUNCTION guard_aspect_change();
CREATE TRIGGER aspect_change_never_deleted BEFORE DELETE ON aspect_change FOR EACH ROW EXECUTE FUNCTION refuse_change();
COMMENT ON TRIGGER aspect_change_decided_once ON aspect_change IS 'Proposed and decided by two; what is approved is carried out in the same transaction.';
REVOKE ALL ON FUNCTION guard_aspect_change() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard_aspect_change() TO fangxian_app;
GRANT SELECT, INSERT, UPDATE (decision, decided_by, decided_by_name, decided_on, decision_note) ON aspect_change TO fangxian_app;

-- Nobody writes the catalogue past a change.
DROP POLICY county_keeps ON finding_aspect;
DROP POLICY county_ends ON finding_aspect;
REVOKE INSERT, UPDATE ON finding_aspect FROM fangxian_app;
