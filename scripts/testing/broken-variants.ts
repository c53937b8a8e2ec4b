import { randomUUID } from 'node:crypto'
import pg from 'pg'

/**
 * How a worker must not be built. Each variant rewrites what the worker says to the database or to the provider, so
 * that the product needs no switch for it; the tests are run with these too, to know that they would catch them.
 */
export const brokenVariants = [
  'no-fence',
  'sweep-off',
  'app-clock-leases',
  'new-job-id-per-try',
  'blind-resend',
  'immediate-retry',
  'garbage-is-success',
  'circuit-off',
  'exit-on-sigterm',
] as const
export type BrokenVariant = (typeof brokenVariants)[number]

type Statement = { name: string; text: string; values?: unknown[] }
type Rewrite = (statement: Statement) => Statement | undefined
type Send = typeof globalThis.fetch

/** Breaks this process until the returned function is called. */
export function breakWorker(variant: BrokenVariant): () => void {
  switch (variant) {
    case 'no-fence':
      return rewriting((one) =>
        change(one, ['move-job', 'renew-lease', 'release-claim'], (text) =>
          text.replace(/(job\.)?"fence" = \$2(::int)?/, () => '$2::int is not null'),
        ),
      )
    case 'sweep-off':
      return rewriting((one) => change(one, ['sweep'], () => 'select where false'))
    case 'app-clock-leases':
      // Not the sweep: it would put the bell off to the lease's end, and the test's own bell with it.
      return rewriting((one) =>
        change(one, ['claim-job', 'renew-lease', 'release-claim'], (text) =>
          text.replaceAll('now()', `'${new Date().toISOString()}'::timestamptz`),
        ),
      )
    case 'immediate-retry':
      return rewriting((one) => {
        const at = [...(one.values ?? [])]
        if (one.name !== 'move-job') return one
        if (JSON.parse(String(at[3])).state === 'queued') at[7] = 0
        return { ...one, values: at }
      })
    case 'circuit-off':
      return rewriting((one) => (one.name === 'move-job' ? { ...one, values: one.values?.with(13, null) ?? [] } : one))
    case 'new-job-id-per-try':
      return sending((send, url, init) =>
        send(
          url,
          withBody(url, init, (body) => newJobId(body)),
        ),
      )
    case 'blind-resend':
      return sending((send, url, init) =>
        send(
          url,
          withBody(url, init, (body) => ({ ...body, retry: true })),
        ),
      )
    case 'garbage-is-success':
      return sending(async (send, url, init) => {
        const answer = await send(url, init)
        return init?.method === 'PUT' ? new Response(null, { status: 200 }) : answer
      })
    case 'exit-on-sigterm': {
      const exit = () => process.exit(0)
      process.prependListener('SIGTERM', exit)
      return () => process.off('SIGTERM', exit)
    }
  }
}

/** Throws when there is nothing to break: a variant that breaks nothing would prove nothing. */
function change(one: Statement, names: string[], how: (text: string) => string): Statement {
  if (!names.includes(one.name)) return one
  const text = how(one.text)
  if (text === one.text) throw new Error(`${one.name} has nothing to break`)
  return { ...one, text }
}

function rewriting(rewrite: Rewrite): () => void {
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
    const [one, ...rest] = given
    const wanted = isStatement(one) ? rewrite(one) : undefined
    // Unnamed: a connection may have prepared the right one under this name.
    return Reflect.apply(
      query,
      this,
      wanted && wanted !== one ? [{ text: wanted.text, values: wanted.values ?? [] }, ...rest] : given,
    )
  }
  return () => {
    pg.Client.prototype.query = query
  }
}

function isStatement(given: unknown): given is Statement {
  return typeof given === 'object' && given !== null && 'name' in given && 'text' in given
}

function sending(how: (send: Send, ...args: Parameters<Send>) => Promise<Response>): () => void {
  const send = globalThis.fetch
  globalThis.fetch = (url, init) => how(send, url, init)
  return () => {
    globalThis.fetch = send
  }
}

type Body = { partner_params?: object }

/** A reservation with another body; every other request as it is. */
function withBody(url: Parameters<Send>[0], init: RequestInit | undefined, how: (body: Body) => Body) {
  if (!String(url).endsWith('/upload') || typeof init?.body !== 'string') return init
  return { ...init, body: JSON.stringify(how(JSON.parse(init.body))) }
}

function newJobId(body: Body): Body {
  return { ...body, partner_params: { ...body.partner_params, job_id: randomUUID() } }
}
