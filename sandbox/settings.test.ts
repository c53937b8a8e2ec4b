import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { RunningSandbox } from './server'
import { sign, signedNow } from './signature'
import { newFolder, partner, post, start, statusBody, submit, uploadBody } from './testing/client'
import { goodZip } from './testing/pictures'
import { openReceiver } from './testing/receiver'

// What the settings change, each away from its default.

const MINUTE = 60_000
const { folder, remove } = newFolder()
let sandbox: RunningSandbox
let receiver: Awaited<ReturnType<typeof openReceiver>>

beforeAll(async () => {
  sandbox = await start(folder, {
    imageLinkMs: 0,
    freshnessMs: MINUTE,
    completeDuringReview: false,
    reviewMs: 60 * MINUTE,
  })
  receiver = await openReceiver()
})
afterAll(async () => {
  await sandbox.close()
  await receiver.close()
  remove()
})

test('an address to upload to, and a link to a picture, are good for as long as is set and no longer', async () => {
  const { folder, remove } = newFolder()
  const brief = await start(folder, { uploadUrlMs: 0 })
  const late = () => submit(brief.url, uploadBody(), goodZip()).then(({ put }) => put)
  await expect.poll(late).toBe(403)
  await brief.close()
  remove()

  const body = uploadBody()
  await submit(sandbox.url, body, goodZip())
  const { body: status } = await post(
    `${sandbox.url}/job_status`,
    statusBody(body.partner_params, { image_links: true }),
  )
  const { selfie_image } = JSON.parse(JSON.stringify(status.image_links))
  await expect.poll(async () => (await fetch(selfie_image)).text()).toBe('This link has expired.')
})

test('a request signed longer ago, or further ahead, than is set is refused as unauthorized', async () => {
  for (const [away, expected] of [
    [-2 * MINUTE, 400],
    [2 * MINUTE, 400],
    [0, 200],
  ] as const) {
    const signed = signedNow(partner.id, partner.apiKey, Date.now() + away)
    const { status, body } = await post(`${sandbox.url}/upload`, uploadBody({}, signed))
    expect([status, body.code]).toEqual([expected, expected === 400 ? '2205' : '2202'])
  }
})

test('a time without a zone is one of UTC, whatever the zone of this machine', async () => {
  for (const zone of ['Africa/Nairobi', 'America/Bogota']) {
    vi.stubEnv('TZ', zone)
    expect(new Date().getTimezoneOffset()).not.toBe(0)
    const now = new Date().toISOString()
    for (const timestamp of [now.replace('Z', '000'), now.slice(0, 19), now.slice(0, 19).replace('T', ' '), now]) {
      const signature = sign(timestamp, partner.id, partner.apiKey)
      expect((await post(`${sandbox.url}/upload`, uploadBody({}, { timestamp, signature }))).status).toBe(200)
    }
  }
  vi.unstubAllEnvs()
})

test('a job in review is not complete where that is set', async () => {
  const body = uploadBody({ sandbox_result: '2' }, { callback_url: receiver.url })
  await submit(sandbox.url, body, goodZip())
  await receiver.count(1)
  const { body: status } = await post(`${sandbox.url}/job_status`, statusBody(body.partner_params))
  expect(status).toMatchObject({ job_complete: false, result: { ResultCode: '0844' } })
})

test('a review ends as is set, and results carry the fields of old where they are wanted', async () => {
  const { folder, remove } = newFolder()
  const old = await start(folder, { legacyFields: true, reviewOutcome: 'reject' })
  const own = await openReceiver()
  await submit(old.url, uploadBody({ sandbox_result: '2' }, { callback_url: own.url }), goodZip())
  const received = await own.count(2)
  const fields = received.map(({ ResultCode, ...rest }) => [ResultCode, rest.IsFinalResult, rest.IsMachineResult])
  expect(fields.sort()).toEqual([
    ['0844', 'false', 'true'],
    ['1241', 'true', 'false'],
  ])
  await old.close()
  await own.close()
  remove()
})
