-- The audit log by what was done and by whom, newest first, without reading every line that was ever written.
CREATE INDEX "AuditEvent_action_at_id_idx" ON "AuditEvent"("action", "at", "id");
CREATE INDEX "AuditEvent_operatorId_at_id_idx" ON "AuditEvent"("operatorId", "at", "id");
