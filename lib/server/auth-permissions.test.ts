import { describe, expect, test } from 'vitest'
import type { Action } from '@/lib/domain/permissions'
import { actions, methods, pages, source } from '@/scripts/testing/entrances'

/**
 * For whom each way in is, written a second time by hand: whoever opens a new one, or puts another door before an old
 * one, says so here. Of a permission without a line only lib/server asks, about what is on a page.
 */
const expected: Record<Action, readonly string[]> = {
  'jobs.read': [
    'GET /api/events',
    'action find',
    'page /',
    'page /enrollees',
    'page /enrollees/[enrolleeId]',
    'page /jobs',
    'page /jobs/[jobId]',
  ],
  'people.read': [],
  'people.erase': ['action declineErasingAction', 'action erasePersonAction'],
  'people.ask_erase': ['action askToEraseAction'],
  'frames.view': ['POST /api/jobs/[jobId]/frames/[position]'],
  'jobs.create': [
    'action checkUserId',
    'action submitEnrollment',
    'page /enroll',
    'page /enrollees/[enrolleeId]/authenticate',
  ],
  'jobs.retry': ['action hasten', 'action redrive', 'action sendAgain'],
  'reports.settle': ['action settleNote'],
  'callbacks.read': ['GET /api/events/callbacks', 'page /callbacks', 'page /callbacks/[callbackId]'],
  'callbacks.open': [],
  'callbacks.apply': ['action applyCallbackAgain'],
  'status.read': ['page /settings/status'],
  'links.create': ['action makeLinkAction', 'page /links/new'],
  'imports.manage': [
    'POST /api/link-imports',
    'POST /api/link-imports/[importId]/links',
    'action makeNextLinksAction',
    'page /links/import',
    'page /links/import/[importId]',
  ],
  'links.read': ['GET /api/events/links', 'page /links', 'page /links/[linkId]'],
  'links.manage': [
    'action extendLinkAction',
    'action handleNeedAction',
    'action makeCodeAction',
    'action moveLinkAction',
    'action reissueAction',
    'action remindAction',
    'action sendByMailAction',
  ],
  'organisation.manage': ['action saveLogoAction', 'action saveOrganisationAction', 'page /settings/organisation'],
  'operators.manage': [
    'action changeRoleAction',
    'action endSessionsAction',
    'action inviteAction',
    'action inviteAgainAction',
    'action setDisabledAction',
    'page /settings/operators',
  ],
  'audit.read': ['page /settings/audit'],
  'audit.export': ['POST /api/audit-exports'],
  'account.manage': [
    'action changePasswordAction',
    'action confirmAction',
    'action endSessionAction',
    'action signOutAction',
    'page /settings',
    'page /settings/account',
  ],
}

/** The address a file answers at. */
const addressOf = (path: string) => path.replace(/^app(\/\(portal\))?|\/(page\.tsx|route\.ts)$/g, '') || '/'

const entrances = [
  ...actions.map(([, name, body]) => [`action ${name}`, body] as const),
  ...methods.map(([path, name, body]) => [`${name} ${addressOf(path)}`, body] as const),
  ...pages.map((path) => [`page ${addressOf(path)}`, source(path)] as const),
]

const door = /\b(?:action|route|page)Actor\((?:request, )?/g
const doorByName = /\b(?:action|route|page)Actor\((?:request, )?'([a-z._]+)'/g

describe('who may come in where:', () => {
  test('every door names its permission in plain text, where this test sees it', () => {
    for (const [name, body] of entrances)
      expect([...body.matchAll(doorByName)].length, name).toBe([...body.matchAll(door)].length)
  })

  test('no way in has two doors', () => {
    const doubled = entrances.filter(([, body]) => [...body.matchAll(doorByName)].length > 1)
    expect(doubled.map(([name]) => name)).toEqual([])
  })

  test('no two actions have one name', () => {
    const names = actions.map(([, name]) => name)
    expect(names).toEqual([...new Set(names)])
  })

  test.each(Object.entries(expected))('%s opens what it says here, and nothing else', (permission, ways) => {
    const opened = entrances.filter(([, body]) =>
      [...body.matchAll(doorByName)].some(([, asked]) => asked === permission),
    )
    expect(opened.map(([name]) => name).sort()).toEqual([...ways].sort())
  })

  test('a frame of the desk’s capture is for whoever may make a job', () => {
    const owner = source('app/api/captures/owner.ts')
    expect([...owner.matchAll(doorByName)].map(([, permission]) => permission)).toEqual(['jobs.create'])
  })
})
