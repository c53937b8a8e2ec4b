import { afterEach, beforeEach, expect, test } from 'vitest'
import type { RunningSandbox } from './server'
import { signatureMatches } from './signature'
import { newFolder, partner, post, start, statusBody, submit, uploadBody } from './testing/client'
import { goodZip } from './testing/pictures'
import { openReceiver } from './testing/receiver'

let state: ReturnType<typeof newFolder>
let sandbox: RunningSandbox

beforeEach(async () => {
  state = newFolder()
  sandbox = await start(state.folder)
})
afterEach(async () => {
  await sandbox.close()
  state.remove()
})

const site = () => sandbox.url.replace(/\/v1$/, '')

async function jobs() {
  const { jobs } = await (await fetch(`${site()}/admin/jobs`)).json()
  return jobs
}

/** Waits until the sandbox itself has written down how the newest delivery went. */
async function settled() {
  for (;;) {
    const [job] = await jobs()
    if (job?.deliveries.length > 0 && job.deliveries.every((one: { state: string }) => one.state !== 'waiting'))
      return job
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** Sorted: nothing promises that two callbacks arrive in the order in which they were sent. */
const codesIn = (received: { ResultCode: string }[]) => received.map(({ ResultCode }) => ResultCode).sort()

test('every extra parameter comes back with its own type, and the signature is fresh', async () => {
  const receiver = await openReceiver()
  const extras = { branch: 'Kisumu', floor: 3, vip: true, nothing: null, nested: { list: [1, 'two'] } }
  const body = uploadBody({ ...extras, job_type: '4' }, { callback_url: receiver.url })
  await submit(sandbox.url, body, goodZip())
  const [callback] = await receiver.count(1)
  expect(callback?.PartnerParams).toEqual(body.partner_params)
  expect(callback).toMatchObject({ ResultText: 'Enroll User', ConfidenceValue: '99', SmileJobID: '0000000001' })
  expect(Object.keys(callback?.Actions ?? {})).toHaveLength(14)
  const { timestamp = '', signature = '' } = callback ?? {}
  expect(signatureMatches(signature, timestamp, partner.id, partner.apiKey)).toBe(true)
  await receiver.close()
})

test('a callback that is not taken is sent again, each time signed anew, until it is', async () => {
  const receiver = await openReceiver(500, 302)
  await submit(sandbox.url, uploadBody({}, { callback_url: receiver.url }), goodZip())
  const received = await receiver.count(3)
  expect(new Set(received.map(({ timestamp }) => timestamp)).size).toBe(3)
  const { deliveries } = await settled()
  expect(deliveries).toMatchObject([
    { state: 'delivered', attempts: [{ status: 500 }, { status: 302 }, { status: 200 }] },
  ])
  await receiver.close()
})

test('after the last try it is given up, and can be sent again by hand', async () => {
  const receiver = await openReceiver(500, 500, 500)
  await submit(sandbox.url, uploadBody({}, { callback_url: receiver.url }), goodZip())
  await receiver.count(3)
  expect((await settled()).deliveries).toMatchObject([{ state: 'given up' }])
  expect((await fetch(`${site()}/admin/jobs/0000000001/resend`, { method: 'POST' })).status).toBe(202)
  await receiver.count(4)
  expect((await settled()).deliveries).toMatchObject([{ state: 'given up' }, { state: 'delivered', why: 'resend' }])
  await receiver.close()
})

test('nobody listening is written down without the address', async () => {
  const receiver = await openReceiver()
  await receiver.close()
  await submit(sandbox.url, uploadBody({}, { callback_url: receiver.url }), goodZip())
  const job = await settled()
  expect(job.deliveries[0]).toMatchObject({
    state: 'given up',
    attempts: [{ status: null, error: 'ECONNREFUSED' }, {}, {}],
  })
  expect(JSON.stringify(job)).not.toContain('/callback')
})

test('a provisional result is followed by the verdict of the human review', async () => {
  const receiver = await openReceiver()
  const body = uploadBody({ sandbox_result: '2' }, { callback_url: receiver.url })
  await submit(sandbox.url, body, goodZip())
  const received = await receiver.count(2)
  expect(codesIn(received)).toEqual(['0844', '1240'])
  const status = await post(`${sandbox.url}/job_status`, statusBody(body.partner_params, { history: true }))
  expect(status.body).toMatchObject({ job_success: true, history: [{ ResultCode: '1240' }, { ResultCode: '0844' }] })
  await receiver.close()
})

test('the human review can reject, and then the user id is free again', async () => {
  const receiver = await openReceiver()
  const body = uploadBody({ sandbox_result: '2', sandbox_review: '1' }, { callback_url: receiver.url })
  await submit(sandbox.url, body, goodZip())
  expect(codesIn(await receiver.count(2))).toEqual(['0844', '1241'])
  const again = await post(`${sandbox.url}/upload`, uploadBody({ user_id: body.partner_params.user_id }))
  expect(again.status).toBe(200)
  await receiver.close()
})

test('a zip that comes twice is judged once', async () => {
  const receiver = await openReceiver()
  const body = uploadBody({}, { callback_url: receiver.url })
  const { reserved } = await submit(sandbox.url, body, goodZip())
  const again = await fetch(String(reserved.upload_url), { method: 'PUT', body: goodZip() })
  expect(again.status).toBe(200)
  await settled()
  const [job] = await jobs()
  expect(job.results).toHaveLength(1)
  expect(receiver.received).toHaveLength(1)
  await receiver.close()
})
