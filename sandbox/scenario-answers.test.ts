import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { newFolder, post, statusBody, uploadBody } from './testing/client'
import { goodZip } from './testing/pictures'
import { startProcess } from './testing/process'
import { openReceiver } from './testing/receiver'
import { ledgerOf, misbehave } from './testing/scenario'

const { folder, remove } = newFolder()
let sandbox: Awaited<ReturnType<typeof startProcess>>

beforeAll(async () => {
  sandbox = await startProcess(folder)
})
afterEach(() => misbehave(sandbox.site, []))
afterAll(async () => {
  await sandbox.stop()
  remove()
})

const ask = (body: unknown = uploadBody()) =>
  fetch(`${sandbox.url}/upload`, { method: 'POST', body: JSON.stringify(body) })

async function reserved() {
  const body = uploadBody()
  const { body: answer } = await post(`${sandbox.url}/upload`, body)
  return { body, jobId: body.partner_params.job_id, url: String(answer.upload_url) }
}

const put = (url: string) => fetch(url, { method: 'PUT', body: goodZip() })
const failure = (call: Promise<Response>) => call.then(({ status }) => status).catch(() => 'no answer')

test('a slow answer comes after its time, and rightly', async () => {
  await misbehave(sandbox.site, [{ fault: 'slow', ms: 300 }])
  const began = performance.now()
  expect((await ask()).status).toBe(200)
  expect(performance.now() - began).toBeGreaterThanOrEqual(290)
})

test('429 says when to come again, in seconds', async () => {
  await misbehave(sandbox.site, [{ fault: 'rate-limited', ms: 7_000 }])
  const answer = await ask()
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '7'])
})

test('500 and 503 leave no trace of a job', async () => {
  const body = uploadBody()
  await misbehave(sandbox.site, [{ fault: 'error' }])
  expect((await ask(body)).status).toBe(500)
  await misbehave(sandbox.site, [{ fault: 'unavailable' }])
  expect((await ask(body)).status).toBe(503)
  expect(await ledgerOf(sandbox.site, body.partner_params.job_id)).toBeUndefined()
})

test('402 asks for payment, has no code and leaves no trace of a job', async () => {
  const body = uploadBody()
  await misbehave(sandbox.site, [{ fault: 'payment-required' }])
  const answer = await ask(body)
  expect(answer.status).toBe(402)
  expect(await answer.json()).not.toHaveProperty('code')
  expect(await ledgerOf(sandbox.site, body.partner_params.job_id)).toBeUndefined()
})

test('503 for a while is over when the while is', async () => {
  await misbehave(sandbox.site, [{ fault: 'unavailable', forMs: 5_000 }])
  expect((await ask()).status).toBe(503)
  await vi.waitFor(async () => expect((await ask()).status).toBe(200), { timeout: 20_000 })
})

test('an empty answer, a page and garbage come with 200, and none of them is JSON', async () => {
  for (const fault of ['empty', 'html', 'garbage'] as const) {
    await misbehave(sandbox.site, [{ fault }])
    const answer = await ask()
    expect(answer.status).toBe(200)
    const text = await answer.text()
    expect(() => JSON.parse(text), fault).toThrow()
  }
})

test.each(['reserve', 'upload', 'status'] as const)(
  'a page in the place of %s is a 200, and nothing was done',
  async (at) => {
    const { body, jobId, url } = await reserved()
    await misbehave(sandbox.site, [{ fault: 'html', at }])
    const asked = { ...statusBody(body.partner_params) }
    const calls = {
      reserve: () => ask({ ...body, retry: true }),
      upload: () => put(url),
      status: () => fetch(`${sandbox.url}/job_status`, { method: 'POST', body: JSON.stringify(asked) }),
    }
    const answer = await calls[at]()
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect(await answer.text()).toMatch(/^<!doctype html>/)
    expect(await ledgerOf(sandbox.site, jobId)).toMatchObject({ reservations: 1, zips: 0 })
  },
)

