import { describe, expect, test } from 'vitest'
import { callbackTone, callbackWords } from './callback-words'
import { AUTHENTICATE, type JobType, REGISTER } from './job'
import type { JobEvent } from './job-event'
import { historyLine } from './job-history'
import { readJobEvent } from './read-job-event'
import { soonTime } from './time'

const at = new Date('2026-05-12T11:32:10Z')
const reader = { time: (when: Date, from: Date) => soonTime(when, from, 'UTC', at) }
const about = { id: 'e1', at, by: null }
const line = (event: JobEvent, type: JobType = REGISTER) => {
  const { title, detail, tone } = historyLine(event, reader, type)
  return `${tone} | ${title} | ${detail}`
}

describe('each kind of event has its words', () => {
  test.each<[JobEvent, string]>([
    [
      { ...about, kind: 'captured', detail: { frames: 8, source: 'desk' } },
      'ok | Captured | 1 selfie, 7 liveness frames · at the desk',
    ],
    [
      {
        ...about,
        kind: 'captured',
        detail: { frames: 8, source: 'link', guidance: { how: 'guided', cue: 'turn', faces: 2, why: null } },
      },
      'ok | Captured | 1 selfie, 7 liveness frames · by link · Guided, with a turn of the head; 2 people in the picture',
    ],
    [
      {
        ...about,
        by: 'Ada Obi',
        kind: 'queued',
        detail: { device: 'Chrome on Windows', allowReEnroll: true, useEnrolledImage: true, reason: 'New passport' },
      },
      'idle | Queued by Ada Obi | Chrome on Windows · re-enroll allowed · enrolled image used · “New passport”',
    ],
    [
      {
        ...about,
        kind: 'queued',
        detail: { device: 'Safari on iPad', allowReEnroll: false, useEnrolledImage: false, reason: null },
      },
      'idle | Queued | Safari on iPad · re-enroll not allowed',
    ],
    [
      {
        ...about,
        kind: 'queued',
        detail: { device: 'Chrome', allowReEnroll: false, useEnrolledImage: false, reason: null, link: 'Branch 7' },
      },
      'idle | Queued by the person | link “Branch 7” · Chrome · re-enroll not allowed',
    ],
    [
      {
        ...about,
        kind: 'queued',
        detail: { device: 'Chrome', allowReEnroll: false, useEnrolledImage: false, reason: null, link: '' },
      },
      'idle | Queued by the person | Chrome · re-enroll not allowed',
    ],
    [
      { ...about, by: 'Ada Obi', kind: 'erased', detail: {} },
      'bad | Person erased by Ada Obi | pictures, name, user id and everything typed; what is left says nothing about them',
    ],
    [
      { ...about, kind: 'refused', detail: { code: '2209', text: '' } },
      'odd | Refused: This user id is already enrolled | 2209',
    ],
    [
      { ...about, kind: 'sending', detail: { phase: 'reserving', worker: 'vm 5397', attempt: 1 } },
      'idle | Asking Smile ID for an upload address | worker vm 5397',
    ],
    [
      { ...about, kind: 'sending', detail: { phase: 'uploading', worker: 'vm 5397', attempt: 3 } },
      'idle | Uploading the capture | try 3 · worker vm 5397',
    ],
    [
      { ...about, kind: 'uploaded', detail: { smileJobId: '0000056574', ms: 212.4 } },
      'ok | Uploaded | taken in 212 ms · Smile ID’s job 0000056574',
    ],
    [{ ...about, kind: 'uploaded', detail: { smileJobId: null, ms: 2_450 } }, 'ok | Uploaded | taken in 2.5 s'],
    [
      { ...about, kind: 'put_off', detail: { cause: 'unavailable', at: '2026-05-12T11:36:00.000Z', attempt: 2 } },
      'warn | Smile ID is not available | trying again at 11:36:00 · try 2 ended',
    ],
    [
      { ...about, kind: 'unsure', detail: { cause: 'lost' } },
      'odd | Not sure that the upload arrived | The connection to Smile ID broke · Smile ID is asked before anything is sent again',
    ],
    [
      { ...about, kind: 'refused', detail: { code: '2209', text: 'user already enrolled' } },
      'odd | Refused: This user id is already enrolled | 2209 user already enrolled',
    ],
    [
      { ...about, kind: 'callback', detail: { callbackId: 'c', code: '0840', state: 'authentic' } },
      'ok | Callback received; its signature is right | 0840',
    ],
    [
      { ...about, kind: 'callback', detail: { callbackId: 'c', code: '5211', state: 'authentic' } },
      'warn | Reported: This face may already be enrolled under another user id | 5211 · Callback received; its signature is right',
    ],
    [
      { ...about, kind: 'callback', detail: { callbackId: 'c', code: '5211', state: 'stale' } },
      'odd | Callback set aside: it is too old | 5211',
    ],
    [
      { ...about, kind: 'status_read', detail: { outcome: 'result', code: '0840', trigger: 'callback' } },
      'idle | Status read: a result is there | 0840 · because of a callback',
    ],
    [
      { ...about, kind: 'status_read', detail: { outcome: 'processing', code: null, trigger: 'schedule' } },
      'idle | Status read: still processing | as scheduled',
    ],
    [
      {
        ...about,
        kind: 'verdict',
        detail: { state: 'approved', code: '0840', text: 'Enroll User', confidence: 99.2, revision: 0 },
      },
      'ok | Approved: Enrolled | 0840 · 99.2 %',
    ],
    [
      {
        ...about,
        kind: 'verdict',
        detail: { state: 'rejected', code: '0841', text: '', confidence: null, revision: 1 },
      },
      'bad | Rejected: Smile ID could not enroll this face | 0841 · replaces an earlier result, revision 1',
    ],
    [
      { ...about, kind: 'contradiction', detail: { callbackCode: '0840', statusCode: '0841' } },
      'odd | A callback and Smile ID’s own status disagree | callback 0840, status 0841 · the status counts',
    ],
    [
      { ...about, by: 'Ada Obi', kind: 'conflict_settled', detail: { eventId: 'e0' } },
      'idle | Results that disagree looked at by Ada Obi | ',
    ],
    [
      { ...about, by: 'Ada Obi', kind: 'report_settled', detail: { callbackId: 'c0', code: '5211' } },
      'idle | Report looked at by Ada Obi | This face may already be enrolled under another user id · 5211',
    ],
    [
      { ...about, kind: 'failed', detail: { code: 'gave_up' } },
      'bad | Failed: Smile ID did not answer for too long | gave_up',
    ],
    [
      { ...about, kind: 'redriven', by: 'Ada Obi', detail: {} },
      'idle | Tried again by Ada Obi | the same job; Smile ID is asked first, at the cost of one check at most',
    ],
    [
      { ...about, kind: 'hastened', by: 'Ada Obi', detail: { step: 'try' } },
      'idle | Tried now by Ada Obi | before its time',
    ],
    [
      { ...about, kind: 'hastened', by: 'Ada Obi', detail: { step: 'read' } },
      'idle | Smile ID asked now by Ada Obi | before its time',
    ],
    [
      { ...about, by: 'Ada Obi', kind: 'sent_again', detail: { jobId: 'j2' } },
      'idle | Sent again by Ada Obi | as a new job, from the same capture; one more check',
    ],
  ])('%j', (event, words) => expect(line(event)).toBe(words))
})

