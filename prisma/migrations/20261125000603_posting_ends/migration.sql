-- A posting that is ended on its first day holds on no day at all.
ALTER TABLE "posting" DROP CONSTRAINT posting_dates, ADD CONSTRAINT posting_dates CHECK ("valid_to" IS NULL OR "valid_to" >= "valid_from" - 1);
