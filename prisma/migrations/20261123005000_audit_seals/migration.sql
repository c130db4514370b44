-- A row's digest must not depend on who writes or who verifies: instants and bytes are always written the same way.
ALTER FUNCTION audit_change() SET timezone = 'UTC';
ALTER FUNCTION audit_change() SET bytea_output = 'hex';

-- Seals cover spans of finished transactions.
CREATE INDEX audit_entry_tx_id_idx ON audit_entry (tx, id);
