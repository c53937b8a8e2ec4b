import { expect, test } from 'vitest'
import { conflictWords, jobConflicts, standingWords } from './job-conflicts'
import type { JobEvent } from './job-event'

const at = new Date('2026-05-12T11:32:10Z')

const contradiction = (id: string, callbackCode: string, statusCode: string): JobEvent => ({
  id,
  at,
  by: null,
  kind: 'contradiction',
  detail: { callbackCode, statusCode, callbackId: `callback-${id}` },
})
const verdict = (id: string, state: string, code: string, revision = 0): JobEvent => ({
  id,
  at,
  by: null,
  kind: 'verdict',
  detail: { state, code, text: '', confidence: null, revision },
})
const lookedAt = (eventId: string): JobEvent => ({
  id: `looked-${eventId}`,
  at,
  by: 'Ada',
  kind: 'conflict_settled',
  detail: { eventId },
})
const ids = (...newestFirst: JobEvent[]) => jobConflicts(newestFirst).map(({ eventId }) => eventId)

test('a callback that says something else than the status is a conflict, with both results', () => {
  const [conflict] = jobConflicts([contradiction('a', '0840', '0841')])
  expect(conflict).toEqual({
    eventId: 'a',
    kind: 'callback',
    other: '0840',
    status: '0841',
    end: null,
    callbackId: 'callback-a',
  })
})

test('a line of history that an earlier version wrote without the callback is a conflict too', () => {
  const detail = { callbackCode: '0840', statusCode: '0841' }
  expect(jobConflicts([{ id: 'a', at, by: null, kind: 'contradiction', detail }])).toMatchObject([{ callbackId: null }])
})

test('a final that replaces another is a conflict with the one before it, whatever came between them', () => {
  const history = [
    verdict('b', 'rejected', '1241', 1),
    contradiction('c', '0845', '0840'),
    verdict('a', 'approved', '0840'),
  ]
  expect(jobConflicts(history)).toMatchObject([{ kind: 'replaced', other: '0840', status: '1241' }, { eventId: 'c' }])
})

test.each([
  ['the first final', [verdict('a', 'approved', '0840')]],
  ['a final after a provisional result', [verdict('b', 'approved', '1240'), verdict('a', 'provisional', '0844')]],
  ['the same verdict by other means', [verdict('b', 'approved', '1240', 1), verdict('a', 'approved', '0840')]],
])('%s is no conflict', (_, history) => expect(jobConflicts(history)).toEqual([]))

test('what somebody has looked at waits no more, nor does what is older; what came after does', () => {
  expect(ids(lookedAt('b'), contradiction('b', '0840', '0841'), contradiction('a', '0845', '0841'))).toEqual([])
  expect(ids(contradiction('c', '0777', '0841'), lookedAt('b'), contradiction('b', '0840', '0841'))).toEqual(['c'])
})

test('a conflict is looked at whatever the clocks said: the history may put that before the conflict itself', () => {
  expect(ids(contradiction('a', '0840', '0841'), lookedAt('a'))).toEqual([])
})

test('a conflict names both results in words and by their codes', () => {
  const [conflict] = jobConflicts([contradiction('a', '0840', '0841')])
  expect(conflict && conflictWords(conflict)).toBe(
    'A callback said “Enrolled” (0840), Smile ID’s own status “Smile ID could not enroll this face” (0841).',
  )
})

test.each([
  [
    'refused',
    '2209',
    'A callback said “Enrolled” (0840), though Smile ID had refused this job: “This user id is already enrolled” (2209).',
  ],
  ['failed', 'no_result', 'A callback said “Enrolled” (0840), but Smile ID’s own status never gave a result.'],
] as const)(
  'a result for a job that ended without one is told as that, not as another result (%s)',
  (end, code, said) => {
    const detail = { callbackCode: '0840', statusCode: code, callbackId: 'c', end }
    const history: JobEvent[] = [{ id: 'a', at, by: null, kind: 'contradiction', detail }]
    const conflicts = jobConflicts(history)
    expect(conflicts.map(conflictWords)).toEqual([said])
    expect(standingWords(conflicts, history)).toContain('The job stays as it is')
  },
)

test('what stands is the newest result, also where it is neither of the two that disagree', () => {
  const two = [verdict('b', 'rejected', '0001', 1), verdict('a', 'approved', '0840')]
  expect(standingWords(jobConflicts(two), two)).toBe('Rejected stands (0001), because it is the newer one.')
  const three = [verdict('c', 'rejected', '0841', 2), ...two]
  expect(standingWords(jobConflicts(three), three)).toBe('Rejected stands (0841), which the status said after both.')
})
