import { mkdirSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { ledgerEntrySchema } from '../sandbox/ledger'
import type { scenarioSchema } from '../sandbox/scenario'
import { freePort } from '../scripts/free-port'
import { testPreload } from './preloads'
import { type Running, startProcess } from './process'
import { sandboxSettings } from './settings'

const ledgerSchema = z.object({ entries: z.array(ledgerEntrySchema), calls: z.record(z.string(), z.number()) })
type Rules = z.input<typeof scenarioSchema>['rules']

export type ProviderProcess = Running & {
  port: number
  misbehave(rules: Rules, seed?: number): Promise<void>
  ledger(): Promise<z.output<typeof ledgerSchema>>
}

export type Past = {
  /** Lines of its journal: what it remembers from before. */
  journal?: readonly object[]
  /** How wrong its clock is. */
  clockOffsetMs?: number
}

/** The sandbox as the provider of one trial. */
export async function openProvider(home: string, { journal = [], clockOffsetMs = 0 }: Past): Promise<ProviderProcess> {
  const port = await freePort()
  const folder = join(home, 'sandbox')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(join(folder, 'journal.jsonl'), journal.map((line) => `${JSON.stringify(line)}\n`).join(''))
  const running = await startProcess({
    name: 'sandbox',
    home,
    args: ['--import', 'tsx', ...(clockOffsetMs ? ['--import', testPreload('wrong-clock')] : []), 'sandbox/main.ts'],
    env: { ...sandboxSettings(folder, port), CLOCK_OFFSET_MS: String(clockOffsetMs), NODE_ENV: 'test' },
    ready: /Sandbox ready/,
  })
  return {
    ...running,
    port,
    async misbehave(rules, seed = 1) {
      await ask(port, 'POST', '/admin/scenario', JSON.stringify({ seed, rules }))
    },
    ledger: async () => ledgerSchema.parse(JSON.parse(await ask(port, 'GET', '/admin/ledger'))),
  }
}

/** One connection a call: a kept one may just be ending on the other side. */
function ask(port: number, method: 'GET' | 'POST', path: string, body?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, agent: false }, (got) => {
      text(got).then((said) => (got.statusCode === 200 ? resolve(said) : reject(new Error(said))), reject)
    })
    sent.once('error', reject)
    sent.end(body)
  })
}
