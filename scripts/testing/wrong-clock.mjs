// For tests: a process whose clock is wrong by CLOCK_OFFSET_MS. Preloaded (`--import ./scripts/testing/wrong-clock.mjs`).
// Timers and performance.now() go on as they are: what is wrong is the time of day.
if (process.env.NODE_ENV === 'production') throw new Error('wrong-clock.mjs is for tests alone')

const offsetMs = Number(process.env.CLOCK_OFFSET_MS)
if (!Number.isFinite(offsetMs)) throw new Error('CLOCK_OFFSET_MS: milliseconds, may be negative')

const rightNow = Date.now
const wrongNow = () => rightNow() + offsetMs
Date.now = wrongNow
// Not a class of its own: frameworks wrap Date once more, and call it without `new`.
globalThis.Date = new Proxy(Date, {
  construct: (date, given, asked) => Reflect.construct(date, given.length === 0 ? [wrongNow()] : given, asked),
  apply: (date) => new date(wrongNow()).toString(),
})
