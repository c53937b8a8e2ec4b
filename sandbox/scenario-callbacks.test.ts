import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { signatureMatches } from './signature'
import { newFolder, partner, submit, uploadBody } from './testing/client'
import { goodZip } from './testing/pictures'
import { startProcess } from './testing/process'
import { openReceiver, type Received } from './testing/receiver'
import { misbehave } from './testing/scenario'

const { folder, remove } = newFolder()
let sandbox: Awaited<ReturnType<typeof startProcess>>
let receiver: Awaited<ReturnType<typeof openReceiver>>

beforeAll(async () => {
  // Every job here has the same face, which a sandbox that looks would report as fraud.
  sandbox = await startProcess(folder, { KIOO_SANDBOX_SIGHT: 'off' })
  receiver = await openReceiver()
})
afterEach(() => misbehave(sandbox.site, []))
afterAll(async () => {
  await sandbox.stop()
  await receiver.close()
  remove()
})

const deliveries = z.object({
  jobs: z.array(z.looseObject({ jobId: z.string(), deliveries: z.array(z.object({ state: z.string() })) })),
})

/** Submits, and waits until the sandbox has told all that it means to tell. */
async function told(rules: Parameters<typeof misbehave>[1], many: number): Promise<Received[]> {
  await misbehave(sandbox.site, rules)
  const seen = receiver.received.length
  const body = uploadBody({}, { callback_url: receiver.url })
  await submit(sandbox.url, body, goodZip())
  await receiver.count(seen + many)
  await vi.waitFor(
    async () => {
      const { jobs } = deliveries.parse(await (await fetch(`${sandbox.site}/admin/jobs`)).json())
      const mine = jobs.find(({ jobId }) => jobId === body.partner_params.job_id)
      expect(mine?.deliveries.map(({ state }) => state)).toEqual(Array(many).fill('delivered'))
    },
    { timeout: 15_000 },
  )
  return receiver.received.slice(seen)
}

const codes = (received: Received[]) => received.map(({ ResultCode }) => ResultCode)
const signed = ({ signature, timestamp }: Received) =>
  signatureMatches(signature, timestamp, partner.id, partner.apiKey)

test('late is as late as it was told to be', async () => {
  const began = performance.now()
  expect(codes(await told([{ fault: 'late', ms: 400 }], 1))).toEqual(['0840'])
  expect(performance.now() - began).toBeGreaterThanOrEqual(390)
})

test('twice is two, five times is five, all of the same result', async () => {
  expect(codes(await told([{ fault: 'twice' }], 2))).toEqual(['0840', '0840'])
  expect(new Set(codes(await told([{ fault: 'five-times' }], 5)))).toEqual(new Set(['0840']))
})

test('a callback that never comes leaves its job decided', async () => {
  await misbehave(sandbox.site, [{ fault: 'never' }])
  const body = uploadBody({}, { callback_url: receiver.url })
  await submit(sandbox.url, body, goodZip())
  await vi.waitFor(
    async () => {
      const { jobs } = deliveries.parse(await (await fetch(`${sandbox.site}/admin/jobs`)).json())
      const mine = jobs.find(({ jobId }) => jobId === body.partner_params.job_id)
      expect(mine).toMatchObject({ state: 'approved', deliveries: [] })
    },
    { timeout: 15_000 },
  )
})

test('a wrong signature does not fit, and a time without a zone fits as it was written', async () => {
  expect((await told([{ fault: 'wrongly-signed' }], 1)).map(signed)).toEqual([false])
  const [zoneless] = await told([{ fault: 'zone-less' }], 1)
  expect(zoneless && signed(zoneless)).toBe(true)
  expect(zoneless?.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/)
})

test('a code nobody knows comes instead of the result', async () => {
  expect(codes(await told([{ fault: 'unknown-code' }], 1))).toEqual(['7777'])
})

const reportIn = (received: Received[]) => received.find(({ ResultCode }) => ResultCode.startsWith('52'))

test('a fraud report comes beside the result, has no Actions, and names whom it was told to', async () => {
  const both = await told([{ fault: 'fraud', suspects: ['fatou'] }], 2)
  const report = reportIn(both)
  expect(report).toMatchObject({
    ResultCode: '5211',
    Antifraud: { SuspectUsers: [{ user_id: 'fatou', reason: 'same-person' }] },
  })
  expect(Object.keys(report ?? {}).sort()).toEqual(
    ['Antifraud', 'PartnerParams', 'ResultCode', 'ResultText', 'SmileJobID', 'signature', 'timestamp'].sort(),
  )
  expect(codes(both)).toContain('0840')
})

test('which fraud report comes can be chosen: somebody, nobody, or that it failed', async () => {
  const report = async (code?: string) => reportIn(await told([{ fault: 'fraud', code }], 2))
  expect(await report()).toMatchObject({ ResultCode: '5211', Antifraud: { SuspectUsers: [{ reason: 'same-person' }] } })
  expect(await report('5210')).toMatchObject({ ResultCode: '5210', Antifraud: { SuspectUsers: [] } })
  const failed = await report('5212')
  expect(failed?.ResultCode).toBe('5212')
  expect(failed).not.toHaveProperty('Antifraud')
})

test('keys and actions nobody knows come beside all that belongs there, and the signature fits', async () => {
  const [strange] = await told([{ fault: 'unknown-keys' }], 1)
  expect(strange && signed(strange)).toBe(true)
  expect(strange).toMatchObject({ ResultCode: '0840', FutureField: 'a text', FutureNothing: null })
  expect(Object.keys(strange?.Actions ?? {})).toHaveLength(15)
  expect(strange?.Actions).toMatchObject({ Palm_Check: 'Passed', Register_Selfie: 'Approved' })
})

test('a slow body comes in pieces over its time, whole, and its length is announced', async () => {
  const [slow] = await told([{ fault: 'slow-callback', ms: 3_000 }], 1)
  expect(slow && signed(slow)).toBe(true)
  const { pieces, announced, tookMs } = receiver.arrivals.at(-1) ?? { pieces: 0, announced: 0, tookMs: 0 }
  expect(pieces).toBeGreaterThan(1)
  expect(announced).toBe(Buffer.byteLength(JSON.stringify(slow)))
  expect(tookMs).toBeGreaterThanOrEqual(200)
})

test('two finals disagree, and a provisional result can follow the final one', async () => {
  expect(codes(await told([{ fault: 'two-finals' }], 2)).sort()).toEqual(['0840', '0841'])
  expect(codes(await told([{ fault: 'provisional-after-final', ms: 2_000 }], 2))).toEqual(['0840', '0844'])
})

test('misbehaviours add up: shuffled, five times, with two finals', async () => {
  const all = codes(await told([{ fault: 'two-finals' }, { fault: 'five-times' }, { fault: 'shuffled', ms: 500 }], 10))
  expect([...all].sort()).toEqual([...Array(5).fill('0840'), ...Array(5).fill('0841')])
  expect(all).not.toEqual([...Array(5).fill('0840'), ...Array(5).fill('0841')])
})

test('a huge callback is larger than a receiver has to take', async () => {
  const [huge] = await told([{ fault: 'huge-callback' }], 1)
  expect(JSON.stringify(huge).length).toBeGreaterThan(2_000_000)
})
