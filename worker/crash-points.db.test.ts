import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { db } from '@/lib/server/db'
import { ring } from '@/lib/server/queue'
import { testDatabase } from '@/scripts/testing/database'
import { killWorkers, startWorker } from '@/scripts/testing/worker-process'
import { closeRig, leaveForDead, queuedJob, readJob, testAccount } from './rig'
import { type ScriptedSmileId, scriptedSmileId } from './scripted-smile-id'

const POINTS = ['after-claim', 'after-post', 'mid-put', 'after-put', 'before-complete']

let database: Awaited<ReturnType<typeof testDatabase>>
let provider: ScriptedSmileId

beforeAll(async () => {
  database = await testDatabase()
  provider = await scriptedSmileId(testAccount)
})
afterEach(killWorkers)
afterAll(async () => {
  await provider.close()
  await closeRig()
  await database.close()
})

it('workers that die at each point of a submission: every job ends once, and the provider has one package of each', async () => {
  const env = { DATABASE_URL: database.url, SMILE_ID_SANDBOX_URL: `${provider.origin}/v1` }
  const ids: string[] = []
  for (const point of POINTS) {
    const id = await queuedJob()
    ids.push(id)
    const doomed = await startWorker({
      env: { ...env, CRASH_AT: point },
      preload: ['./scripts/testing/crash-at.mjs'],
    })
    await db().$transaction((tx) => ring(tx, id))
    expect(await doomed.ended).toBe('SIGKILL')
    expect((await readJob(id)).leaseUntil).not.toBeNull()
  }
  provider.result = '0840'
  for (const id of ids) await leaveForDead(id)
  await startWorker({ env })
  for (const id of ids) {
    await vi.waitFor(async () => expect((await readJob(id)).state).toBe('approved'), { timeout: 20_000, interval: 100 })
    expect((await readJob(id)).events.filter(({ kind }) => kind === 'verdict')).toHaveLength(1)
    expect(provider.ledger.get(id)?.zips).toBe(1)
  }
  expect([...provider.ledger.keys()].sort()).toEqual([...ids].sort())
}, 120_000)
