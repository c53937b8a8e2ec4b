import 'server-only'
import type { Tx } from './db'

type AuditAction =
  | 'frame.viewed'
  | 'operator.invited'
  | 'operator.changed'
  | 'operator.disabled'
  | 'operator.enabled'
  | 'operator.signed_in'
  | 'operator.signed_out'
  | 'operator.password_changed'
  | 'setup.completed'
  | 'link.made'
  | 'link.reissued'
  | 'link.extended'
  | 'link.paused'
  | 'link.resumed'
  | 'link.revoked'
  | 'link.sent'
  | 'link.code_made'
  | 'link.request_handled'
  | 'organisation.changed'
  | 'callback.applied_again'

/** Adds one line to the audit trail, in the transaction of the thing it records. `detail` holds no names and no secrets. */
export async function audit(
  tx: Tx,
  entry: {
    operatorId: string | null
    action: AuditAction
    objectType: 'operator' | 'frame' | 'session' | 'link' | 'organisation' | 'callback'
    objectId: string
    detail?: Record<string, string | number | boolean>
  },
): Promise<void> {
  await tx.auditEvent.create({ data: { ...entry, detail: entry.detail ?? {} } })
}
