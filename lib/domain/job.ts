import { z } from 'zod'

/** Smile ID's numbers (smile-identity-core constants.js): 4 registers a face, 2 authenticates an enrollee. */
export const REGISTER = 4
export const AUTHENTICATE = 2
export const jobTypeSchema = z.union([z.literal(REGISTER), z.literal(AUTHENTICATE)])
export type JobType = z.infer<typeof jobTypeSchema>

export const jobTypeName: Record<JobType, string> = { 4: 'Register', 2: 'Authenticate' }

/** So many characters of a job's id, its end, are shown in lists: they tell one from another, and find it. */
export const JOB_ID_TAIL = 12

export const jobStates = [
  'queued',
  'submitting',
  'processing',
  'approved',
  'provisional',
  'rejected',
  'refused',
  'unknown',
  'failed',
] as const
export const jobStateSchema = z.enum(jobStates)
export type JobState = z.infer<typeof jobStateSchema>

/** The three steps of a v1 submission, as far as they were begun. */
export type JobPhase = 'reserving' | 'uploading' | 'uploaded'

/**
 * What may follow what. Only the worker moves a job, and a person's redrive; the write repeats the state it moves from.
 * A final may be replaced by a newer final (revision + 1); nothing final goes back to provisional.
 */
export const jobMoves: Record<JobState, readonly JobState[]> = {
  queued: ['submitting', 'failed'],
  submitting: ['queued', 'processing', 'refused', 'unknown', 'failed', 'approved', 'provisional', 'rejected'],
  processing: ['approved', 'provisional', 'rejected', 'unknown', 'failed', 'queued'],
  unknown: ['queued', 'processing', 'approved', 'provisional', 'rejected', 'failed'],
  provisional: ['approved', 'rejected'],
  approved: ['rejected'],
  rejected: ['approved'],
  refused: [],
  failed: ['queued', 'approved', 'provisional', 'rejected'],
}

/** Whether the table of moves (`jobMoves`) has this one. A state does not move to itself. */
export function mayMove(from: JobState, to: JobState): boolean {
  return jobMoves[from].includes(to)
}

/** A verdict that no later step takes back by itself. */
export function isFinal(state: JobState): boolean {
  return state === 'approved' || state === 'rejected' || state === 'refused'
}

/** The colour family of a state; the same everywhere. Never shown without the word. */
export type Tone = 'ok' | 'wait' | 'warn' | 'bad' | 'odd' | 'idle'

export const jobStateView: Record<JobState, { name: string; tone: Tone }> = {
  queued: { name: 'Queued', tone: 'idle' },
  submitting: { name: 'Sending', tone: 'wait' },
  processing: { name: 'Processing', tone: 'wait' },
  approved: { name: 'Approved', tone: 'ok' },
  provisional: { name: 'Provisional', tone: 'warn' },
  rejected: { name: 'Rejected', tone: 'bad' },
  refused: { name: 'Refused', tone: 'odd' },
  unknown: { name: 'Unknown', tone: 'odd' },
  failed: { name: 'Failed', tone: 'bad' },
}
