import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { POST } from '@/app/api/callbacks/smile-id/[[...token]]/route'
import { AUTHENTICATE } from '@/lib/domain/job'
import { db } from '@/lib/server/db'
import { ring } from '@/lib/server/queue'
import { type RunningSandbox, startSandbox } from '@/sandbox/server'
import { testDatabase } from '@/scripts/testing/database'
import { closeRig, queuedJob, readJob, testAccount } from '@/scripts/testing/rig'
import { type Runner, startRunner } from './runner'

let close = async () => {}
let sandbox: RunningSandbox
let portal: Server
let runner: Runner
let folder = ''
let jpegs: Uint8Array[] = []

/** As much of the web process as a callback needs. */
async function startPortal(): Promise<{ server: Server; url: string }> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const url = `http://portal${request.url}`
    const headers = { 'content-type': request.headers['content-type'] ?? '' }
    const sent = new Request(url, { method: 'POST', body: Uint8Array.from(Buffer.concat(chunks)), headers })
    const answer = await POST(sent, { params: Promise.resolve({ token: [url.split('/').at(-1) ?? ''] }) })
    response.writeHead(answer.status).end(await answer.text())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('no port')
  return { server, url: `http://127.0.0.1:${address.port}` }
}

/** Pictures of nobody, but real ones, with something to see on each and no two alike. */
async function pictures(): Promise<Uint8Array[]> {
  const shot = async (mean: number) => {
    const noise = { type: 'gaussian', mean, sigma: 60 } as const
    const coarse = await sharp({ create: { width: 12, height: 16, channels: 3, background: '#777', noise } })
      .png()
      .toBuffer()
    return sharp(coarse).resize(480, 640, { kernel: 'nearest' }).jpeg().toBuffer()
  }
  return Promise.all([100, 105, 110, 115, 120, 125, 130, 135].map(shot))
}

beforeAll(async () => {
  close = (await testDatabase()).close
  folder = await mkdtemp(join(tmpdir(), 'kioo-sandbox-'))
  const account = { id: testAccount.partnerId, apiKey: testAccount.apiKey }
  const started = await startPortal()
  portal = started.server
  // These pictures show no face.
  const quick = { processingMs: 100, reviewMs: 1_500 }
  sandbox = await startSandbox({ partners: [account], stateFolder: folder, sight: 'off', ...quick })
  vi.stubEnv('KIOO_URL', started.url)
  vi.stubEnv('SMILE_ID_SANDBOX_URL', sandbox.url)
  jpegs = await pictures()
  runner = await startRunner()
})
afterAll(async () => {
  await runner.stop()
  await sandbox.close()
  portal.close()
  await closeRig()
  await close()
  await rm(folder, { recursive: true, force: true })
})

async function submit(given: Parameters<typeof queuedJob>[0] = {}): Promise<string> {
  const id = await queuedJob({ jpegs, ...given })
  await db().$transaction((tx) => ring(tx, id))
  return id
}
async function becomes(id: string, state: string) {
  await vi.waitFor(async () => expect((await readJob(id)).state).toBe(state), { timeout: 15_000, interval: 50 })
  return readJob(id)
}

it('a registration goes from queued to approved, its callback confirmed by the status', async () => {
  const id = await submit({ userId: 'amina' })
  const job = await becomes(id, 'approved')
  expect(job).toMatchObject({ resultCode: '0840', enrollee: { enrolledJobId: id } })
  await vi.waitFor(async () => expect((await readJob(id)).callbacks).toMatchObject([{ state: 'applied' }]), 15_000)

  const again = await becomes(await submit({ userId: 'amina' }), 'refused')
  expect(again.failureCode).toBe('2209')
  await becomes(await submit({ userId: 'amina', type: AUTHENTICATE }), 'approved')
})

it('a forced rejection is rejected', async () => {
  const job = await becomes(await submit({ partnerParams: { sandbox_result: '1' } }), 'rejected')
  expect(job.enrollee.enrolledAt).toBeNull()
})

it('a provisional result becomes final when the review is over', async () => {
  const id = await submit({ partnerParams: { sandbox_result: '2' } })
  await becomes(id, 'provisional')
  expect((await becomes(id, 'approved')).enrollee.enrolledJobId).toBe(id)
})

it('a job that Smile ID wants paid for first stops at once, after one try, and is with a person', async () => {
  const admin = sandbox.url.replace(/v1$/, 'admin/scenario')
  const misbehave = (...rules: object[]) => fetch(admin, { method: 'POST', body: JSON.stringify({ rules }) })
  await misbehave({ fault: 'payment-required', userId: 'penniless' })
  const job = await becomes(await submit({ userId: 'penniless' }), 'refused')
  await misbehave()
  expect(job).toMatchObject({ failureCode: '402', attempts: 1 })
})
