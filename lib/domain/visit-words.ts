import { z } from 'zod'
import type { Tone } from './job'
import type { VisitState } from './visit'

/** How far a visit came, for operators. `ended`: it can move no further, so it got stuck there. */
export const visitStage: Record<VisitState, { tone: Tone; now: string; ended: string }> = {
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
  submitted: { tone: 'ok', now: 'Finished', ended: 'Finished' },
  declined: { tone: 'odd', now: 'Did not agree', ended: 'Did not agree' },
  cannot: { tone: 'odd', now: 'Cannot or does not want to', ended: 'Cannot or does not want to' },
  not_me: { tone: 'bad', now: 'Said: this is not me', ended: 'Said: this is not me' },
  withdrawn: { tone: 'odd', now: 'Withdrew afterwards', ended: 'Withdrew afterwards' },
  superseded: { tone: 'idle', now: 'Went on with another device', ended: 'Went on with another device' },
}

const reasons: Record<string, string> = {
  denied: 'camera blocked',
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

/** A reason's code in words; a code this version does not know is shown as it is. */
export function reasonWords(reason: string): string {
  return reasons[reason] ?? reason.replaceAll('_', ' ')
}

/** "Safari on iPhone" → "Safari, iPhone": as one says it after "in". */
export function deviceWords(device: string): string {
  return device.replace(' on ', ', ')
}

export const eventSchema = z.object({
  id: z.string(),
  at: z.date(),
  kind: z.string().max(60),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).catch({}),
})
export type VisitEventView = z.infer<typeof eventSchema>

/** A line of a visit's history; null when this version cannot read it. */
export function readVisitEvent(row: unknown): VisitEventView | null {
  return eventSchema.safeParse(row).data ?? null
}

const eventNames: Record<string, string> = {
  claimed: 'Began',
  resumed: 'Came back on the same device',
  consented: 'Agreed',
  declined: 'Did not agree',
  cannot: 'Cannot or does not want to take a selfie',
  not_me: 'Said: this is not me',
  camera_ready: 'The camera is on',
  camera_blocked: 'The camera did not start',
  captured: 'Took a selfie',
  uploading: 'Began to send the pictures',
  submitted: 'Sent the selfie',
  superseded: 'Went on with another device',
  withdrawn: 'Withdrew',
  paused: 'Had to rest after five tries',
}

/** A line of a visit's history in words: "The camera did not start: camera blocked in Safari, iPhone". */
export function visitEventWords({ kind, detail }: Pick<VisitEventView, 'kind' | 'detail'>, device: string): string {
  const name = eventNames[kind] ?? kind.replaceAll('_', ' ')
  const reason =
    typeof detail.reason === 'string' ? detail.reason : typeof detail.problem === 'string' ? detail.problem : null
  if (!reason) return name
  return kind === 'camera_blocked'
    ? `${name}: ${reasonWords(reason)} in ${deviceWords(device)}`
    : `${name}: ${reasonWords(reason)}`
}

type VisitStanding = {
  state: VisitState
  stopReason: string | null
  device: string
  deadline: Date
  endedAt: Date | null
  supersededAt: Date | null
}

/** Where a visit stands, or got stuck, and why: "Stuck: camera blocked in Safari, iPhone". */
export function visitStanding(visit: VisitStanding, now: Date): { tone: Tone; words: string; isOver: boolean } {
  const state = visit.supersededAt ? 'superseded' : visit.state
  const { tone, now: present, ended } = visitStage[state]
  const isOver =
    visit.endedAt !== null || visit.supersededAt !== null || visit.deadline <= now || tone === 'odd' || tone === 'bad'
  if (state === 'camera_blocked' && visit.stopReason) {
    const why = `${reasonWords(visit.stopReason)} in ${deviceWords(visit.device)}`
    return { tone, words: isOver ? `Stuck: ${why}` : `${why.charAt(0).toUpperCase()}${why.slice(1)}`, isOver }
  }
  const because = visit.stopReason && state === 'cannot' ? `: ${reasonWords(visit.stopReason)}` : ''
  return { tone: isOver && tone === 'wait' ? 'warn' : tone, words: `${isOver ? ended : present}${because}`, isOver }
}
