/** Streams that may be lost in a row before the camera is no longer started again. */
const LOSSES_MAX = 3
/** A stream that has shown its picture for so long (milliseconds) was well, and ends a row of lost ones. */
const WELL_MS = 30_000

/** Counts the streams that are lost in a row; times are milliseconds of one clock. */
export function countLosses() {
  let losses = 0
  let shownAt: number | null = null
  return {
    /** A stream shows its first picture. */
    shown(at: number): void {
      shownAt = at
    },
    /** It is lost. Returns whether that is once too often. */
    lost(at: number): boolean {
      if (shownAt !== null && at - shownAt >= WELL_MS) losses = 0
      shownAt = null
      losses += 1
      return losses > LOSSES_MAX
    },
    /** What was lost before does not count any more. */
    forgive(): void {
      losses = 0
    },
  }
}
