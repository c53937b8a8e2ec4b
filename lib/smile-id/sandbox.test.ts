import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AUTHENTICATE } from '@/lib/domain/job'
import type { Submission } from '@/lib/domain/provider'
import { type RunningSandbox, startSandbox } from '@/sandbox/server'
import { account, type ScriptedServer, scriptedServer, submission } from '@/scripts/testing/scripted-server'
import { readCallback, type SignedCallback } from './callback'
import { createSmileIdV1 } from './client'

const signal = new AbortController().signal
// Each of these was asked for before, or is new.
const isKnownAbsent = true
const onPhase = async () => undefined

let folder: string
let sandbox: RunningSandbox
let receiver: ScriptedServer
let frames: Uint8Array[]
/** The callbacks a job still waits for, in the order they are asked for. */
const waiting = new Map<string, ((callback: SignedCallback) => void)[]>()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kioo-sandbox-'))
  frames = await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map(drawFrame))
  receiver = await scriptedServer((response, { body }) => {
    response.end()
    const reading = readCallback(body, { partnerId: '001', apiKeys: ['key'] }, new Date(), 300)
    if (reading.kind === 'authentic') waiting.get(reading.callback.jobId ?? '')?.shift()?.(reading.callback)
  })
  const partners = [{ id: account.partnerId, apiKey: account.apiKey }]
  // These pictures show no face.
  sandbox = await startSandbox({ partners, stateFolder: folder, processingMs: 0, reviewMs: 0, sight: 'off' })
})

afterAll(async () => {
  await sandbox.close()
  await receiver.close()
  await rm(folder, { recursive: true, force: true })
})

const client = (changes: Partial<typeof account> = {}) =>
  createSmileIdV1({ ...account, baseUrl: sandbox.url, ...changes })

function aCapture(changes: Partial<Submission>): Submission {
  const [selfie = new Uint8Array(), ...liveness] = frames
  return submission({ selfie, liveness, callbackUrl: `${receiver.origin}/callback`, ...changes })
}

function callbackOf(jobId: string): Promise<SignedCallback> {
  return new Promise((resolve) => waiting.set(jobId, [...(waiting.get(jobId) ?? []), resolve]))
}

async function register(changes: Partial<Submission>) {
  const sent = aCapture(changes)
  const callback = callbackOf(sent.jobId)
  expect(await client().submit(sent, { signal, isKnownAbsent, onPhase })).toMatchObject({ kind: 'accepted' })
  return callback
}

describe('against the sandbox, a provider written apart from this client', () => {
  it('a capture is registered: callback and status say the same', async () => {
    const job = { jobId: 'register-1', userId: 'ng-1' }
    expect(await client().readStatus(job, signal)).toEqual({ kind: 'absent' })
    const callback = await register({ ...job, partnerParams: { branch: 'Lagos' } })
    expect(callback).toMatchObject({ ...job, jobType: 4, isFraud: false, result: { code: '0840' } })
    expect(await client().readStatus(job, signal)).toEqual({ kind: 'result', result: callback.result })
  })

  it('a rejection and a review come through', async () => {
    const rejected = await register({ jobId: 'reject-1', userId: 'ng-2', partnerParams: { sandbox_result: '1' } })
    expect(rejected.result.code).toBe('0841')
    const reviewed = Promise.all([callbackOf('review-1'), callbackOf('review-1')])
    const sent = aCapture({ jobId: 'review-1', userId: 'ng-3', partnerParams: { sandbox_result: '2' } })
    await client().submit(sent, { signal, isKnownAbsent, onPhase })
    const codes = (await reviewed).map((callback) => callback.result.code)
    expect(codes.sort()).toEqual(['0844', '1240'])
    expect(await client().readStatus(sent, signal)).toMatchObject({ kind: 'result', result: { code: '1240' } })
  })

  it('an enrolled user id is refused until re-enrolling is allowed, and can then be authenticated', async () => {
    await register({ jobId: 'first-1', userId: 'ng-4' })
    const again = await client().submit(aCapture({ jobId: 'second-1', userId: 'ng-4' }), {
      signal,
      isKnownAbsent,
      onPhase,
    })
    expect(again).toMatchObject({ kind: 'refused', code: '2209' })
    const replaced = await register({ jobId: 'third-1', userId: 'ng-4', allowReEnroll: true })
    expect(replaced.result.code).toBe('0840')
    const known = await register({ jobId: 'fourth-1', userId: 'ng-4', type: AUTHENTICATE })
    expect(known).toMatchObject({ jobType: 2, result: { code: '0820' } })
  })

  it('a reservation whose address was lost is sent again as the same job', async () => {
    const sent = aCapture({ jobId: 'lost-1', userId: 'ng-5' })
    const died = new Error('the worker died')
    const dies = async (phase: string) => {
      if (phase === 'uploading') throw died
    }
    await expect(client().submit(sent, { signal, isKnownAbsent, onPhase: dies })).rejects.toBe(died)
    expect(await client().readStatus(sent, signal)).toEqual({ kind: 'absent' })
    expect((await register({ jobId: 'lost-1', userId: 'ng-5' })).result.code).toBe('0840')
  })

  it('a certificate nobody vouches for is given nothing', async () => {
    const client = createSmileIdV1({ ...account, baseUrl: sandbox.httpsUrl })
    const sent = aCapture({ jobId: 'tls-1', userId: 'ng-7' })
    const outcome = await client.submit(sent, { signal, isKnownAbsent, onPhase })
    expect(outcome).toEqual({ kind: 'again', cause: 'connect', retryAfterMs: null })
  })

  it('an account that has to pay first is refused at once, and the same job goes through once that is settled', async () => {
    const admin = sandbox.url.replace(/v1$/, 'admin/scenario')
    const misbehave = (...rules: object[]) => fetch(admin, { method: 'POST', body: JSON.stringify({ rules }) })
    const sent = aCapture({ jobId: 'paid-1', userId: 'ng-8' })
    await misbehave({ fault: 'payment-required', jobId: sent.jobId })
    const refused = await client().submit(sent, { signal, isKnownAbsent, onPhase })
    await misbehave()
    expect(refused).toEqual({ kind: 'refused', code: '402', text: 'Payment Required' })
    expect((await register({ jobId: 'paid-1', userId: 'ng-8' })).result.code).toBe('0840')
  })

  it('a wrong key is refused, for sending and for asking', async () => {
    const stranger = client({ apiKey: 'another' })
    const sent = aCapture({ jobId: 'wrong-1', userId: 'ng-6' })
    expect(await stranger.submit(sent, { signal, isKnownAbsent, onPhase })).toMatchObject({
      kind: 'refused',
      code: '2205',
    })
    expect(await stranger.readStatus(sent, signal)).toMatchObject({ kind: 'refused', code: '2205' })
  })
})

/** A JPEG with something on it, different for every number. */
function drawFrame(number: number): Promise<Uint8Array> {
  const pixels = Uint8Array.from({ length: 12 * 16 }, (_, at) => (at * 37 + number * 53) % 256)
  return sharp(pixels, { raw: { width: 12, height: 16, channels: 1 } })
    .resize(480, 640)
    .jpeg()
    .toBuffer()
}
