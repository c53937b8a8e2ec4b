import type { JobState } from './job'
import type { Verdict } from './result-catalogue'

/** What a job's result is at present. `read` numbers the status read it came from; 0 when there is none. */
export type Standing = { state: JobState; code: string | null; revision: number; read: number }

/** A status read that gave a result. Reads are numbered by the claims they were made under: a higher one is newer. */
export type Read = { code: string; verdict: Verdict; read: number }

const FINAL = 4

/** What outweighs what; a fact decides nothing, and a refusal is not ours to take back. */
const weightOfState: Record<JobState, number> = {
  queued: 0,
  submitting: 0,
  processing: 0,
  unknown: 1,
  failed: 2,
  provisional: 3,
  approved: FINAL,
  rejected: FINAL,
  refused: 5,
}

const stateOfVerdict: Record<Exclude<Verdict, 'fact'>, JobState> = {
  // A person has to look; never a guess.
  unknown: 'unknown',
  // The provider could not finish: nobody waits for it any longer.
  error: 'failed',
  provisional: 'provisional',
  approved: 'approved',
  rejected: 'rejected',
}

/**
 * What a result makes of a job. The order in which the same reads arrive does not matter: the newest final
 * stands, nothing final goes back to provisional, and finals that differ leave the revision above zero.
 */
export function applyVerdict(current: Standing, read: Read): Standing {
  if (read.verdict === 'fact') return current
  const state = stateOfVerdict[read.verdict]
  const weight = weightOfState[state]
  const standing = weightOfState[current.state]
  if (weight < standing) return current

  const taken: Standing = { ...current, state, code: read.code, read: read.read }
  if (weight > standing) return taken

  const newer = read.read > current.read
  const revision = weight === FINAL && read.code !== current.code ? current.revision + 1 : current.revision
  return newer ? { ...taken, revision } : { ...current, revision }
}
