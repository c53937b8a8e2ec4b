import { z } from 'zod'
import { actionsFor } from './actions'
import { codesOf, isHumanVerdict, meaning, noSuspects, sameFaceFound } from './codes'
import type { Fault } from './faults'
import type { JobType, Result } from './job'
import type { Rule } from './scenario'
import { codeOf, msOf } from './scenario'

const hugeBytes = 3 * 1024 * 1024
/** Whom a report names when nobody was chosen. */
const somebodyElse = 'somebody-else'

/** How one delivery differs from a right one. Kept with it, so that sending it again differs in the same way. */
export const twistSchema = z.object({
  signedWrongly: z.boolean().optional(),
  zoneless: z.boolean().optional(),
  /** Instead of the result's own. */
  code: z.string().optional(),
  withoutActions: z.boolean().optional(),
  /** Whom a fraud report names. */
  suspects: z.array(z.string()).optional(),
  padBytes: z.number().optional(),
  unknownKeys: z.boolean().optional(),
  /** Over how long its body is sent. */
  overMs: z.number().optional(),
})
export type Twist = z.infer<typeof twistSchema>

export type Planned = { delayMs: number; twist: Twist }

/**
 * A report of Smile Secure: a callback of its own, without Actions. 5211 names its suspects; that 5210 has an empty
 * list and 5212 none is INFERRED.
 */
export function fraudReport(code: string, suspects: readonly string[] = [somebodyElse]): Twist {
  if (code === sameFaceFound) return { code, withoutActions: true, suspects: [...suspects] }
  return { code, withoutActions: true, ...(code === noSuspects && { suspects: [] }) }
}

type About = { jobType: JobType; result: Pick<Result, 'outcome'>; lot: (what: string) => number }

/** The deliveries of one result: one, and right, unless rules say otherwise. Each rule works on what the ones before made. */
export function planDeliveries(rules: readonly Rule[], about: About): Planned[] {
  return rules.reduce<Planned[]>(
    (planned, rule, index) => apply(planned, rule, about, String(index)),
    [{ delayMs: 0, twist: {} }],
  )
}

function apply(planned: Planned[], rule: Rule, { jobType, result, lot }: About, nth: string): Planned[] {
  const ms = msOf(rule)
  const all = (twist: Twist) => planned.map((one) => ({ ...one, twist: { ...one.twist, ...twist } }))
  const also = (code: string, delayMs = 0) => [...planned, { delayMs, twist: { code } }]
  const codes = codesOf[jobType]
  const fault: Fault = rule.fault
  switch (fault) {
    case 'late':
      return planned.map((one) => ({ ...one, delayMs: one.delayMs + ms }))
    case 'twice':
      return planned.flatMap((one) => [one, one])
    case 'five-times':
      return planned.flatMap((one) => [one, one, one, one, one])
    case 'shuffled':
      return planned.map((one, at) => ({ ...one, delayMs: one.delayMs + Math.round(lot(`${nth}:${at}`) * ms) }))
    case 'never':
      return []
    case 'wrongly-signed':
      return all({ signedWrongly: true })
    case 'zone-less':
      return all({ zoneless: true })
    case 'unknown-code':
      return all({ code: '7777' })
    case 'fraud':
      return [...planned, { delayMs: 0, twist: fraudReport(codeOf(rule) ?? sameFaceFound, rule.suspects) }]
    case 'unknown-keys':
      return all({ unknownKeys: true })
    case 'slow-callback':
      return all({ overMs: ms })
    case 'two-finals':
      return also(result.outcome === 'approved' ? codes.fail : codes.pass)
    case 'provisional-after-final':
      return also(codes.review, ms)
    case 'huge-callback':
      return all({ padBytes: hugeBytes })
    default:
      return planned
  }
}

/** The result that a twisted delivery tells of. */
export function twistedResult(jobType: JobType, { code }: Twist, right: Result | undefined, now: number) {
  if (code === undefined) return right
  const { text, outcome } = meaning(code)
  const byHuman = isHumanVerdict(code)
  const actions = actionsFor({ code, jobType, outcome, byHuman, reviewed: false, livenessSent: true })
  return {
    code,
    text,
    outcome,
    confidence: outcome === 'approved' ? '99' : '0',
    actions,
    reviewCode: null,
    byHuman,
    at: now,
  }
}
