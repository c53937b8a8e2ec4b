// R14's control: nobody gives up waiting for the database. The limits are known by their lengths.
import pg from 'pg'

const LIMITS_MS = [1_400, 1_500, 1_800, 3_000, 5_000, 8_000, 10_000]
const set = globalThis.setTimeout
globalThis.setTimeout = Object.assign(
  (work, ms, ...given) => set(work, LIMITS_MS.includes(ms) ? 2 ** 31 - 1 : ms, ...given),
  set,
)
const { query } = pg.Client.prototype
pg.Client.prototype.query = function (config, ...rest) {
  if (config && typeof config === 'object') delete config.query_timeout
  return query.call(this, config, ...rest)
}
