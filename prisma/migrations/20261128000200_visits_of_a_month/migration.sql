-- The visits of a month are read by their days, of a county whatever its villages; what the calendar counts stands in the index.
CREATE INDEX visit_of_month ON visit (county_code, visited_on) INCLUDE (region_code, household_id);
-- A person's own page: what he logged and what he finished in a year.
CREATE INDEX visit_of_visitor ON visit (visitor_id, visited_on);
CREATE INDEX deadline_met_by ON deadline (met_by, met_on) WHERE met_by IS NOT NULL;
