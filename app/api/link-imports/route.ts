import { z } from 'zod'
import { CSV_BYTES_MAX, fileTooLarge, noFile } from '@/lib/domain/import-file'
import { importOptionsSchema } from '@/lib/domain/link-import'
import type { Refusal } from '@/lib/domain/outcome'
import { unfit } from '@/lib/domain/unfit'
import { routeActor } from '@/lib/server/auth'
import { readBody } from '@/lib/server/body'
import { checkImport } from '@/lib/server/check-import'
import { route } from '@/lib/server/route'

/** The form's other fields and the boundaries between them. */
const FORM_BYTES = 16 * 1024

const optionsSchema = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue('Not JSON.')
    return z.NEVER
  }
})

/** Takes a file of people and checks it; a route, since actions stop at 1 MB. Makes no link. */
export const POST = route(async (request: Request): Promise<Response> => {
  const asked = await routeActor(request, 'imports.manage')
  if (!asked.ok) return asked.response
  const body = await readBody(request, { bytes: CSV_BYTES_MAX + FORM_BYTES, tooLarge: fileTooLarge })
  if (!body) return refused(noFile, 400)
  const type = request.headers.get('content-type') ?? ''
  const form = await new Response(body, { headers: { 'content-type': type } }).formData().catch(() => null)
  const file = form?.get('file')
  if (!form || !(file instanceof File)) return refused(noFile, 400)
  const options = optionsSchema.pipe(importOptionsSchema).safeParse(form.get('options'))
  if (!options.success) return refused(unfit(options.error), 422)
  const checked = await checkImport(asked.actor, new Uint8Array(await file.arrayBuffer()), options.data)
  return checked.ok ? Response.json(checked) : refused(checked, 422)
})

function refused(refusal: Refusal, status: number): Response {
  return Response.json(refusal, { status, headers: { 'cache-control': 'no-store' } })
}
