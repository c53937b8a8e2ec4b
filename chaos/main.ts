// npm run chaos [-- --seed N] [--small] [--only R2,R4] [--keep]: breaks things on purpose and counts what was lost.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { removeHome } from '../scripts/postgres-data'
import { openServer, type Server } from './postgres'
import { killAll } from './process'
import { onStage } from './run'
import { baseSettings } from './settings'
import { hasFailed, type Row, table } from './table'
import type { Trial } from './trial'
import { trials } from './trials'

/** Nothing here may go on for ever, whatever hangs. */
const RUN_MS = 25 * 60_000

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    small: { type: 'boolean', default: false },
    only: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
})
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000))
const isSmall = values.small
const only = values.only?.split(',')
// The rig makes tokens and seals with the server's own code, which reads these at its first use.
Object.assign(process.env, baseSettings, { DATABASE_URL: 'postgresql://127.0.0.1:9/none' })

const home = mkdtempSync(join(tmpdir(), 'kioo-chaos-'))
let server: Server | undefined
let isOver = false
async function end(code: number): Promise<never> {
  if (!isOver) {
    isOver = true
    killAll()
    await server?.stop().catch(() => undefined)
    if (values.keep) console.log(`Logs and data are in ${home}`)
    else await removeHome(home)
  }
  process.exit(code)
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end(130))
setTimeout(() => {
  console.error('Chaos took too long and was ended.')
  void end(1)
}, RUN_MS).unref()

console.log(`Chaos, seed ${seed}${isSmall ? ', small' : ''}. To repeat it: npm run chaos -- --seed ${seed}\n`)
try {
  server = await openServer(home)
  const rows: Row[] = []
  for (const group of trials) {
    const wanted = group.filter(
      ({ promise }) => !only || only.includes(promise) || only.includes(promise.replace(/b$/, '')),
    )
    const running = server
    rows.push(...(await Promise.all(wanted.map((trial) => attempt(trial, running)))))
  }
  console.log(`\n${table(rows)}\n`)
  const bad = rows.filter(({ outcome, caught }) => hasFailed(outcome) || !caught)
  for (const { trial, outcome } of bad) for (const fault of outcome.faults) console.log(`${trial.promise}: ${fault}`)
  console.log(
    bad.length === 0 ? `Nothing lost, nothing twice, every control caught. Seed ${seed}.` : `NOT GOOD. Seed ${seed}.`,
  )
  await end(bad.length === 0 && rows.length > 0 ? 0 : 1)
} catch (error) {
  console.error(error)
  await end(1)
}

async function attempt(trial: Trial, running: Server): Promise<Row> {
  const began = performance.now()
  const world = { home, server: running, seed, isSmall }
  return onStage(trial, world, async (run) => {
    const outcome = await run(false).catch((error: unknown) => failed(error))
    // A control that cannot be run has caught nothing.
    const control = await run(true).catch((error: unknown) =>
      console.log(`${trial.promise}: the control did not run: ${words(error)}`),
    )
    const caught = control !== undefined && hasFailed(control)
    const took = Math.round((performance.now() - began) / 1000)
    const told = `${outcome.losses} lost, ${outcome.duplicates} twice, ${outcome.faults.length} otherwise wrong`
    console.log(
      `${trial.promise.padEnd(4)} ${trial.words}: ${told}; control ${caught ? 'caught' : 'NOT CAUGHT'} (${took} s)`,
    )
    for (const fault of outcome.faults) console.log(`     ${fault}`)
    return { trial, outcome, caught }
  })
}

function failed(error: unknown) {
  return { trials: 0, losses: 0, duplicates: 0, recoveries: [], faults: [`it did not run: ${words(error)}`] }
}

function words(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
