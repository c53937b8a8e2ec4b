import { describe, expect, test } from 'vitest'
import { type Action, may, needsConfirming, permissions, type Reach, type Role, reach, roles } from './permissions'

/** What wants the password typed within the last minutes, in the same way. */
const stepUp: Action[] = ['people.erase', 'operators.manage', 'organisation.manage', 'audit.export']

/** Who may do what, written a second time by hand: a slip in either place fails here. */
const expected: Record<Action, [viewer: Reach, operator: Reach, admin: Reach]> = {
  'jobs.read': ['all', 'all', 'all'],
  'people.read': ['none', 'all', 'all'],
  'people.erase': ['none', 'none', 'all'],
  'people.ask_erase': ['none', 'all', 'all'],
  'frames.view': ['none', 'own', 'all'],
  'jobs.create': ['none', 'all', 'all'],
  'jobs.retry': ['none', 'own', 'all'],
  'reports.settle': ['none', 'own', 'all'],
  'callbacks.read': ['none', 'own', 'all'],
  'callbacks.open': ['none', 'none', 'all'],
  'callbacks.apply': ['none', 'none', 'all'],
  'status.read': ['none', 'none', 'all'],
  'audit.read': ['none', 'none', 'all'],
  'audit.export': ['none', 'none', 'all'],
  'links.create': ['none', 'all', 'all'],
  'imports.manage': ['none', 'own', 'own'],
  'links.read': ['none', 'own', 'all'],
  'links.manage': ['none', 'own', 'all'],
  'organisation.manage': ['none', 'none', 'all'],
  'operators.manage': ['none', 'none', 'all'],
  'account.manage': ['own', 'own', 'own'],
}

const actions = Object.keys(permissions).filter((name): name is Action => name in permissions)
const cells = actions.flatMap((action) => roles.map((role, at) => [role, action, expected[action][at]] as const))

describe('in the table of who may do what', () => {
  test('every action has its line here', () => {
    expect(actions.sort()).toEqual(Object.keys(expected).sort())
  })

  test.each(cells)('%s, %s: %s', (role: Role, action: Action, granted: Reach | undefined) => {
    const actor = { id: 'me', role }
    expect(reach(role, action)).toBe(granted)
    expect(may(actor, action)).toBe(granted !== 'none')
    expect(may(actor, action, 'me')).toBe(granted !== 'none')
    expect(may(actor, action, 'somebody else')).toBe(granted === 'all')
  })

  test.each(actions)('whether %s asks for the password again', (action) => {
    expect(needsConfirming(action)).toBe(stepUp.includes(action))
  })
})
