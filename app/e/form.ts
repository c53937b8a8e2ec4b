import 'server-only'
import type { z } from 'zod'
import { foreignOrigin } from '@/lib/server/auth-origin'
import { readBody } from '@/lib/server/body'

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
  const body = await readBody(request, FORM_BYTES_MAX)
  const fields = Object.fromEntries(new URLSearchParams(new TextDecoder().decode(body ?? new Uint8Array())))
  const parsed = schema.safeParse(fields)
  return parsed.success ? { ok: true, form: parsed.data } : { ok: false, response: seeOther('/e/problem/unexpected') }
}
