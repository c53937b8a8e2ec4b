const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Milliseconds between one try of a submission and the next; about a day in all, then it has failed. */
export const submitDelaysMs: readonly number[] = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  1 * HOUR,
  3 * HOUR,
  8 * HOUR,
  12 * HOUR,
]
export const SUBMIT_TRIES = submitDelaysMs.length + 1

/** Share of a delay that chance may add, so that an outage's jobs do not all come back in the same second. */
export const JITTER = 0.2
/** A provider may ask for patience, but not for more than this. */
export const RETRY_AFTER_MAX_MS = 12 * HOUR

/**
 * Milliseconds until a submission is tried again after its `attempt`th try (from 1), never earlier than the
 * provider asked; null when the tries are used up. `random` lies in [0, 1).
 */
export function submitDelay(attempt: number, retryAfterMs: number | null, random: () => number): number | null {
  const delay = submitDelaysMs[attempt - 1]
  if (delay === undefined) return null
  return later(Math.max(delay, askedFor(retryAfterMs)), random)
}

/**
 * Milliseconds since the upload at which the status is read when no callback asks for it earlier; then daily. The
 * first three are for installs that callbacks cannot reach; from 30 s on it is repair.
 */
export const readInstantsMs: readonly number[] = [
  2 * SECOND,
  5 * SECOND,
  10 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  1 * HOUR,
  6 * HOUR,
]
/**
 * After this long without any result, or without knowing whether an upload arrived, a person has to look. A callback still
 * has the status read.
 */
export const PERSON_AFTER_MS = 1 * DAY
/** For this long a provisional result may wait for its review. Later only a callback has the status read. */
export const READ_UNTIL_MS = 30 * DAY

/**
 * Milliseconds after a job's end for which its callback address still works. A review may take 30 days, Smile ID repeats a
 * delivery for hours, and a suspicion may come up to some months after the enrollment. It does not work for ever, because
 * an address can stand in somebody's log files for ever.
 */
export const ADDRESS_LAPSES_AFTER_MS = 90 * DAY

/**
 * Milliseconds until the next scheduled status read; null: no more. `sinceMs`: since the upload, or since a callback with a
 * result that the status does not have yet.
 */
export function readDelay(sinceMs: number): number | null {
  if (sinceMs >= READ_UNTIL_MS) return null
  const days = Math.floor(sinceMs / DAY) + 1
  const instant = readInstantsMs.find((at) => at > sinceMs) ?? days * DAY
  return instant - sinceMs
}

/**
 * For so long a provisional status may know nothing yet of the end of the review that a callback tells of. If it still
 * does not, the two disagree. UNKNOWN how far the provider's status may lag behind its callbacks.
 */
export const STATUS_LAG_MAX_MS = 2 * MINUTE

/**
 * A delivery that was set aside may have the status read, but anybody can send it again without end: so it is read at the
 * earliest this many milliseconds after the last read.
 */
export const HINTED_READ_AFTER_MS = 30 * SECOND

/** Milliseconds until a status read that got no usable answer is tried again: half of the time already waited. */
export function failedReadDelay(sinceUploadMs: number, retryAfterMs: number | null, random: () => number): number {
  const patient = Math.min(Math.max(sinceUploadMs / 2, 5 * SECOND), 10 * MINUTE)
  return later(Math.max(patient, askedFor(retryAfterMs)), random)
}

/** Milliseconds until the status is asked for again after the provider refused to say (wrong keys): somebody has to act. */
export const REFUSED_READ_DELAY_MS = 1 * HOUR

/** Milliseconds between reads while the end of an upload is not known. */
const doubtDelaysMs: readonly number[] = [2 * SECOND, 5 * SECOND, 10 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE]
/**
 * So many reads (47 s) have to pass before "absent" is believed: an upload whose connection was lost may
 * still be arriving.
 */
export const DOUBT_READS = 4

/** Milliseconds until the next read of a job in doubt, after `reads` of them. */
export function doubtDelay(reads: number, retryAfterMs: number | null, random: () => number): number {
  const delay = doubtDelaysMs[reads] ?? HOUR
  return later(Math.max(delay, askedFor(retryAfterMs)), random)
}

/**
 * If Smile ID still says "absent" this long after an accepted upload, it has lost it, and the job is sent again (after
 * asking once more). No upload takes as long, so an upload in doubt is not arriving any more by then either.
 */
export const LOST_AFTER_MS = 10 * MINUTE

/** From this long after an accepted upload "absent" is worth a line of history; before, Smile ID may not have looked yet. */
export const ABSENT_IS_ODD_AFTER_MS = 30 * SECOND

function askedFor(retryAfterMs: number | null): number {
  return Math.min(retryAfterMs ?? 0, RETRY_AFTER_MAX_MS)
}

function later(delayMs: number, random: () => number): number {
  return Math.round(delayMs * (1 + JITTER * random()))
}
