// For tests: a process whose clock is wrong by CLOCK_OFFSET_MS. Preloaded (`--import ./scripts/testing/wrong-clock.mjs`).
// Timers and performance.now() go on as they are: what is wrong is the time of day.
if (process.env.NODE_ENV === 'production') throw new Error('wrong-clock.mjs is for tests alone')

const offsetMs = Number(process.env.CLOCK_OFFSET_MS)
if (!Number.isFinite(offsetMs)) throw new Error('CLOCK_OFFSET_MS: milliseconds, may be negative')

const RightDate = Date
globalThis.Date = class extends RightDate {
  constructor(...given) {
    if (given.length === 0) super(RightDate.now() + offsetMs)
    else super(...given)
  }
  static now() {
    return RightDate.now() + offsetMs
  }
}
