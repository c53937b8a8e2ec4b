import { z } from 'zod'
import { type AuditAction, auditActions } from './audit-action'
import { type Cursor, cursorSchema, cursorText } from './cursor'
import { first } from './search-params'

/** Which lines of the audit log are shown; all of it lives in the URL. */
export type AuditFilter = {
  action: AuditAction | null
  /** An operator's id. */
  by: string | null
  /** "2026-05-12", a day of the reader's zone. */
  day: string | null
  before: Cursor | null
}

// A filter that makes no sense is no filter: an old bookmark shows more, never an error.
const searchSchema = z.object({
  action: z.preprocess(first, z.enum(auditActions)).nullable().catch(null),
  by: z.preprocess(first, z.uuid()).nullable().catch(null),
  // Years of four digits, but none before there were such logs: a half-typed one is not asked for.
  day: z
    .preprocess(
      first,
      z.iso.date().refine((text) => text >= '2000'),
    )
    .nullable()
    .catch(null),
  before: z.preprocess(first, cursorSchema).nullable().catch(null),
})

/** A page's search parameters as a filter. */
export function parseAuditFilter(search: Record<string, string | string[] | undefined>): AuditFilter {
  return searchSchema.parse(search)
}

/** The filter as it stands in an address, with its question mark; empty when everything is shown. */
export function auditSearch(filter: Partial<AuditFilter>): string {
  const search = new URLSearchParams()
  if (filter.action) search.set('action', filter.action)
  if (filter.by) search.set('by', filter.by)
  if (filter.day) search.set('day', filter.day)
  if (filter.before) search.set('before', cursorText(filter.before))
  const text = search.toString()
  return text && `?${text}`
}

/** The address of a filtered log; parts not named stay open, and the page starts from the newest. */
export function auditHref(filter: Partial<AuditFilter>): string {
  return `/settings/audit${auditSearch(filter)}`
}