test('an authentication says nothing about re-enrolling, which it never does', () => {
  const detail = { device: 'Chrome', allowReEnroll: false, useEnrolledImage: true, reason: null }
  expect(line({ ...about, kind: 'queued', detail }, AUTHENTICATE)).toBe('idle | Queued | Chrome · enrolled image used')
})

test('sending again leads to the new job', () => {
  expect(historyLine({ ...about, kind: 'sent_again', detail: { jobId: 'j2' } }, reader, REGISTER).jobId).toBe('j2')
})

test('a code or state without a meaning is still shown, and never as approved', () => {
  const verdict = { state: 'glorious', code: '9999', text: '', confidence: null, revision: 0 }
  expect(line({ ...about, kind: 'verdict', detail: verdict })).toMatch(/^odd \| Decided: .* \| 9999$/)
  expect(callbackWords('novel')).toBe('Callback received')
  expect(callbackTone('novel')).toBe('odd')
})

describe('reading a stored event', () => {
  const row = { id: 'e1', at, by: null, kind: 'failed', detail: { code: 'gave_up' } }
  test('a known kind is read', () => expect(readJobEvent(row)).toEqual(row))
  test.each([
    { ...row, kind: 'teleported' },
    { ...row, detail: { code: 7 } },
    { ...row, detail: null },
    { ...row, kind: 'put_off', detail: { cause: 'lost', at: 'soon', attempt: 1 } },
  ])('%j is left out', (odd) => expect(readJobEvent(odd)).toBeNull())
})
