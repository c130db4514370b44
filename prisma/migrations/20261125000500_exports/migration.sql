-- Lists that leave as files: asked for with a purpose, approved by a second person, made sealed, fetched once.

CREATE TYPE "ExportStatus" AS ENUM ('REQUESTED', 'APPROVED', 'REFUSED', 'READY', 'FETCHED', 'EXPIRED', 'FAILED');

CREATE TABLE "export_request" (
    "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
    "id" UUID NOT NULL,
    "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
    "serial" VARCHAR(20) NOT NULL,
    "trace_code" BIGINT NOT NULL,
    "kind" VARCHAR(20) NOT NULL,
    "format" VARCHAR(12) NOT NULL,
    "filter" JSONB NOT NULL,
    "columns" TEXT[],
    "is_unmasked" BOOLEAN NOT NULL,
    "with_health" BOOLEAN NOT NULL,
    "purpose" VARCHAR(30) NOT NULL,
    "purpose_note" VARCHAR(300) NOT NULL,
    "row_count" INTEGER NOT NULL,
    "person_count" INTEGER NOT NULL,
    "threshold_rows" INTEGER NOT NULL,
    "needs_approval" BOOLEAN NOT NULL,
    "status" "ExportStatus" NOT NULL,
    "requested_by" UUID NOT NULL,
    "requested_for" UUID,
    "requested_by_name" VARCHAR(60) NOT NULL,
    "requested_by_unit" VARCHAR(120) NOT NULL,
    "requested_role" "Role" NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" UUID,
    "decided_for" UUID,
    "decided_by_name" VARCHAR(60),
    "decided_at" TIMESTAMPTZ(3),
    "decision_note" VARCHAR(300) NOT NULL DEFAULT '',
    "done_rows" INTEGER NOT NULL DEFAULT 0,
    "heartbeat_at" TIMESTAMPTZ(3),
    "failure" VARCHAR(60),
    "file_rows" INTEGER,
    "file_name" VARCHAR(200),
    "file_bytes" INTEGER,
    "file_hash" BYTEA,
    "made_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "fetch_count" INTEGER NOT NULL DEFAULT 0,
    "fetched_at" TIMESTAMPTZ(3),

    CONSTRAINT "export_request_pkey" PRIMARY KEY ("county_code","id")
);

CREATE TABLE "export_chunk" (
    "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
    "export_id" UUID NOT NULL,
    "chunk_no" INTEGER NOT NULL,
    "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
    "body" BYTEA NOT NULL,

    CONSTRAINT "export_chunk_pkey" PRIMARY KEY ("county_code","export_id","chunk_no")
);

CREATE TABLE "export_row" (
    "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
    "export_id" UUID NOT NULL,
    "row_no" INTEGER NOT NULL,
    "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
    "household_id" UUID NOT NULL,
    "person_id" UUID,
    "household_version" INTEGER NOT NULL,
    "person_version" INTEGER,

    CONSTRAINT "export_row_pkey" PRIMARY KEY ("county_code","export_id","row_no")
);

CREATE TABLE "export_link" (
    "county_code" VARCHAR(6) COLLATE "C" NOT NULL,
    "id" UUID NOT NULL,
    "region_code" VARCHAR(12) COLLATE "C" NOT NULL,
    "export_id" UUID NOT NULL,
    "issued_to" UUID NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "export_link_pkey" PRIMARY KEY ("county_code","id")
);

CREATE INDEX "export_request_county_code_region_code_requested_at_idx" ON "export_request"("county_code", "region_code", "requested_at" DESC);

CREATE INDEX "export_request_requested_by_requested_at_idx" ON "export_request"("requested_by", "requested_at" DESC);

CREATE UNIQUE INDEX "export_request_county_code_id_region_code_key" ON "export_request"("county_code", "id", "region_code");

CREATE UNIQUE INDEX "export_request_county_code_serial_key" ON "export_request"("county_code", "serial");

CREATE UNIQUE INDEX "export_request_county_code_trace_code_key" ON "export_request"("county_code", "trace_code");

CREATE INDEX "export_row_county_code_household_id_idx" ON "export_row"("county_code", "household_id");

CREATE INDEX "export_link_county_code_export_id_idx" ON "export_link"("county_code", "export_id");

ALTER TABLE "export_chunk" ADD CONSTRAINT "export_chunk_county_code_export_id_region_code_fkey" FOREIGN KEY ("county_code", "export_id", "region_code") REFERENCES "export_request"("county_code", "id", "region_code") ON DELETE CASCADE ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

