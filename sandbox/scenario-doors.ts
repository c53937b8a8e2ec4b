import { type Answer, json, plain } from './answer'
import { parseJson } from './body'
import { namesIn } from './names'
import type { Sandbox } from './sandbox'
import { ruleSchema, rulesLeft, type Scenario, scenarioSchema } from './scenario'

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
  const { seconds, percent, first, forSeconds, suspects, ...texts } = Object.fromEntries(fields)
  const rule = ruleSchema.safeParse({
    ...texts,
    ...(seconds && { ms: Math.round(Number(seconds) * 1000) }),
    ...(percent && { rate: Number(percent) / 100 }),
    ...(first && { first: Number(first) }),
    ...(forSeconds && { forMs: Math.round(Number(forSeconds) * 1000) }),
    ...(suspects && { suspects: namesIn(suspects) }),
  })
  if (!rule.success) return back('no', texts.fault)
  // All that is set counts its time from now on: what an older rule has used up of its own is taken off.
  const set = sandbox.store.scenario()
  save(sandbox, { ...set.scenario, rules: [...rulesLeft(set, sandbox.now()), rule.data] })
  return back('yes')
}

export function clearRules(sandbox: Sandbox): Answer {
  save(sandbox, { ...sandbox.store.scenario().scenario, rules: [] })
  return back('cleared')
}

/** To the page; after a mistake to the form it was made in. */
function back(rule: 'yes' | 'no' | 'cleared', form?: string): Answer {
  const again = form === undefined ? '' : `&misbehave=${encodeURIComponent(form)}`
  return { ...plain(303), headers: { location: `/?rule=${rule}${again}#misbehaviour` } }
}

function save({ store, now }: Sandbox, scenario: Scenario): void {
  store.saveScenario({ setAt: now(), scenario })
}
