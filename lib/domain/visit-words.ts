import type { CameraProblem } from './camera-problem'
import type { CannotReason } from './cannot'
import { detailNames } from './capture-details'
import type { Tone } from './job'
import { isOver, type VisitStage, type VisitState, visitStageAt } from './visit'
import type { StoredVisitEvent, VisitEventKind } from './visit-event'

/** How far a visit came, for operators. `ended`: its time ran out there. Ends of its own have one sentence. */
const stages: Record<VisitState, { tone: Tone; now: string; ended?: string }> = {
  claimed: { tone: 'wait', now: 'Reading what it is about', ended: 'Left before agreeing' },
  consented: {
    tone: 'wait',
    now: 'Agreed; the camera has not started yet',
    ended: 'Agreed, and left before the camera started',
  },
  camera_blocked: { tone: 'warn', now: 'The camera does not work', ended: 'Stuck: the camera did not work' },
  camera_ready: { tone: 'wait', now: 'In front of the camera', ended: 'Left in front of the camera' },
  captured: { tone: 'wait', now: 'Looking at the selfie', ended: 'Took a selfie and did not send it' },
  uploading: { tone: 'wait', now: 'The selfie is being sent', ended: 'The connection broke while sending' },
  submitted: { tone: 'ok', now: 'Finished' },
  declined: { tone: 'odd', now: 'Did not agree' },
  cannot: { tone: 'odd', now: 'Cannot or does not want to' },
  not_me: { tone: 'bad', now: 'Said: this is not me' },
  withdrawn: { tone: 'odd', now: 'Withdrew afterwards' },
  superseded: { tone: 'idle', now: 'Went on with another device' },
}

const reasons: Record<CameraProblem | CannotReason, string> = {
  denied: 'camera blocked',
  denied_before: 'camera blocked',
  system: 'camera kept back by the device’s settings',
  missing: 'no camera found',
  busy: 'camera in use by another app',
  insecure: 'browser gives no camera',
  policy: 'page had to be loaded again',
  too_demanding: 'camera could not do it',
  lost: 'camera went away',
  unknown: 'camera did not start',
  no_camera: 'no camera that works',
  disability: 'a disability or their health makes it hard',
  religion: 'their faith or what they wear speaks against it',
  privacy: 'they do not want their face on file',
  need_help: 'they need somebody to help them',
  other: 'another reason, or none given',
}

const lines: Record<VisitEventKind, string> = {
  claimed: 'Began',
  consented: 'Agreed',
  declined: 'Did not agree',
  cannot: 'Cannot or does not want to take a selfie',
  not_me: 'Said: this is not me',
  camera_ready: 'The camera is on',
  camera_blocked: 'The camera did not start',
  camera_details: 'Sent technical details of the camera',
  captured: 'Took a selfie',
  uploading: 'Began to send the pictures',
  submitted: 'Sent the selfie',
  superseded: 'Went on with another device',
  withdrawn: 'Withdrew',
}

/** The words for a stored code; one this version does not know is shown as it is. */
function wordsFor<Code extends string>(words: Record<Code, string>, code: string): string {
  const known = (code: string): code is Code => Object.hasOwn(words, code)
  return known(code) ? words[code] : code.replaceAll('_', ' ')
}

/** Why there is no selfie, in words. */
export function reasonWords(reason: string): string {
  return wordsFor(reasons, reason)
}

/** "Safari on iPhone" → "Safari, iPhone": as one says it after "in". */
export function deviceWords(device: string): string {
  return device.replace(' on ', ', ')
}

/** Nothing where the device is not known any more: its person was erased. */
function inDevice(device: string): string {
  return device ? ` in ${deviceWords(device)}` : ''
}

/** A line of a visit's history in words: "The camera did not start: camera blocked in Safari, iPhone". */
export function visitEventWords({ kind, detail }: Pick<StoredVisitEvent, 'kind' | 'detail'>, device: string): string {
  const line = wordsFor(lines, kind)
  if (kind === 'camera_details') return line
  if (typeof detail.problem === 'string') return `${line}: ${reasonWords(detail.problem)}${inDevice(device)}`
  return typeof detail.reason === 'string' ? `${line}: ${reasonWords(detail.reason)}` : line
}

/** The technical details in a line of a visit's history, line by line; empty for every other kind. */
export function visitEventDetails({ kind, detail }: Pick<StoredVisitEvent, 'kind' | 'detail'>): string[] {
  if (kind !== 'camera_details') return []
  const { events, ...facts } = detail
  const known = detailNames.flatMap((name) => (typeof facts[name] === 'string' ? [`${name}: ${facts[name]}`] : []))
  return typeof events === 'string' ? [...known, ...events.split('\n')] : known
}

/** A stage by itself, for a list: where somebody is (`isUnderWay`), or how far they came. */
export function visitStageWords(state: VisitState, isUnderWay: boolean): string {
  const { now, ended } = stages[state]
  return isUnderWay ? now : (ended ?? now)
}

type VisitStanding = { state: VisitState; stopReason: string | null; device: string; deadline: Date }

/** Where a visit stands, or got stuck, and why: "Stuck: camera blocked in Safari, iPhone". */
export function visitStanding(visit: VisitStanding, at: Date): { tone: Tone; words: string; isOver: boolean } {
  const { state, stopReason, device } = visit
  const stage: VisitStage = visitStageAt(visit, at)
  const over = stage === 'abandoned' || isOver(state)
  const tone = stages[state].tone === 'wait' && over ? 'warn' : stages[state].tone
  if (state === 'camera_blocked' && stopReason) {
    const why = `${reasonWords(stopReason)}${inDevice(device)}`
    return { tone, words: over ? `Stuck: ${why}` : `${why.charAt(0).toUpperCase()}${why.slice(1)}`, isOver: over }
  }
  const because = state === 'cannot' && stopReason ? `: ${reasonWords(stopReason)}` : ''
  return { tone, words: `${visitStageWords(state, !over)}${because}`, isOver: over }
}
