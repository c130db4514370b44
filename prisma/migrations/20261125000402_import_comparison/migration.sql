-- Ledgers of several kinds: how their columns were understood, what the county has mapped, and what they say that the register does not.

ALTER TABLE "import_batch" ADD COLUMN "kind" VARCHAR(20),
  ADD COLUMN "columns" JSONB,
  ADD COLUMN "comparison" JSONB,
  ADD COLUMN "fill_only" TEXT[],
  ADD CONSTRAINT import_batch_kind_known CHECK ("kind" IN ('HOUSEHOLDS', 'INCOMES', 'LIVING', 'MEMBERS'));

CREATE TABLE "import_mapping" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "kind" VARCHAR(20) NOT NULL,
  "head" VARCHAR(60) NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "field" VARCHAR(40),
  "mapped_by" UUID NOT NULL,
  "mapped_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "import_mapping_pkey" PRIMARY KEY ("county_code", "kind", "head"),
  CONSTRAINT import_mapping_kind_known CHECK ("kind" IN ('HOUSEHOLDS', 'INCOMES', 'LIVING', 'MEMBERS'))
);

CREATE TABLE "import_difference" (
  "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
  "batch_id" UUID NOT NULL,
  "difference_no" INTEGER NOT NULL,
  "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
  "kind" VARCHAR(20) NOT NULL,
  "household_id" UUID,
  "household_no" VARCHAR(20) NOT NULL,
  "subject" VARCHAR(60) NOT NULL,
  "field" VARCHAR(40) NOT NULL,
  "year" INTEGER,
  "row_no" INTEGER,
  "ours" VARCHAR(120) NOT NULL,
  "base" VARCHAR(120),
  "theirs" VARCHAR(120) NOT NULL,
  "cell" VARCHAR(120) NOT NULL,
  "is_taken" BOOLEAN,
  CONSTRAINT "import_difference_pkey" PRIMARY KEY ("county_code", "batch_id", "difference_no"),
  CONSTRAINT import_difference_kind_known CHECK ("kind" IN
    ('NEW_HOUSEHOLD', 'NEW_PERSON', 'CHANGED', 'FILLED', 'CONFLICT', 'HELD', 'MISSING_HOUSEHOLD', 'MISSING_PERSON')),
  CONSTRAINT import_difference_taken_where_both_changed CHECK ("is_taken" IS NULL OR "kind" = 'CONFLICT')
);
CREATE INDEX "import_difference_county_code_batch_id_kind_field_differenc_idx"
  ON "import_difference"("county_code", "batch_id", "kind", "field", "difference_no");
ALTER TABLE "import_difference" ADD CONSTRAINT "import_difference_county_code_batch_id_region_code_fkey"
  FOREIGN KEY ("county_code", "batch_id", "region_code") REFERENCES "import_batch"("county_code", "id", "region_code")
  ON DELETE CASCADE ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

SELECT guard_table('import_mapping', 'county_code,kind,head', 'none');
SELECT guard_table('import_difference', '', 'none');
GRANT SELECT, INSERT, UPDATE ON import_mapping TO fangxian_app;
GRANT SELECT, INSERT, DELETE, UPDATE (is_taken) ON import_difference TO fangxian_app;
