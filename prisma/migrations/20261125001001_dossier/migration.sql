-- Rows of a household that were taken away: few, and otherwise found only by reading the whole audit.
CREATE INDEX audit_entry_taken_from_household ON audit_entry (county_code, ((old_values ->> 'household_id'))) WHERE action = 'DELETE';
