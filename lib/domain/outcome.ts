/** A failure the user can act on. Bugs are exceptions; this is not one. */
export type Refusal = {
  ok: false
  /** Stable, for code and tests. */
  code: string
  /** What happened and what to do next, for people. */
  message: string
  /** One sentence per field of the form, by its name. */
  fields?: Record<string, string>
  /** Seconds after which the same is granted, where that is known. */
  againInS?: number
  /** The job that was made already, for those who may see it. */
  jobId?: string
}

export type Outcome<T extends object = object> = ({ ok: true } & T) | Refusal

/**
 * A refusal, ready to be returned. `code` is for programs and tests, `message` for whoever reads it: what happened and
 * what to do next. `fields`: what to change, under the names of the form's fields.
 */
export function refuse(code: string, message: string, fields?: Record<string, string>): Refusal {
  return fields ? { ok: false, code, message, fields } : { ok: false, code, message }
}
