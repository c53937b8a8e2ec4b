import { actionsFor } from './actions'
import { codesOf, dataInvalid, isHumanVerdict, meaning, reviewed, zipCorrupt } from './codes'
import type { Findings } from './examine'
import type { JobType, Result } from './job'
import type { Comparison } from './likeness'

type Question = {
  jobType: JobType
  partnerParams: Record<string, unknown>
  findings: Findings
  /** How the selfie compares with the face on file; null where there is nothing to compare. */
  comparison: Comparison | null
  /** The user was marked as fraudulent. */
  isFraudulent: boolean
  reviewOutcome: 'approve' | 'reject'
  now: number
}

/**
 * From what was sent to a result. A package that cannot be read comes first: there is nothing to force a result on.
 * Then the mark of a fraudulent user, then what the partner asked for, then what the pictures show, and otherwise approval.
 */
export function decide(question: Question): Result {
  const { jobType, partnerParams, findings, reviewOutcome, now } = question
  const code = codeFor(question)
  const { humanPass, humanFail } = codesOf[jobType]
  const passes = reviewWish(partnerParams) ?? reviewOutcome === 'approve'
  const reviewCode = reviewed.includes(code) ? (passes ? humanPass : humanFail) : null
  const livenessSent = findings.kind === 'pictures' && findings.livenessCount > 0
  return resultOf(code, jobType, { reviewCode, byHuman: isHumanVerdict(code), livenessSent, now })
}

/** A result that a person chose. A provisional one is one that human review follows; the code it may end with is a guess. */
export function chosenResult(jobType: JobType, code: string, livenessSent: boolean, now: number): Result {
  const reviewCode = reviewed.includes(code) ? codesOf[jobType].humanPass : null
  return resultOf(code, jobType, { reviewCode, byHuman: isHumanVerdict(code), livenessSent, now })
}

/** What the human review says, after a provisional result; `decision` is the person's on the page. */
export function reviewResult(
  jobType: JobType,
  before: Result,
  now: number,
  decision?: 'approve' | 'reject',
): Result | undefined {
  if (before.reviewCode === null) return undefined
  const { humanPass, humanFail } = codesOf[jobType]
  const code = decision === undefined ? before.reviewCode : decision === 'approve' ? humanPass : humanFail
  const livenessSent = before.actions.Liveness_Check !== 'Not Applicable'
  return resultOf(code, jobType, { reviewCode: null, byHuman: true, livenessSent, now })
}

/** A wish of the partner's ends a review by itself; doubt about a face ends by a person's decision alone. */
export function needsPerson({ partnerParams, comparison }: Question, { reviewCode }: Result): boolean {
  return reviewCode !== null && comparison === 'unsure' && !hasWish(partnerParams)
}

function hasWish({ sandbox_result, sandbox_review }: Record<string, unknown>): boolean {
  return [sandbox_result, sandbox_review].some((wish) => wordOf(wish) !== '')
}

function codeFor({ jobType, partnerParams, findings, comparison, isFraudulent }: Question): string {
  const codes = codesOf[jobType]
  if (findings.kind === 'zip corrupt') return zipCorrupt
  if (findings.kind === 'data invalid') return dataInvalid
  // Sourced: the mark makes later jobs fail. INFERRED: as a result, with the code a person gives fraud.
  if (isFraudulent) return codes.fraud
  const forced = forcedCode(partnerParams.sandbox_result, jobType)
  if (forced) return forced
  if (findings.selfieBlank || findings.selfie?.face === 'none') return codes.noFace
  if (findings.selfie?.face === 'poor') return codes.quality
  // INFERRED: empty frames show no face good enough to check; a still picture sent again and again is an attack.
  if (findings.livenessBlank || findings.livenessWithoutFace) return codes.quality
  if (findings.livenessFrozen) return codes.spoof
  return comparison === null ? codes.pass : codes[verdictOf[comparison]]
}

const verdictOf = { same: 'pass', unsure: 'review', stranger: 'fail' } as const

/** Smile ID documents "0", "1" and "2"; numbers and whole result codes are our own addition. */
function forcedCode(wish: unknown, jobType: JobType): string | undefined {
  const codes = codesOf[jobType]
  switch (wordOf(wish)) {
    case '0':
      return codes.pass
    case '1':
      return codes.fail
    case '2':
      return codes.review
  }
  return typeof wish === 'string' && /^\d{4}$/.test(wish) ? wish : undefined
}

/** Anything but a text or a number says nothing, and need not even have a text to be made into. */
function wordOf(wish: unknown): string {
  return typeof wish === 'string' || typeof wish === 'number' ? String(wish) : ''
}

/** Our own addition: `sandbox_review` "0" or "1" says how this job's human review ends. */
function reviewWish({ sandbox_review }: Record<string, unknown>): boolean | undefined {
  const wish = wordOf(sandbox_review)
  return wish === '0' ? true : wish === '1' ? false : undefined
}

type Circumstances = { reviewCode: string | null; byHuman: boolean; livenessSent: boolean; now: number }

/** INFERRED: only the passing "99" is sourced. Where nothing could be read nothing was compared, and no figure is given. */
const confidence = { approved: '99', provisional: '50', rejected: '0', unknown: '0' }

function resultOf(code: string, jobType: JobType, { reviewCode, byHuman, livenessSent, now }: Circumstances): Result {
  const { text, outcome } = meaning(code)
  const actions = actionsFor({ code, jobType, outcome, byHuman, livenessSent, reviewed: reviewCode !== null })
  const figure = [zipCorrupt, dataInvalid].includes(code) ? '' : confidence[outcome]
  return { code, text, outcome, confidence: figure, actions, reviewCode, byHuman, at: now }
}
