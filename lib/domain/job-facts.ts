import type { Tone } from './job'
import type { JobEvent } from './job-event'
import type { NextStep } from './next-step'
import { resultMeaning } from './result-catalogue'

/** Something true beside a job's verdict that somebody has to look at: a suspicion of fraud, say. */
type JobFact = {
  code: string
  /** The callbacks that reported it, the newest first. Each says something else, such as another suspect. */
  callbackIds: readonly [string, ...string[]]
  headline: string
  /** For the operator: what was found, and what to do about it. */
  words: string
  next: readonly NextStep[]
}

/** What a code says beside a verdict; null where the code is a verdict, or unknown, or missing. */
export function factHeadline(code: string | null): string | null {
  const meaning = code === null ? null : resultMeaning(code)
  return meaning?.verdict === 'fact' ? meaning.headline : null
}

/** Whether somebody has to look at what a code reports. */
export function wantsLook(code: string): boolean {
  const { verdict, next } = resultMeaning(code)
  return verdict === 'fact' && !next.every((step) => step === 'none')
}

/** A callback's colour where it reports a fact; null where it reports none. */
export function factTone(code: string | null): Tone | null {
  if (code === null || factHeadline(code) === null) return null
  return wantsLook(code) ? 'warn' : 'idle'
}

/**
 * The facts of a job's history that somebody still has to look at, each kind once with all its reports, the newest first.
 * Only signed callbacks count. A later report that all is well settles nothing; a person does, who has looked at a report:
 * at it and at all earlier ones of its kind. Pure.
 */
export function jobFacts(newestFirst: readonly JobEvent[]): JobFact[] {
  const facts = new Map<string, JobFact>()
  // Gathered from the whole history: the clocks that time looks and reports may differ, so a look may stand before the
  // report it was at.
  const lookedAt = new Set(newestFirst.map((event) => event.kind === 'report_settled' && event.detail.callbackId))
  const settled = new Set<string>()
  for (const event of newestFirst) {
    if (event.kind !== 'callback' || event.detail.state !== 'authentic') continue
    const { code, callbackId } = event.detail
    if (code === null || !wantsLook(code)) continue
    if (lookedAt.has(callbackId)) settled.add(code)
    if (settled.has(code)) continue
    const { headline, operator, next } = resultMeaning(code)
    const newer = facts.get(code)?.callbackIds
    facts.set(code, {
      code,
      callbackIds: newer ? [...newer, callbackId] : [callbackId],
      headline,
      words: operator,
      next,
    })
  }
  return [...facts.values()]
}
