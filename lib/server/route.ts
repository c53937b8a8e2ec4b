import 'server-only'
import { type Refusal, refuse } from '@/lib/domain/outcome'
import { BodyTooLarge, BodyTooSlow, hearOut } from './body'
import { DatabaseAway, orAway } from './database-watch'

/** Seconds after which a request that met no database may come again. */
const AGAIN_IN_S = 5

const tooSlow = refuse('too_slow', 'The request did not arrive whole in time. Nothing was done; try again.')

const { code, message } = refuse(
  'database_away',
  'The portal cannot reach its database right now. Nothing that was sent is lost; try again in a moment.',
)

type Handler<Given extends [request?: Request, ...more: unknown[]]> = (...given: Given) => Promise<Response>

/**
 * A route that answers 503 with Retry-After within two seconds while the database does not answer, instead of a bare 500
 * after all timeouts; 408 where a body did not come in time; and 413 where it was larger than its reader takes. Other
 * errors are thrown on. What does not say for how long it may be kept is kept by nobody. `away`: makes another answer
 * than the JSON one for the 503.
 */
export function route<Given extends [request?: Request, ...more: unknown[]]>(
  handler: Handler<Given>,
  away: (headers: Record<string, string>) => Response | Promise<Response> = (headers) =>
    Response.json({ code, message }, { status: 503, headers }),
): Handler<Given> {
  return async (...given) => {
    try {
      const answered = await orAway(handler(...given))
      if (!answered.headers.has('cache-control')) answered.headers.set('cache-control', 'no-store')
      return answered
    } catch (thrown) {
      if (thrown instanceof BodyTooSlow) return cut(408, tooSlow)
      if (thrown instanceof BodyTooLarge) return cut(413, thrown.refusal)
      if (!(thrown instanceof DatabaseAway)) throw thrown
      const headers: Record<string, string> = { 'retry-after': String(AGAIN_IN_S), 'cache-control': 'no-store' }
      // The next request on this connection would wait behind the unread rest of this one's body.
      if (given[0] && !(await hearOut(given[0]))) headers.connection = 'close'
      return away(headers)
    }
  }
}

/** The rest of the body may be unread: the next request on this connection would wait behind it. */
function cut(status: number, refusal: Refusal): Response {
  return Response.json(refusal, { status, headers: { connection: 'close', 'cache-control': 'no-store' } })
}
