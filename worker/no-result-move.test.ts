import { describe, expect, test } from 'vitest'
import {
  DOUBT_READS,
  LOST_AFTER_MS,
  PERSON_AFTER_MS,
  READ_UNTIL_MS,
  REFUSED_READ_DELAY_MS,
} from '@/lib/domain/schedule'
import type { ClaimedJob } from '@/lib/server/claims'
import { uploadedJob } from '@/scripts/testing/uploaded-job'
import { type NoResult, noResultMove } from './no-result-move'

const doubted: ClaimedJob = {
  ...uploadedJob,
  state: 'unknown',
  phase: 'uploading',
  sinceUploadMs: null,
  inDoubtMs: 1_000,
}

const absent: NoResult = { kind: 'absent' }
const processing: NoResult = { kind: 'processing' }
const refused: NoResult = { kind: 'refused', code: '2204', text: '' }
const failed: NoResult = { kind: 'failed', cause: 'timeout', retryAfterMs: null }

describe('while nobody knows whether an upload arrived', () => {
  test('an absent package is believed only after as many reads as a late one may need', () => {
    const before = noResultMove({ ...doubted, statusReads: DOUBT_READS - 2 }, absent, 'schedule')
    expect(before).toMatchObject({ to: 'unknown', set: { statusReads: DOUBT_READS - 1 } })
    expect(before.billed).toBeUndefined()
    const last = noResultMove({ ...doubted, statusReads: DOUBT_READS - 1 }, absent, 'schedule')
    expect(last).toMatchObject({ to: 'queued', billed: 'not_taken' })
  })

  test.each(['callback', 'operator'] as const)(
    'a read that a %s asked for brings no second upload nearer',
    (trigger) => {
      const move = noResultMove({ ...doubted, statusReads: DOUBT_READS - 1 }, absent, trigger)
      expect(move).toMatchObject({ to: 'unknown', set: { statusReads: DOUBT_READS - 1 } })
    },
  )

  test('no upload takes so long that few reads are a reason to wait on', () => {
    expect(noResultMove({ ...doubted, inDoubtMs: LOST_AFTER_MS + 1 }, absent, 'operator').to).toBe('queued')
  })

  test('a package that is being worked on has arrived, and its call is paid', () => {
    const arrived = { to: 'processing', uploaded: true, billed: 'taken', set: { phase: 'uploaded', statusReads: 0 } }
    expect(noResultMove({ ...doubted, statusReads: 3 }, processing, 'schedule')).toMatchObject(arrived)
  })

  test('a day without a word ends with a person, and leaves open whether it was bought', () => {
    const move = noResultMove({ ...doubted, inDoubtMs: PERSON_AFTER_MS }, failed, 'schedule')
    expect(move).toMatchObject({ to: 'failed', set: { failureCode: 'gave_up' }, next: null })
    expect(move.billed).toBeUndefined()
  })
})

describe('after an upload that was accepted', () => {
  test('an absent package is waited for, and sent again only once it must be lost', () => {
    expect(noResultMove({ ...uploadedJob, sinceUploadMs: LOST_AFTER_MS }, absent, 'schedule').to).toBe('processing')
    const lost = noResultMove({ ...uploadedJob, sinceUploadMs: LOST_AFTER_MS + 1 }, absent, 'schedule')
    expect(lost).toMatchObject({ to: 'queued', uploaded: false, billed: 'not_taken' })
  })

  test('a provisional result is never sent again, however long the package is absent', () => {
    const reviewed = {
      ...uploadedJob,
      state: 'provisional',
      resultCode: '0844',
      sinceUploadMs: READ_UNTIL_MS - 1,
    } as const
    expect(noResultMove(reviewed, absent, 'schedule').to).toBe('provisional')
  })

  test.each([
    ['nothing but that it is being worked on', processing, 'no_result'],
    ['no answer', failed, 'no_result'],
    ['no permission to ask', refused, 'status_refused'],
  ])('a day of %s ends with a person', (_, status, failureCode) => {
    const move = noResultMove({ ...uploadedJob, sinceUploadMs: PERSON_AFTER_MS }, status, 'schedule')
    expect(move).toMatchObject({ to: 'failed', set: { failureCode }, next: null })
  })

  test('a review that never comes leaves the provisional result, and is asked after no more', () => {
    const reviewed = { ...uploadedJob, state: 'provisional', resultCode: '0844', sinceUploadMs: READ_UNTIL_MS } as const
    expect(noResultMove(reviewed, processing, 'schedule')).toMatchObject({ to: 'provisional', next: null })
  })
})

test.each([
  ['in doubt', doubted],
  ['uploaded', uploadedJob],
])('who may not ask about a job that is %s asks again when somebody may have mended that', (_, job) => {
  expect(noResultMove(job, refused, 'schedule')).toMatchObject({ to: job.state, next: REFUSED_READ_DELAY_MS })
})
