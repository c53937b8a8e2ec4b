/** All that the audit log can tell of, in the order people choose from. Their words are in audit-words.ts. */
export const auditActions = [
  'frame.viewed',
  'person.erase_asked',
  'person.erase_declined',
  'person.erased',
  'link.made',
  'link.sent',
  'link.code_made',
  'link.extended',
  'link.paused',
  'link.resumed',
  'link.revoked',
  'link.reissued',
  'link.erased',
  'link.request_handled',
  'import.downloaded',
  'callback.applied_again',
  'operator.signed_in',
  'operator.signed_out',
  'operator.password_changed',
  'operator.invited',
  'operator.accepted',
  'operator.changed',
  'operator.disabled',
  'operator.enabled',
  'operator.sessions_ended',
  'organisation.changed',
  'setup.completed',
  'audit.read',
  'audit.exported',
] as const

export type AuditAction = (typeof auditActions)[number]

/** What a line of the audit log can be about. */
export type AuditObject =
  | 'person'
  | 'operator'
  | 'frame'
  | 'session'
  | 'link'
  | 'import'
  | 'organisation'
  | 'callback'
  | 'audit'