test('an answer of megabytes is megabytes long', async () => {
  await misbehave(sandbox.site, [{ fault: 'huge-answer' }])
  expect((await (await ask()).text()).length).toBeGreaterThan(4_000_000)
})

test('an answer that drips comes byte by byte', async () => {
  await misbehave(sandbox.site, [{ fault: 'drip', ms: 40 }])
  const reader = (await ask()).body?.getReader()
  const first = await reader?.read()
  expect(first?.value?.length).toBeLessThan(10)
  await reader?.cancel()
})

test('a connection reset in the middle of an upload leaves no zip', async () => {
  const { jobId, url } = await reserved()
  await misbehave(sandbox.site, [{ fault: 'reset', first: 1 }])
  expect(await failure(put(url))).toBe('no answer')
  expect(await ledgerOf(sandbox.site, jobId)).toMatchObject({ zips: 0, processed: 0 })
  expect((await put(url)).status).toBe(200)
})

test('an upload whose answer is lost was accepted all the same', async () => {
  const { body, jobId, url } = await reserved()
  await misbehave(sandbox.site, [{ fault: 'answer-lost' }])
  expect(await failure(put(url))).toBe('no answer')
  expect(await ledgerOf(sandbox.site, jobId)).toMatchObject({ zips: 1 })
  const { body: status } = await post(`${sandbox.url}/job_status`, statusBody(body.partner_params))
  expect(status.code).toBe('2302')
})

test('an upload address can be on another host', async () => {
  await misbehave(sandbox.site, [{ fault: 'other-host' }])
  const { upload_url } = await (await ask()).json()
  expect(new URL(upload_url).hostname).toBe('uploads.elsewhere.invalid')
})

test.each(['reserve', 'upload'] as const)(
  'called back early, the caller of %s still waits for its answer',
  async (at) => {
    const receiver = await openReceiver()
    const body = uploadBody({}, { callback_url: receiver.url })
    await misbehave(sandbox.site, [{ fault: 'early', at }, { fault: 'never' }])
    const { body: answer } = await post(`${sandbox.url}/upload`, body)
    if (at === 'upload') await put(String(answer.upload_url))
    expect(receiver.received).toMatchObject([{ ResultCode: '0840', PartnerParams: body.partner_params }])
    await receiver.close()
  },
)

test('a rule can be for one user or one job, and for the status alone', async () => {
  const [mine, other] = [uploadBody(), uploadBody()]
  await misbehave(sandbox.site, [{ fault: 'error', userId: mine.partner_params.user_id }])
  expect([(await ask(mine)).status, (await ask(other)).status]).toEqual([500, 200])
  await misbehave(sandbox.site, [{ fault: 'error', at: 'status', jobId: other.partner_params.job_id }])
  const status = (of: typeof mine) =>
    fetch(`${sandbox.url}/job_status`, { method: 'POST', body: JSON.stringify(statusBody(of.partner_params)) })
  expect([(await status(other)).status, (await status(mine)).status]).toEqual([500, 200])
  expect((await ask()).status).toBe(200)
})

test('by rate, about that share is struck, and the same seed strikes the same users', async () => {
  const users = Array.from({ length: 60 }, (_, at) => `lot-${at}`)
  const struck = async (seed: number, round: string) => {
    await misbehave(sandbox.site, [{ fault: 'unavailable', rate: 0.3 }], seed)
    const answers = users.map((user_id) => ask(uploadBody({ user_id, job_id: `${round}-${user_id}` })))
    return (await Promise.all(answers)).map(({ status }) => status === 503)
  }
  const first = await struck(7, 'a')
  const share = first.filter(Boolean).length / users.length
  expect(share).toBeGreaterThan(0.1)
  expect(share).toBeLessThan(0.55)
  expect(await struck(7, 'b')).toEqual(first)
  expect(await struck(8, 'c')).not.toEqual(first)
})
