-- The ledger of a city or province: its lists by day without a county before them, and its counts from an index alone.

CREATE INDEX finding_open_anywhere ON finding (due_on, id) WHERE status <> 'CLOSED';
CREATE INDEX finding_closed_anywhere ON finding (closed_on DESC, id DESC) WHERE status = 'CLOSED';
-- Holds whatever the counts and the policies ask of a line.
CREATE INDEX finding_counted ON finding (region_code) INCLUDE (county_code, id, status, is_long_term, due_on, closed_on, reopened, source, category, household_id, origin_id,
  hidden_digits, found_by, unit_key);
