import { z } from 'zod'
import { faultNames, kindOf, type Step, steps } from './faults'

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
    ms: z.number().int().min(0).optional(),
    /** Over so long after it was set. */
    forMs: z.number().int().positive().optional(),
  })
  .refine(({ fault, at }) => at === undefined || kindOf(fault).at.includes(at), {
    path: ['at'],
    message: 'this fault does not happen there',
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

export function stepOf({ fault, at }: Rule): Step {
  return at ?? kindOf(fault).at[0]
}

export function msOf({ fault, ms }: Rule): number {
  return ms ?? kindOf(fault).ms?.usual ?? 0
}

/** A rule in words, for the page. */
export function sayRule({ fault, at, userId, jobId, rate, first, ms, forMs }: Rule): string {
  const kind = kindOf(fault)
  const usual = kind.ms
  return [
    kind.words,
    usual && `${usual.words} ${(ms ?? usual.usual) / 1000} s`,
    at && at !== kind.at[0] && `(${at})`,
    rate < 1 && `${Math.round(rate * 100)} % of the time`,
    first !== undefined && `the first ${first} times`,
    forMs !== undefined && `for ${forMs / 1000} s`,
    userId && `for ${userId}`,
    jobId && `for job ${jobId}`,
  ]
    .filter(Boolean)
    .join(' ')
}
