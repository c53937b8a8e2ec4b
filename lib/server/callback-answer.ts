import 'server-only'
import { readBounded, SMALL_BODY_MS } from './body'
import { CALLBACK_BYTES_MAX, receiveCallback } from './callback-intake'
import { errorName, log } from './log'
import { oncePerProcess } from './once-per-process'
import { room } from './room'

/** The sender gets an answer within 2 s, also when the database does not. */
const ANSWER_MS = 1_800
const RETRY_AFTER_S = '5'
/** Large bodies together, in one process; a real result fits into its free share. */
const bodies = oncePerProcess('callback bodies', () => room(48 * 1024 * 1024, 64 * 1024))

const statusOf = { too_large: 413, too_slow: 408, no_room: 503, gone: 400 } as const

/**
 * Takes in what Smile ID delivers, and answers. No session: the address's token, the signature and the fields say what
 * a delivery is worth, and even the best is only a hint to read the status. 200 means kept, after the commit.
 * `token`: the address's own, null at the account-wide address. Never throws.
 */
export async function answerCallback(request: Request, token: string | null): Promise<Response> {
  const [type = ''] = (request.headers.get('content-type') ?? '').split(';')
  if (type.trim().toLowerCase() !== 'application/json' || request.headers.has('content-encoding')) return answer(415)

  const read = await readBounded(request, { bytes: CALLBACK_BYTES_MAX, ms: SMALL_BODY_MS, room: bodies })
  if (!read.ok) return answer(statusOf[read.why], { isCut: true })
  return answer(await inTime(receiveCallback(token, read.body), read.release))
}

/**
 * `release`: the body is no longer needed, which may be later than the answer. The log is told once, when it is known what
 * became of it.
 */
function inTime(receiving: Promise<number>, release: () => void): Promise<number> {
  return new Promise((resolve) => {
    // Where this process stood still, the database's word may lie there already: a turn reads it after the timers.
    const timer = setTimeout(() => setImmediate(giveUp), ANSWER_MS)
    let isAnswered = false
    let isLate = false
    const giveUp = () => {
      isLate = !isAnswered
      resolve(503)
    }
    const answered = (status: number) => {
      isAnswered = true
      clearTimeout(timer)
      release()
      resolve(status)
    }
    receiving.then(
      (status) => {
        if (isLate) log.warn('a callback was not kept in time, and is to come again')
        answered(status)
      },
      (thrown: unknown) => {
        log.error('a callback could not be kept', { error: errorName(thrown) })
        answered(503)
      },
    )
  })
}

/** The status says it all, and without a body Next need not build a stream for one. */
function answer(status: number, { isCut = false } = {}): Response {
  const headers: Record<string, string> = { 'cache-control': 'no-store' }
  if (status === 503 || status === 429) headers['retry-after'] = RETRY_AFTER_S
  // The rest of the body may be unread: the next request on this connection would wait behind it and break.
  if (isCut) headers.connection = 'close'
  return new Response(null, { status, headers })
}
