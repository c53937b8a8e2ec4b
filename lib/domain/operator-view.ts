import type { FormState } from './form-state'
import type { Role } from './permissions'

export type OperatorState = 'active' | 'invited' | 'disabled'

/** An operator as the list shows them. */
export type OperatorView = {
  id: string
  name: string
  email: string
  role: Role
  lastSeenAt: Date | null
  state: OperatorState
}

/** One sign-in that still counts, as its owner sees it. */
export type SessionView = { id: string; device: string; createdAt: Date; lastSeenAt: Date; present: boolean }

export const roleName: Record<Role, string> = { VIEWER: 'Viewer', OPERATOR: 'Operator', ADMIN: 'Administrator' }

/** One sentence for whoever chooses a role. */
export const roleMeaning: Record<Role, string> = {
  VIEWER: 'Sees jobs with names hidden. Changes nothing.',
  OPERATOR: 'Enrolls people and sees all jobs; pictures, links and callbacks only of their own.',
  ADMIN: 'Does everything, and decides who may sign in.',
}

export const operatorStateName: Record<OperatorState, string> = {
  active: 'Active',
  invited: 'Invited',
  disabled: 'Disabled',
}

/** The answer to an invitation: the link is shown once and can never be shown again. */
export type LinkState = FormState<'name' | 'email' | 'role'> & { link: string | null }