ALTER TABLE "export_row" ADD CONSTRAINT "export_row_county_code_export_id_fkey" FOREIGN KEY ("county_code", "export_id") REFERENCES "export_request"("county_code", "id") ON DELETE CASCADE ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

ALTER TABLE "export_row" ADD CONSTRAINT "export_row_county_code_household_id_region_code_fkey" FOREIGN KEY ("county_code", "household_id", "region_code") REFERENCES "household"("county_code", "id", "region_code") ON DELETE CASCADE ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

ALTER TABLE "export_link" ADD CONSTRAINT "export_link_county_code_export_id_region_code_fkey" FOREIGN KEY ("county_code", "export_id", "region_code") REFERENCES "export_request"("county_code", "id", "region_code") ON DELETE CASCADE ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE;

-- ───── shapes ─────

ALTER TABLE export_request
  ADD CONSTRAINT export_request_format_known CHECK (format IN ('XLSX', 'CSV_UTF8', 'CSV_GB18030')),
  ADD CONSTRAINT export_request_counts CHECK (row_count >= 0 AND person_count >= 0 AND done_rows >= 0 AND threshold_rows >= 0 AND fetch_count BETWEEN 0 AND 3),
  ADD CONSTRAINT export_request_trace_of_32_bits CHECK (trace_code BETWEEN 0 AND 4294967295),
  ADD CONSTRAINT export_request_has_purpose CHECK (length(purpose) > 0 AND length(trim(purpose_note)) > 0),
  ADD CONSTRAINT export_request_much_needs_approval CHECK (needs_approval OR (NOT is_unmasked AND row_count <= threshold_rows AND coalesce(file_rows, 0) <= threshold_rows)),
  ADD CONSTRAINT export_request_approved_first CHECK (NOT needs_approval OR decided_by IS NOT NULL OR status IN ('REQUESTED', 'EXPIRED')),
  ADD CONSTRAINT export_request_decision_whole CHECK ((decided_by IS NULL) = (decided_at IS NULL) AND (decided_by IS NULL) = (decided_by_name IS NULL)),
  ADD CONSTRAINT export_request_four_eyes CHECK (decided_by <> requested_by AND (decided_by IS NULL OR requested_for IS NULL OR decided_by <> requested_for)
    AND (decided_for IS NULL OR (decided_for <> requested_by AND (requested_for IS NULL OR decided_for <> requested_for)))),
  ADD CONSTRAINT export_request_refused_with_words CHECK (status <> 'REFUSED' OR length(trim(decision_note)) > 0),
  ADD CONSTRAINT export_request_file_whole CHECK (status NOT IN ('READY', 'FETCHED') OR (file_rows IS NOT NULL AND file_name IS NOT NULL AND file_bytes IS NOT NULL
    AND file_hash IS NOT NULL AND made_at IS NOT NULL)),
  ADD CONSTRAINT export_request_fetched_has_instant CHECK ((fetch_count > 0) = (fetched_at IS NOT NULL));
ALTER TABLE export_link ADD CONSTRAINT export_link_ten_minutes CHECK (expires_at > issued_at AND expires_at <= issued_at + interval '10 minutes'),
  ADD CONSTRAINT export_link_used_in_time CHECK (used_at IS NULL OR (used_at >= issued_at AND used_at <= expires_at));
COMMENT ON CONSTRAINT export_request_four_eyes ON export_request IS 'Who asks does not approve; nor does a deputy of his, nor he for somebody he stands in for.';

SELECT guard_table('export_request', 'county_code,id', 'none');
SELECT guard_table('export_link', 'county_code,id', 'none');
SELECT guard_table('export_chunk', '', 'none');
SELECT guard_table('export_row', '', 'none');

-- ───── lifecycle (the same table stands in lib/exports/lifecycle.ts) ─────

CREATE TRIGGER export_request_lifecycle BEFORE UPDATE ON export_request FOR EACH ROW
  EXECUTE FUNCTION refuse_step('export_request', 'closed', 'REQUESTED,APPROVED,READY,FETCHED,FAILED',
    'REQUESTED>APPROVED,REQUESTED>REFUSED,REQUESTED>EXPIRED,APPROVED>READY,APPROVED>FAILED,APPROVED>EXPIRED,FAILED>APPROVED,FAILED>EXPIRED,READY>FETCHED,READY>EXPIRED,FETCHED>EXPIRED');
COMMENT ON TRIGGER export_request_lifecycle ON export_request IS 'Asked for, approved or refused, made, fetched, expired; a refused or expired one never changes.';

