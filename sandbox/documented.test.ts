import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { pushSchema } from './admin'
import { flagNames } from './enrollee-doors'
import { faultNames, kindOf } from './faults'
import { ruleSchema, scenarioSchema } from './scenario'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const text = read('../docs/sandbox.md')
const bodiesFor = (door: RegExp) =>
  [...text.matchAll(/^curl .*?(http:\S+) -d '(.*)'$/gm)]
    .filter(([, url]) => door.test(url ?? ''))
    .map(([, , body]): unknown => JSON.parse(body ?? ''))

test('every setting, every misbehaviour with its time, every key of a rule and every flag is documented', () => {
  for (const [name] of read('./main.ts').matchAll(/KIOO_SANDBOX_\w+/g)) expect(text).toContain(`| \`${name}\` |`)
  for (const name of faultNames) {
    const row = text.split('\n').find((line) => line.startsWith('|') && line.includes(`\`${name}\``))
    expect(row, name).toBeDefined()
    const usual = kindOf(name).ms?.usual
    if (usual !== undefined) expect(row).toMatch(new RegExp(`: ${usual} \\|$`))
  }
  for (const key of [...Object.keys(ruleSchema.shape), ...flagNames]) expect(text).toContain(`\`${key}\``)
})

test('what the examples send is what the doors take', () => {
  const scenarios = bodiesFor(/admin\/scenario$/)
  const pushes = bodiesFor(/push$/)
  expect([scenarios.length, pushes.length]).toEqual([4, 2])
  for (const body of scenarios) scenarioSchema.parse(body)
  for (const body of pushes) pushSchema.parse(body)
})
