import { z } from 'zod'
import { type AuditAction, auditActions } from './audit-action'
import { cursorSchema } from './cursor'
import { SELFIE_POSITION } from './frame'
import { linkNeedKinds, linkNeedWords } from './link-need'
import { lookReasonName, lookReasons } from './look-reason'
import { roleName } from './operator-view'
import { roles } from './permissions'
import { duration } from './time'

const names: Record<AuditAction, string> = {
  'frame.viewed': 'Looked at a picture',
  'person.erase_asked': 'Asked to erase a person',
  'person.erase_declined': 'Declined to erase a person',
  'person.erased': 'Erased a person',
  'link.made': 'Made a link',
  'link.sent': 'Wrote a mail with a link',
  'link.code_made': 'Made a short code for a link',
  'link.extended': 'Extended a link',
  'link.paused': 'Paused a link',
  'link.resumed': 'Resumed a link',
  'link.revoked': 'Revoked a link',
  'link.reissued': 'Re-issued a link',
  'link.erased': 'Stopped a link: its person was erased',
  'link.request_handled': 'Saw to a person’s request',
  'import.downloaded': 'Downloaded the links of an import',
  'callback.applied_again': 'Applied a callback again',
  'operator.signed_in': 'Signed in',
  'operator.signed_out': 'Ended a sign-in',
  'operator.password_changed': 'Changed their password',
  'operator.invited': 'Made an invitation link',
  'operator.accepted': 'Accepted an invitation',
  'operator.changed': 'Changed a role',
  'operator.disabled': 'Disabled an operator',
  'operator.enabled': 'Enabled an operator',
  'operator.sessions_ended': 'Signed an operator out',
  'organisation.changed': 'Changed the organisation',
  'setup.completed': 'Set the portal up',
  'audit.read': 'Read the audit log',
  'audit.exported': 'Exported the audit log',
}

const isAction = (action: string): action is AuditAction => auditActions.some((each) => each === action)

/** What was done, in a few words. One that this version does not know is called as it was written down. */
export function auditActionName(action: string): string {
  return isAction(action) ? names[action] : action
}

const text = z.string().max(120).optional().catch(undefined)
const number = z.number().optional().catch(undefined)
const role = z.enum(roles).optional().catch(undefined)

// Rows are kept for ever, so old ones may lack what newer ones have.
const detailSchema = z.object({
  position: number,
  reason: z.enum(lookReasons).optional().catch(undefined),
  minutes: number,
  links: number,
  lines: number,
  importId: text,
  role,
  from: role,
  to: role,
  what: text,
  fate: text,
  action: text,
  by: text,
  day: text,
  kind: z.enum(linkNeedKinds).optional().catch(undefined),
  before: cursorSchema.optional().catch(undefined),
})

type Detail = z.output<typeof detailSchema>

const MINUTE = 60_000

/** What else is known of it, in words; nothing where there is no more to say. */
const details: Partial<Record<AuditAction, (detail: Detail) => (string | false | undefined)[]>> = {
  'frame.viewed': ({ position, reason }) => [
    position === SELFIE_POSITION ? 'The selfie' : position !== undefined && `Liveness frame ${position}`,
    reason && lookReasonName[reason].toLowerCase(),
  ],
  'link.made': ({ minutes, importId }) => [
    minutes !== undefined && `Good for ${duration(minutes * MINUTE)}`,
    importId !== undefined && 'from a file',
  ],
  'link.sent': ({ fate }) => [
    fate === 'sent' && 'Sent',
    fate === 'written' && 'Only into the portal’s folder: no mail server is set',
  ],
  'link.request_handled': ({ kind }) => [kind && linkNeedWords[kind].says],
  'link.extended': ({ minutes }) => [minutes !== undefined && `By ${duration(minutes * MINUTE)}`],
  'import.downloaded': ({ links }) => [links !== undefined && (links === 1 ? '1 link' : `${links} links`)],
  'operator.invited': ({ role: given }) => [given && `As ${roleName[given]}`],
  'operator.changed': ({ from, to }) => [from && to && `From ${roleName[from]} to ${roleName[to]}`],
  'organisation.changed': ({ what }) => [what === 'logo' ? 'The logo' : what === 'details' && 'Its details'],
  'audit.read': (detail) => asked(detail),
  'audit.exported': ({ lines, ...detail }) => [
    lines !== undefined && (lines === 1 ? '1 line' : `${lines} lines`),
    ...asked(detail),
  ],
}

/** Which part of the log was asked for. Whose lines it was stands there as an id, and need not be told. */
function asked({ action, by, day, before }: Omit<Detail, 'lines'>): (string | false | undefined)[] {
  return [
    action && `only “${auditActionName(action)}”`,
    by && 'only one person’s',
    day && `only ${day}`,
    before && `from before ${before.createdAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
  ]
}

/** What a line's `detail` adds to its action, in words; empty when it adds nothing. */
export function auditDetailWords(action: string, detail: unknown): string {
  const parsed = detailSchema.safeParse(detail)
  const words = parsed.success && isAction(action) ? (details[action]?.(parsed.data) ?? []) : []
  const said = words.filter(Boolean).join(' · ')
  return said.charAt(0).toUpperCase() + said.slice(1)
}
