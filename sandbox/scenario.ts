import { z } from 'zod'
import { sameFaceFound } from './codes'
import { faultNames, kindOf, type Step, steps } from './faults'
import { longestWaitMs } from './settings'

/** One misbehaviour: what, where, for whom and how often. */
export const ruleSchema = z
  .strictObject({
    fault: z.enum(faultNames),
    at: z.enum(steps).optional(),
    /** Neither: everybody. Both: a job of this user. */
    userId: z.string().min(1).optional(),
    jobId: z.string().min(1).optional(),
    /** The share of occasions it happens on. */
    rate: z.number().min(0).max(1).default(1),
    /** Only on the first so many occasions of each job. */
    first: z.number().int().positive().optional(),
    /** What the fault's number means is in its table. */
    ms: z.number().int().min(0).max(longestWaitMs).optional(),
    /** Over so long after it was set. */
    forMs: z.number().int().positive().optional(),
    /** Where the fault's table offers several. */
    code: z.string().optional(),
    /** User ids that a report of a known face names. */
    suspects: z.array(z.string().min(1)).min(1).max(50).optional(),
  })
  // What a fault does not use would be ignored in silence.
  .superRefine((rule, context) => {
    const { ms, codes, at } = kindOf(rule.fault)
    const wrong = (path: keyof typeof rule, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message })
    if (rule.at !== undefined && !at.includes(rule.at)) wrong('at', 'this fault does not happen there')
    if (rule.ms !== undefined && !ms) wrong('ms', 'this fault takes no time of its own')
    const code = rule.code ?? codes?.usual
    if (code !== undefined && !Object.hasOwn(codes?.meanings ?? {}, code)) wrong('code', 'this fault has no such code')
    if (rule.suspects && code !== sameFaceFound) wrong('suspects', `only a report of ${sameFaceFound} names somebody`)
  })

/** Plain data: the whole of how the sandbox misbehaves. The same seed draws the same lots. */
export const scenarioSchema = z.strictObject({
  seed: z.number().int().default(1),
  rules: z.array(ruleSchema).max(100).default([]),
})

export type Rule = z.output<typeof ruleSchema>
export type Scenario = z.output<typeof scenarioSchema>

/** A scenario and when it was set: rules that end count from then. */
export const setScenarioSchema = z.object({ setAt: z.number(), scenario: scenarioSchema })
export type SetScenario = z.output<typeof setScenarioSchema>

export const wellBehaved: SetScenario = { setAt: 0, scenario: { seed: 1, rules: [] } }

/** What still holds at `now`: rules whose time is over are gone, the others have the rest of theirs. */
export function rulesLeft({ setAt, scenario }: SetScenario, now: number): Rule[] {
  return scenario.rules.flatMap((rule) => {
    if (rule.forMs === undefined) return [rule]
    const left = setAt + rule.forMs - now
    return left > 0 ? [{ ...rule, forMs: left }] : []
  })
}

export function codeOf({ fault, code }: Rule): string | undefined {
  return code ?? kindOf(fault).codes?.usual
}

export function stepOf({ fault, at }: Rule): Step {
  return at ?? kindOf(fault).at[0]
}

export function msOf({ fault, ms }: Rule): number {
  return ms ?? kindOf(fault).ms?.usual ?? 0
}

/** A rule in words, for the page. */
export function sayRule(rule: Rule): string {
  const { fault, at, userId, jobId, rate, first, ms, forMs, suspects } = rule
  const kind = kindOf(fault)
  const usual = kind.ms
  return [
    kind.words,
    codeOf(rule),
    suspects && `naming ${suspects.join(', ')}`,
    usual && `${usual.words} ${(ms ?? usual.usual) / 1000} s`,
    at && at !== kind.at[0] && `(${at})`,
    rate < 1 && `${Math.round(rate * 100)} % of the time`,
    first !== undefined && (first === 1 ? 'the first time' : `the first ${first} times`),
    forMs !== undefined && `for another ${Math.ceil(forMs / 1000)} s`,
    userId && `for ${userId}`,
    jobId && `for job ${jobId}`,
  ]
    .filter(Boolean)
    .join(' ')
}
