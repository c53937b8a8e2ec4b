/** What a signed-in member of staff can be; the order is from least to most. */
export const roles = ['VIEWER', 'OPERATOR', 'ADMIN'] as const

export type Role = (typeof roles)[number]

/** Somebody signed in, as far as what they may do hangs on it. */
export type Staff = { id: string; role: Role }

/** `own`: only what this operator created. */
export type Reach = 'none' | 'own' | 'all'

/**
 * Who may do what, in one table. Every page, server action and route handler asks it, and one test
 * per cell holds it to its word. Whoever holds a link is no operator and opens no door here: what they may do hangs on
 * their visit (lib/server/auth-visit.ts), and link-holder.db.test.ts has that column.
 */
export const permissions = {
  'jobs.read': { VIEWER: 'all', OPERATOR: 'all', ADMIN: 'all' },
  /** Names and user ids unmasked. */
  'people.read': { VIEWER: 'none', OPERATOR: 'all', ADMIN: 'all' },
  /** To destroy everything personal of somebody, for good. */
  'people.erase': { VIEWER: 'none', OPERATOR: 'none', ADMIN: 'all' },
  /** To ask an administrator to do so. */
  'people.ask_erase': { VIEWER: 'none', OPERATOR: 'all', ADMIN: 'all' },
  'frames.view': { VIEWER: 'none', OPERATOR: 'own', ADMIN: 'all' },
  'jobs.create': { VIEWER: 'none', OPERATOR: 'all', ADMIN: 'all' },
  'jobs.retry': { VIEWER: 'none', OPERATOR: 'own', ADMIN: 'all' },
  /** To say that a report beside a verdict, or results that disagree, were looked at. */
  'reports.settle': { VIEWER: 'none', OPERATOR: 'own', ADMIN: 'all' },
  'callbacks.read': { VIEWER: 'none', OPERATOR: 'own', ADMIN: 'all' },
  /** What was set aside: bodies that nobody can vouch for, about anybody. */
  'callbacks.open': { VIEWER: 'none', OPERATOR: 'none', ADMIN: 'all' },
  'callbacks.apply': { VIEWER: 'none', OPERATOR: 'none', ADMIN: 'all' },
  'status.read': { VIEWER: 'none', OPERATOR: 'none', ADMIN: 'all' },
  /** Who did what, and to whom. Reading it is itself written down. */
  'audit.read': { VIEWER: 'none', OPERATOR: 'none', ADMIN: 'all' },
  /** To take it away as a file. */
  'audit.export': { VIEWER: 'none', OPERATOR: 'none', ADMIN: 'all' },
  'links.create': { VIEWER: 'none', OPERATOR: 'all', ADMIN: 'all' },
  /** A file of people on its way to links. They can be taken away once: nobody else may spend that. */
  'imports.manage': { VIEWER: 'none', OPERATOR: 'own', ADMIN: 'own' },
  'links.read': { VIEWER: 'none', OPERATOR: 'own', ADMIN: 'all' },
  'links.manage': { VIEWER: 'none', OPERATOR: 'own', ADMIN: 'all' },
  'organisation.manage': { VIEWER: 'none', OPERATOR: 'none', ADMIN: 'all' },
  'operators.manage': { VIEWER: 'none', OPERATOR: 'none', ADMIN: 'all' },
  'account.manage': { VIEWER: 'own', OPERATOR: 'own', ADMIN: 'own' },
} as const satisfies Record<string, Record<Role, Reach>>

export type Action = keyof typeof permissions

/**
 * What is done only by somebody who has typed their password within the last CONFIRMED_MINUTES: a desk left open for a
 * moment is enough for what can be undone, and not for these. The doors of actions and of routes ask for it, beside the
 * role.
 */
const confirmed: readonly Action[] = ['people.erase', 'operators.manage', 'organisation.manage', 'audit.export']

/** Minutes for which a password once typed, at signing in or later, need not be typed again. */
export const CONFIRMED_MINUTES = 5

/** Whether an action asks for a password typed just now. */
export function needsConfirming(action: Action): boolean {
  return confirmed.includes(action)
}

/** How far a role reaches in one action. */
export function reach(role: Role, action: Action): Reach {
  return permissions[action][role]
}

/** Whether this operator may do this to a thing created by `createdById` (omit it for things nobody owns). */
export function may(actor: Staff, action: Action, createdById?: string): boolean {
  const granted = reach(actor.role, action)
  return granted === 'all' || (granted === 'own' && (createdById === undefined || createdById === actor.id))
}
