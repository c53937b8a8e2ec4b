import { type CspViolation, cspViolations } from '@/lib/domain/csp-report'
import { readBounded } from '@/lib/server/body'
import { env } from '@/lib/server/env'
import { log } from '@/lib/server/log'
import { oncePerProcess } from '@/lib/server/once-per-process'
import { tokenBucket } from '@/lib/server/token-bucket'

/** A report names the page, what was stopped and the whole policy: some kilobytes. */
const REPORT_BYTES_MAX = 16 * 1024
const BODY_MS = 5_000
/** A page that violates its policy does so for everybody who opens it: a few lines tell as much as all of them. */
const mayBeHeard = oncePerProcess('policy reports', () => tokenBucket({ perSecond: 1, burst: 30 }))

export const dynamic = 'force-dynamic'

/**
 * Where browsers report what a page's policy stopped. From anybody and about anything, so of what they say only the
 * directive and the kind of what was stopped are written down, never an address. 204 whatever comes: nobody waits
 * for an answer, and nobody learns one.
 */
export async function POST(request: Request): Promise<Response> {
  if (!mayBeHeard()) return heard({ isCut: true })
  const read = await readBounded(request, { bytes: REPORT_BYTES_MAX, ms: BODY_MS })
  if (!read.ok) return heard({ isCut: true })
  const counted = new Map<string, CspViolation & { count: number }>()
  for (const { directive, blocked } of cspViolations(parsed(read.body), new URL(env().KIOO_URL).origin)) {
    const name = `${directive} ${blocked}`
    counted.set(name, { directive, blocked, count: (counted.get(name)?.count ?? 0) + 1 })
  }
  let isPaid = true
  for (const line of counted.values()) {
    // The request's own token stands for its first line.
    if (!isPaid && !mayBeHeard()) break
    isPaid = false
    log.warn('a page tried what its policy does not allow', line)
  }
  return heard()
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return null
  }
}

/** `isCut`: the rest of the body may be unread, and the next request on this connection would wait behind it. */
function heard({ isCut = false } = {}): Response {
  const headers: Record<string, string> = { 'cache-control': 'no-store' }
  if (isCut) headers.connection = 'close'
  return new Response(null, { status: 204, headers })
}
