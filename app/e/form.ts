import 'server-only'
import type { z } from 'zod'
import { wordsIn } from '@/components/person/words'
import { foreignOrigin } from '@/lib/server/auth-origin'
import { readBounded, SMALL_BODY_MS } from '@/lib/server/body'
import { route } from '@/lib/server/route'
import { languageFor } from './person'

/** Bytes: a handful of short fields. */
const FORM_BYTES_MAX = 8_192

/** 303: whatever was posted is done, and a reload or the back button posts nothing again. */
export function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { location: path, 'cache-control': 'no-store' } })
}

/**
 * The first two steps of every form's door: it comes from our own page, and it is well-formed. The answer
 * to one that is not is ready to be returned: a page that says so.
 */
export async function postedForm<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<{ ok: true; form: z.output<Schema> } | { ok: false; response: Response }> {
  if (foreignOrigin(request.headers)) return { ok: false, response: seeOther('/e/problem/foreign') }
  const read = await readBounded(request, { bytes: FORM_BYTES_MAX, ms: SMALL_BODY_MS })
  // The rest of the body may be unread: the next request on this connection would wait behind it and break.
  if (!read.ok && (read.why === 'too_slow' || read.why === 'too_large')) {
    const status = read.why === 'too_slow' ? 408 : 413
    return { ok: false, response: await plainPage(status, { connection: 'close', 'cache-control': 'no-store' }) }
  }
  const body = read.ok ? read.body : new Uint8Array()
  const fields = Object.fromEntries(new URLSearchParams(new TextDecoder().decode(body)))
  const parsed = schema.safeParse(fields)
  return parsed.success ? { ok: true, form: parsed.data } : { ok: false, response: seeOther('/e/problem/unexpected') }
}

/**
 * A form's door while the database may be away: then it is a page of its own, in the person's language, and not the
 * answer of a machine. It has nothing round it, for what stands round the others comes from the database.
 */
export function formRoute(handler: (request: Request) => Promise<Response>): (request: Request) => Promise<Response> {
  return route(handler, (headers) => plainPage(503, headers))
}

/** That it did not work and may be tried again, with nothing round it and nothing from the database. */
async function plainPage(status: number, headers: Record<string, string>): Promise<Response> {
  const { t, language, dir } = wordsIn(await languageFor(null))
  const words = `<h1>${t('problem.title')}</h1><p>${t('problem.unexpected')}</p>`
  const head = `<meta name="viewport" content="width=device-width"><title>${t('page.title')}</title>`
  const page = `<!doctype html><html lang="${language}" dir="${dir}"><head>${head}</head><body>${words}</body></html>`
  return new Response(page, { status, headers: { ...headers, 'content-type': 'text/html; charset=utf-8' } })
}
