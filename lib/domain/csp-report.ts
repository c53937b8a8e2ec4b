import { z } from 'zod'

/** What a page's policy can stop something by. Anything else a report names is "other". */
const directives = [
  'default-src',
  'script-src',
  'script-src-elem',
  'script-src-attr',
  'style-src',
  'style-src-elem',
  'style-src-attr',
  'img-src',
  'media-src',
  'font-src',
  'connect-src',
  'worker-src',
  'manifest-src',
  'frame-src',
  'object-src',
  'base-uri',
  'frame-ancestors',
  'form-action',
] as const

/** What was stopped, by its kind: the address itself may hold a token. */
type Blocked = 'inline' | 'eval' | 'data' | 'blob' | 'extension' | 'this portal' | 'another host' | 'other'

/** One violation of a page's policy, in nothing but words of ours. */
export type CspViolation = { directive: (typeof directives)[number] | 'other'; blocked: Blocked }

/** So many of one body count. Browsers gather a page's reports, of which there are few. */
const REPORTS_MAX = 20

const words = z.string().max(4_096).catch('')
const directiveSchema = z.enum(directives)

/** What `report-uri` brings: one report, under its own name. */
const oneSchema = z.object({
  'csp-report': z.object({
    'effective-directive': words,
    'violated-directive': words,
    'blocked-uri': words,
  }),
})
/** What `report-to` brings: a list, in which reports of other kinds may stand too. */
const manySchema = z.array(z.unknown())
const entrySchema = z.object({
  type: z.literal('csp-violation'),
  body: z.object({ effectiveDirective: words, blockedURL: words }),
})

/** The violations a browser's report tells of, in either of the two formats; none when it is no report. `origin`: the portal's. */
export function cspViolations(report: unknown, origin: string): CspViolation[] {
  const one = oneSchema.safeParse(report)
  if (one.success) {
    const {
      'effective-directive': effective,
      'violated-directive': violated,
      'blocked-uri': uri,
    } = one.data['csp-report']
    return [violation(effective || violated, uri, origin)]
  }
  return (manySchema.safeParse(report).data ?? []).slice(0, REPORTS_MAX).flatMap((entry) => {
    const { data } = entrySchema.safeParse(entry)
    return data ? [violation(data.body.effectiveDirective, data.body.blockedURL, origin)] : []
  })
}

function violation(directive: string, blocked: string, origin: string): CspViolation {
  // Older browsers say the whole directive, with its sources: "script-src 'self'".
  const [name] = directive.trim().split(/\s/, 1)
  return { directive: directiveSchema.safeParse(name).data ?? 'other', blocked: kindOf(blocked, origin) }
}

function kindOf(blocked: string, origin: string): Blocked {
  if (blocked === 'inline') return 'inline'
  if (blocked === 'eval' || blocked === 'wasm-eval') return 'eval'
  // Some say only the scheme, without its colon.
  const [, scheme = blocked] = /^([a-z][a-z0-9+.-]*):/i.exec(blocked) ?? []
  if (scheme === 'data' || scheme === 'blob') return scheme
  if (scheme.endsWith('-extension')) return 'extension'
  if (!URL.canParse(blocked)) return 'other'
  return new URL(blocked).origin === origin ? 'this portal' : 'another host'
}
