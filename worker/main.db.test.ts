import { type ChildProcess, spawn } from 'node:child_process'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { db } from '@/lib/server/db'
import { ring } from '@/lib/server/queue'
import { listenFor } from '@/lib/server/signal'
import { testDatabase } from '@/scripts/testing/database'
import { testSettings } from '@/scripts/testing/settings'
import { closeRig, leaveForDead, queuedJob, readJob, testAccount } from './rig'
import { type ScriptedSmileId, scriptedSmileId } from './scripted-smile-id'

let database: Awaited<ReturnType<typeof testDatabase>>
let provider: ScriptedSmileId
const running = new Set<ChildProcess>()

beforeAll(async () => {
  database = await testDatabase()
  provider = await scriptedSmileId(testAccount)
})
afterEach(() => {
  for (const worker of running) worker.kill('SIGKILL')
})
afterAll(async () => {
  await provider.close()
  await closeRig()
  await database.close()
})

/** A real worker process, from the moment it says that it is ready. */
async function startWorker(): Promise<{ process: ChildProcess; exit: Promise<number | null> }> {
  const child = spawn(process.execPath, ['--import', 'tsx', '--conditions=react-server', 'worker/main.ts'], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'test',
      ...testSettings,
      DATABASE_URL: database.url,
      SMILE_ID_SANDBOX_URL: `${provider.origin}/v1`,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  running.add(child)
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve))
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => chunk.includes('Worker ready') && resolve())
    child.once('exit', (code) => reject(new Error(`The worker ended with ${code}`)))
  })
  return { process: child, exit }
}

const patient = { timeout: 15_000, interval: 50 }

it('a worker killed while its upload is under way and started again: the job ends once', async () => {
  const first = await startWorker()
  const id = await queuedJob()
  provider.upload = ['hold']
  await db().$transaction((tx) => ring(tx, id))
  await vi.waitFor(() => expect(provider.ledger.get(id)?.zips).toBe(1), patient)
  first.process.kill('SIGKILL')
  await first.exit
  expect(await readJob(id)).toMatchObject({ state: 'submitting', phase: 'uploading' })

  // The 30 seconds of its lease pass.
  await leaveForDead(id)
  provider.result = '0840'
  const heard: string[] = []
  const stopListening = listenFor('job', (jobId) => heard.push(jobId))
  const second = await startWorker()
  await vi.waitFor(async () => expect((await readJob(id)).state).toBe('approved'), patient)
  await vi.waitFor(() => expect(heard).toContain(id), patient)
  stopListening()
  expect(provider.ledger.get(id)).toEqual({ reserved: 1, retried: 0, zips: 1 })
  expect((await readJob(id)).events.filter(({ kind }) => kind === 'verdict')).toHaveLength(1)

  second.process.kill('SIGTERM')
  expect(await second.exit).toBe(0)
}, 40_000)

it('a worker told to stop finishes what it has begun, and a job whose bell was lost is found by the sweep', async () => {
  // No bell was ever rung for this one.
  const id = await queuedJob()
  provider.result = 'processing'
  const worker = await startWorker()
  await vi.waitFor(() => expect(provider.ledger.get(id)?.zips).toBe(1), patient)
  worker.process.kill('SIGTERM')
  expect(await worker.exit).toBe(0)
  expect(await readJob(id)).toMatchObject({ state: 'processing', leaseUntil: null })
}, 40_000)
