import { type Answer, json, plain } from './answer'
import { parseJson } from './body'
import type { Sandbox } from './sandbox'
import { ruleSchema, type Scenario, scenarioSchema } from './scenario'

/** How the sandbox misbehaves: read and set whole by programs, rule by rule from the page. Loopback only, see guard.ts. */
export function readScenario({ store }: Sandbox): Answer {
  return json(store.scenario())
}

/** Replaces the scenario. Without rules, it behaves. */
export function setScenario(sandbox: Sandbox, body: Uint8Array): Answer {
  const given = scenarioSchema.safeParse(parseJson(body)?.value)
  if (!given.success) {
    const issues = given.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    return json({ message: `This is not a scenario. ${issues.join('; ')}` }, 400)
  }
  save(sandbox, given.data)
  return readScenario(sandbox)
}

/** A form of the page: its fields are texts, and one left empty was not given. */
export function addRule(sandbox: Sandbox, body: Uint8Array): Answer {
  const fields = [...new URLSearchParams(new TextDecoder().decode(body))].filter(([, value]) => value.trim() !== '')
  const { seconds, percent, ...texts } = Object.fromEntries(fields)
  const rule = ruleSchema.safeParse({
    ...texts,
    ...(seconds && { ms: Math.round(Number(seconds) * 1000) }),
    ...(percent && { rate: Number(percent) / 100 }),
  })
  if (!rule.success) return back('no')
  const { scenario } = sandbox.store.scenario()
  save(sandbox, { ...scenario, rules: [...scenario.rules, rule.data] })
  return back('yes')
}

export function clearRules(sandbox: Sandbox): Answer {
  save(sandbox, { ...sandbox.store.scenario().scenario, rules: [] })
  return back('cleared')
}

function back(rule: 'yes' | 'no' | 'cleared'): Answer {
  return { ...plain(303), headers: { location: `/?rule=${rule}${rule === 'no' ? '&misbehave=1' : ''}#misbehaviour` } }
}

function save({ store, now }: Sandbox, scenario: Scenario): void {
  store.saveScenario({ setAt: now(), scenario })
}
