import { fraudReports, sameFaceFound } from './codes'

/** Where a scenario can meddle: the reservation, the upload of the zip, the status, and what we send ourselves. */
export const steps = ['reserve', 'upload', 'status', 'callback'] as const
export type Step = (typeof steps)[number]

type Kind = {
  words: string
  /** The first is meant when a rule names none. */
  at: readonly [Step, ...Step[]]
  /** What the rule's number means, and its value when the rule gives none. */
  ms?: { words: string; usual: number }
  /** Which codes a rule may choose from, and the one meant when it gives none. */
  codes?: { usual: string; meanings: Readonly<Record<string, string>> }
}

const second = 1000
const anyCall = ['reserve', 'upload', 'status'] as const
const callback = ['callback'] as const

/** Every way to misbehave. The page, the admin API and the tests all choose from this one table. */
const faults = {
  slow: { words: 'answers slowly', at: anyCall, ms: { words: 'after', usual: 3 * second } },
  'rate-limited': { words: '429 with Retry-After', at: anyCall, ms: { words: 'retry after', usual: 5 * second } },
  error: { words: 'answers 500', at: anyCall },
  unavailable: { words: 'answers 503', at: anyCall },
  'payment-required': { words: 'answers 402 without a code', at: ['reserve', 'status'] },
  empty: { words: 'answers 200 with nothing', at: anyCall },
  html: { words: 'answers 200 with a page', at: anyCall },
  garbage: { words: 'answers with garbage', at: anyCall },
  reset: { words: 'cuts the connection, an upload in its middle', at: ['upload', 'reserve', 'status'] },
  'answer-lost': { words: 'does the work and loses the answer', at: ['upload', 'reserve', 'status'] },
  drip: { words: 'answers a byte at a time', at: anyCall, ms: { words: 'each byte after', usual: second } },
  'huge-answer': { words: 'answers with megabytes', at: anyCall },
  'other-host': { words: 'gives an upload address on another host', at: ['reserve'] },
  early: { words: 'calls back before it answers', at: ['upload', 'reserve'] },
  late: { words: 'calls back late', at: callback, ms: { words: 'by', usual: 30 * second } },
  twice: { words: 'calls back twice', at: callback },
  'five-times': { words: 'calls back five times', at: callback },
  shuffled: { words: 'calls back in any order', at: callback, ms: { words: 'within', usual: 2 * second } },
  never: { words: 'never calls back', at: callback },
  'wrongly-signed': { words: 'signs its callback wrongly', at: callback },
  'zone-less': { words: 'writes its time without a zone', at: callback },
  'unknown-code': { words: 'calls back with a code nobody knows', at: callback },
  'unknown-keys': { words: 'adds keys and actions nobody knows', at: callback },
  fraud: { words: 'also reports fraud', at: callback, codes: { usual: sameFaceFound, meanings: fraudReports } },
  'two-finals': { words: 'also sends the opposite verdict', at: callback },
  'provisional-after-final': {
    words: 'sends a provisional result after the final one',
    at: callback,
    ms: { words: 'later by', usual: second },
  },
  'slow-callback': { words: 'calls back with a slow body', at: callback, ms: { words: 'over', usual: 5 * second } },
  'huge-callback': { words: 'calls back with a body of 3 MB', at: callback },
} as const satisfies Record<string, Kind>

export type Fault = keyof typeof faults

export function kindOf(fault: Fault): Kind {
  return faults[fault]
}

export const faultNames = Object.keys(faults).filter((name): name is Fault => name in faults)
