import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Answer, json, plain, write } from './answer'
import { passOver, readBody, readSome } from './body'
import { callBackEarly } from './callbacks'
import { type Door, protocolDoors } from './doors'
import type { Step } from './faults'
import { isLocal, originOf } from './guard'
import { localDoors } from './local-doors'
import { misbehaving } from './misbehave'
import type { Sandbox } from './sandbox'
import { type Caller, callerIn } from './subject'

/** How long the rest of a body that is too large may take. */
const passOverMs = 10_000

const doors = [...protocolDoors, ...localDoors]

export async function route(sandbox: Sandbox, request: IncomingMessage, response: ServerResponse, ownHost: string) {
  const withBody = request.method !== 'HEAD'
  try {
    write(response, await answer(sandbox, request, ownHost), withBody)
  } catch (error) {
    // The caller went away in the middle of its body, or this is a bug: either way, say so without the content.
    if (request.destroyed && !request.complete) return
    console.error(`Sandbox: ${request.method} failed: ${error instanceof Error ? error.message : 'unknown'}`)
    if (!response.headersSent) write(response, json({ error: 'System error', code: '2201' }, 500), withBody)
  }
}

async function answer(sandbox: Sandbox, request: IncomingMessage, ownHost: string): Promise<Answer> {
  const origin = originOf(request, ownHost)
  const url = parseUrl(request.url ?? '/', origin)
  if (!url) return json({ error: 'Bad request', code: '2204' }, 400)
  const method = request.method === 'HEAD' ? 'GET' : request.method
  const matching = doors.filter(({ path }) => path.test(url.path))
  if (matching.length === 0) return json({ error: 'Not found', code: '404' }, 404)
  const door = matching.find((one) => one.method === method)
  if (!door) return notAllowed(matching)
  if (door.local && !isLocal(request))
    return plain(403, 'This door opens only to a browser or a program on this machine.')
  const parts = (door.path.exec(url.path) ?? []).slice(1).map(decodeURIComponent)
  const answered = async (body: Uint8Array | undefined) =>
    body
      ? door.answer(sandbox, { parts, query: url.query, body, origin })
      : tooLarge(request, sandbox.settings.bodyLimitBytes)
  if (door.step) return protocolAnswer(sandbox, request, door.step, parts, answered)
  return answered(await readBody(request, sandbox.settings.bodyLimitBytes))
}

/** An upload says in its address whose it is, so it can be spoilt while its body is still on the way. */
async function protocolAnswer(
  sandbox: Sandbox,
  request: IncomingMessage,
  step: Exclude<Step, 'callback'>,
  [folder = '']: string[],
  answered: (body: Uint8Array | undefined) => Promise<Answer>,
): Promise<Answer> {
  sandbox.store.countCall(step)
  const limit = sandbox.settings.bodyLimitBytes
  const early = step === 'upload' ? undefined : await readBody(request, limit)
  const caller: Caller = step === 'upload' ? { folder } : { body: early }
  return misbehaving(sandbox, step, callerIn(sandbox, caller), {
    answer: async () => answered(step === 'upload' ? await readBody(request, limit) : early),
    readHalf: () => readSome(request),
    callBack: async () => {
      const job = callerIn(sandbox, caller).job()
      if (job) await callBackEarly(sandbox, job)
    },
  })
}

/**
 * `//v1//upload` is what joining a base that ends in a slash makes; the real service's gateway forgives it too. Whoever
 * speaks as if to a proxy names the whole address; HTTP wants that taken as well.
 */
function parseUrl(raw: string, origin: string): { path: string; query: URLSearchParams } | undefined {
  const squeezed = raw.replace(/^https?:\/\/[^/?#]*/i, '').replace(/^[^?#]*/, (path) => path.replace(/\/{2,}/g, '/'))
  try {
    const { pathname, searchParams } = new URL(squeezed, origin)
    decodeURIComponent(pathname)
    return { path: pathname, query: searchParams }
  } catch {
    return undefined
  }
}

function notAllowed(matching: readonly Door[]): Answer {
  const allowed = matching.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
  const body = json({ error: 'Method not allowed', code: '405' }, 405)
  return { ...body, headers: { ...body.headers, allow: [...new Set(allowed)].join(', ') } }
}

/**
 * Answered at once, but the connection is closed only when the rest of the body has come, or has had its time: most
 * clients read an answer once they have sent everything, and lose it where the connection breaks under them.
 */
function tooLarge(request: IncomingMessage, limitBytes: number): Answer {
  const body = json({ error: `The body is larger than ${limitBytes} bytes`, code: '413' }, 413)
  const headers = { ...body.headers, connection: 'close' }
  return { ...body, headers, endsAfter: passOver(request, passOverMs) }
}