CREATE FUNCTION export_threshold(p_region text) RETURNS int LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT coalesce((SELECT p.value::int FROM policy_parameter p
    WHERE p.code = 'export.approvalRows' AND starts_with(p_region, p.applies_to) AND p.valid_from <= app_today() AND (p.valid_to IS NULL OR p.valid_to >= app_today())
    ORDER BY length(p.applies_to) DESC, p.valid_from DESC LIMIT 1), 0)
$$;
COMMENT ON FUNCTION export_threshold(text) IS 'Above so many rows a second person approves; where nobody knows, always.';

-- What was asked for is what is approved, made and fetched; whoever writes, writes in his own name.
CREATE FUNCTION keep_export_request() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user <> 'fangxian_app' THEN RETURN NEW; END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.requested_by IS DISTINCT FROM app_actor() THEN
      RAISE EXCEPTION 'export_request: asked for in another name' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.status::text <> (CASE WHEN NEW.needs_approval THEN 'REQUESTED' ELSE 'APPROVED' END) OR NEW.decided_by IS NOT NULL THEN
      RAISE EXCEPTION 'export_request: approved before it was asked for' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.threshold_rows <> export_threshold(NEW.region_code) THEN
      RAISE EXCEPTION 'export_request: not the threshold of the policy' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF (OLD.serial, OLD.trace_code, OLD.kind, OLD.format, OLD.filter, OLD.columns, OLD.is_unmasked, OLD.with_health, OLD.purpose, OLD.purpose_note, OLD.row_count,
      OLD.person_count, OLD.threshold_rows, OLD.needs_approval, OLD.requested_by, OLD.requested_for, OLD.requested_by_name, OLD.requested_role, OLD.requested_at)
    IS DISTINCT FROM
     (NEW.serial, NEW.trace_code, NEW.kind, NEW.format, NEW.filter, NEW.columns, NEW.is_unmasked, NEW.with_health, NEW.purpose, NEW.purpose_note, NEW.row_count,
      NEW.person_count, NEW.threshold_rows, NEW.needs_approval, NEW.requested_by, NEW.requested_for, NEW.requested_by_name, NEW.requested_role, NEW.requested_at)
  THEN
    RAISE EXCEPTION 'export_request: what was asked for stays as it was asked' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.decided_by IS NOT NULL AND (OLD.decided_by, OLD.decided_at) IS DISTINCT FROM (NEW.decided_by, NEW.decided_at) THEN
    RAISE EXCEPTION 'export_request: decided already' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.decided_by IS NULL AND NEW.decided_by IS NOT NULL AND NEW.decided_by IS DISTINCT FROM app_actor() THEN
    RAISE EXCEPTION 'export_request: decided in another name' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.status::text IN ('READY', 'FETCHED') AND OLD.status <> NEW.status AND app_actor() IS DISTINCT FROM NEW.requested_by THEN
    RAISE EXCEPTION 'export_request: made and fetched by who asked' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER export_request_keeps_what_was_asked BEFORE INSERT OR UPDATE ON export_request FOR EACH ROW EXECUTE FUNCTION keep_export_request();
COMMENT ON TRIGGER export_request_keeps_what_was_asked ON export_request IS 'Nobody asks or decides in another name, below the threshold of the policy, or changes what was approved.';

CREATE FUNCTION keep_export_link() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user <> 'fangxian_app' THEN RETURN NEW; END IF;
  IF NEW.issued_to IS DISTINCT FROM app_actor() OR NOT EXISTS (SELECT FROM export_request e
      WHERE e.county_code = NEW.county_code AND e.id = NEW.export_id AND e.requested_by = NEW.issued_to AND e.status IN ('READY', 'FETCHED')) THEN
    RAISE EXCEPTION 'export_link: only for who asked, and only while there is a file' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'UPDATE' AND (OLD.used_at IS NOT NULL OR (OLD.issued_at, OLD.expires_at, OLD.export_id) IS DISTINCT FROM (NEW.issued_at, NEW.expires_at, NEW.export_id)) THEN
    RAISE EXCEPTION 'export_link: used once, as it was issued' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER export_link_once BEFORE INSERT OR UPDATE ON export_link FOR EACH ROW EXECUTE FUNCTION keep_export_link();
COMMENT ON TRIGGER export_link_once ON export_link IS 'A link works once, for who asked for the export.';

-- ───── rights ─────

REVOKE ALL ON FUNCTION export_threshold(text), keep_export_request(), keep_export_link() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION export_threshold(text), keep_export_request(), keep_export_link() TO fangxian_app;
GRANT SELECT, INSERT, UPDATE ON export_request, export_link TO fangxian_app;
GRANT SELECT, INSERT, DELETE ON export_chunk TO fangxian_app;
GRANT SELECT, INSERT ON export_row TO fangxian_app;
