import 'server-only'
import type { Tx } from './db'

type AuditAction =
  | 'frame.viewed'
  | 'person.erased'
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
  | 'import.downloaded'
  | 'organisation.changed'
  | 'callback.applied_again'

type AuditLine = {
  operatorId: string | null
  action: AuditAction
  objectType: 'operator' | 'person' | 'frame' | 'session' | 'link' | 'import' | 'organisation' | 'callback'
  objectId: string
  detail?: Record<string, string | number | boolean>
}

/** Adds one line to the audit trail, in the transaction of the thing it records. `detail` holds no names and no secrets. */
export async function audit(tx: Tx, entry: AuditLine): Promise<void> {
  await tx.auditEvent.create({ data: { ...entry, detail: entry.detail ?? {} } })
}

/** The same line for each of many objects, in one statement. */
export async function auditEach(tx: Tx, entry: Omit<AuditLine, 'objectId'>, objectIds: string[]): Promise<void> {
  const detail = entry.detail ?? {}
  await tx.auditEvent.createMany({ data: objectIds.map((objectId) => ({ ...entry, detail, objectId })) })
}
