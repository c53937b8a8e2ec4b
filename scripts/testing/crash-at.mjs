// For tests: a worker that kills itself at a named point. Preloaded (`--import ./scripts/testing/crash-at.mjs`) with
// CRASH_AT set; nothing a production build runs imports it, so there is no switch in the product that could be left on.
//
//   CRASH_AT=after-post      at the first passing
//   CRASH_AT=after-post:3    at the third
import pg from 'pg'

const POINTS = ['after-claim', 'after-post', 'mid-put', 'after-put', 'before-complete']
/** So much of a package is on its way when the worker dies in the middle of it. */
const PART_BYTES = 2048

const { CRASH_AT = '', NODE_ENV } = process.env
const [point = '', nth = '1'] = CRASH_AT.split(':')
if (NODE_ENV === 'production') throw new Error('crash-at.mjs is for tests alone')
if (!POINTS.includes(point)) throw new Error(`CRASH_AT: one of ${POINTS.join(', ')}`)

let passings = 0
/** Whether this passing of the point is the one to die at. */
function isLast(name) {
  return name === point && ++passings === Number(nth)
}
function pass(name) {
  if (isLast(name)) process.kill(process.pid, 'SIGKILL')
}

const send = globalThis.fetch
globalThis.fetch = async (url, init) => {
  const isPut = init?.method === 'PUT'
  if (isPut && isLast('mid-put')) return send(url, { ...init, body: cutShort(init.body), duplex: 'half' })
  const answer = await send(url, init)
  if (isPut) pass('after-put')
  else if (new URL(url).pathname.endsWith('/upload')) pass('after-post')
  return answer
}

/** A part of the body; whoever asks for the rest finds the worker dead. */
function cutShort(body) {
  let isBegun = false
  return new ReadableStream({
    pull(controller) {
      // The part has been handed to the socket; one more turn lets it leave.
      if (isBegun) return void setTimeout(() => process.kill(process.pid, 'SIGKILL'), 20)
      isBegun = true
      controller.enqueue(body.subarray(0, Math.min(PART_BYTES, body.length - 1)))
    },
  })
}

const { query } = pg.Client.prototype
pg.Client.prototype.query = function (config, values, done) {
  if (config?.name === 'move-job' && JSON.parse(config.values[3]).state === 'processing') pass('before-complete')
  if (config?.name !== 'claim-job' || typeof done !== 'function') return query.call(this, config, values, done)
  return query.call(this, config, values, (error, result) => {
    if (result?.rowCount) pass('after-claim')
    done(error, result)
  })
}
