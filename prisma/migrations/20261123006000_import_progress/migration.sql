-- A running import says that it lives, so that one that died is not waited for.

ALTER TABLE "import_batch" ADD COLUMN "heartbeat_at" TIMESTAMPTZ(3),
  ADD COLUMN "household_count" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "bad_households" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "ignored_heads" TEXT[] DEFAULT ARRAY[]::TEXT[];
