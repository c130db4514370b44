-- What the cockpit and the bulletin read: moves of the ledger by day and by when they were recorded, and inspections by day.

CREATE INDEX finding_step_moves ON finding_step (county_code, step, step_on) WHERE step IN ('register', 'close', 'reopen', 'verify', 'recheck', 'publish');
CREATE INDEX finding_step_recorded ON finding_step (county_code, recorded_at) WHERE step IN ('register', 'close', 'reopen', 'recheck', 'publish');
CREATE INDEX finding_closed_at ON finding (county_code, closed_at) WHERE status = 'CLOSED';
CREATE INDEX "finding_county_code_found_on_idx" ON "finding"("county_code", "found_on");
CREATE INDEX "inspection_form_county_code_inspected_on_idx" ON "inspection_form"("county_code", "inspected_on");
CREATE INDEX "work_report_county_code_reported_on_idx" ON "work_report"("county_code", "reported_on");
CREATE INDEX visit_by_supervisors ON visit (county_code, visited_on) WHERE visitor_role = 'SUPERVISOR';
