import 'server-only'
import type { AuditAction, AuditObject } from '@/lib/domain/audit-action'
import type { Tx } from './db'

type AuditLine = {
  operatorId: string | null
  action: AuditAction
  objectType: AuditObject
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
