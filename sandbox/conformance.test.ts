import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunningSandbox } from './server'
import { newFolder, partner, start } from './testing/client'
import { base64, blank, face, livenessNames } from './testing/pictures'
import { openReceiver } from './testing/receiver'
import { type Account, openSdk } from './testing/sdk'

// The SDK waits 2 s before it asks for a status the first time.

const { folder, remove } = newFolder()
let sandbox: RunningSandbox
let sdk: ReturnType<typeof openSdk>
let receiver: Awaited<ReturnType<typeof openReceiver>>
let account: Account

beforeAll(async () => {
  sandbox = await start(folder)
  sdk = openSdk(sandbox.caPath)
  receiver = await openReceiver()
  account = { partnerId: partner.id, apiKey: partner.apiKey, server: sandbox.httpsUrl, callback: receiver.url }
})
afterAll(async () => {
  await sdk.close()
  await sandbox.close()
  await receiver.close()
  remove()
})

const images = [
  { image_type_id: 2, image: base64(face('a-neutral')) },
  ...livenessNames.map((name) => ({ image_type_id: 6, image: base64(face(name)) })),
]

let serial = 0
function params(more: Record<string, unknown> = {}) {
  serial += 1
  return { user_id: `person-${serial}`, job_id: `sdk-job-${serial}`, job_type: 4, ...more }
}

/** Submits and waits for the callback that answers it. */
async function submit(partnerParams: Record<string, unknown>, idInfo = {}, pictures: unknown[] = images) {
  const seen = receiver.received.length
  const answer = await sdk.call('submit_job', account, partnerParams, pictures, idInfo, {})
  expect(answer).toMatchObject({ success: true, smile_job_id: expect.stringMatching(/^\d{10}$/) })
  return (await receiver.count(seen + 1)).at(-1)
}

describe('the official SDK, unmodified, over TLS', () => {
  test('is the published version', () => {
    const path = new URL('../node_modules/smile-identity-core/package.json', import.meta.url)
    expect(JSON.parse(readFileSync(path, 'utf8')).version).toBe('3.2.1')
  })

  test('registers a person and gets a callback whose signature it confirms', async () => {
    const partnerParams = params({ branch: 'Kisumu', floor: 3, vip: true })
    const callback = await submit(partnerParams)
    expect(callback).toMatchObject({ ResultCode: '0840', PartnerParams: partnerParams })
    const { timestamp, signature } = callback ?? {}
    expect(await sdk.call('confirm_signature', account, timestamp, signature)).toEqual({ confirmed: true })
    const stranger = { ...account, apiKey: 'another key' }
    expect(await sdk.call('confirm_signature', stranger, timestamp, signature)).toEqual({ confirmed: false })
  })

  test('waits for the result, with history and image links when it asks for them', async () => {
    const options = { return_job_status: true, return_history: true, return_images: true }
    const status = await sdk.call('submit_job', account, params(), images, {}, options)
    expect(status).toMatchObject({
      job_complete: true,
      job_success: true,
      code: '2302',
      result: { ResultCode: '0840', ResultText: 'Enroll User' },
      history: [{ ResultCode: '0840' }],
      image_links: { selfie_image: expect.stringContaining('https://') },
    })
  })

  test('reads a status by itself, and its own check of the signature passes', async () => {
    const { user_id, job_id } = params()
    const options = { return_history: false, return_images: false }
    const unknown = await sdk.call('get_job_status', account, { user_id, job_id }, options)
    expect(unknown).toMatchObject({ job_complete: false, job_success: false, code: '2314' })
    const { timestamp, signature } = unknown
    expect(await sdk.call('confirm_signature', account, timestamp, signature)).toEqual({ confirmed: true })
  })

  test('reaches the sandbox whichever way its address is written', async () => {
    const options = { return_history: false, return_images: false }
    for (const server of [sandbox.url, `${sandbox.httpsUrl}/`, sandbox.url.replace('http://', '')]) {
      const job = { user_id: 'u', job_id: 'j' }
      expect(await sdk.call('get_job_status', { ...account, server }, job, options)).toMatchObject({ code: '2314' })
    }
  })

  test('is refused a job id that was used', async () => {
    const used = params()
    await submit(used)
    const failure = await sdk.failure('submit_job', account, { ...used, user_id: 'someone-new' }, images, {}, {})
    expect(failure).toMatchObject({
      message: 'Request failed with status code 400',
      status: 400,
      data: { code: '2215' },
    })
  })

  test('is refused with a wrong key', async () => {
    const failure = await sdk.failure('submit_job', { ...account, apiKey: 'wrong' }, params(), images, {}, {})
    expect(failure).toMatchObject({ status: 400, data: { code: '2205', error: 'You are not authorized to do that' } })
  })

  test('cannot register a user id twice, unless id_info allows it', async () => {
    const first = params()
    await submit(first)
    const { user_id } = first
    const failure = await sdk.failure('submit_job', account, params({ user_id }), images, {}, {})
    expect(failure).toMatchObject({ status: 400, data: { code: '2209' } })
    for (const allow_new_enroll of [true, 'true']) {
      expect(await submit(params({ user_id }), { allow_new_enroll })).toMatchObject({ ResultCode: '0840' })
    }
  })

  test('authenticates somebody enrolled and is refused for a stranger', async () => {
    const enrolled = params()
    await submit(enrolled)
    const { user_id } = enrolled
    expect(await submit(params({ user_id, job_type: 2 }))).toMatchObject({
      ResultCode: '0820',
      ResultText: 'Authenticated',
    })
    const stranger = await sdk.failure('submit_job', account, params({ job_type: 2 }), images, {}, {})
    expect(stranger).toMatchObject({ status: 400, data: { code: '2210' } })
  })

  test('is refused a job type the sandbox does not know', async () => {
    const failure = await sdk.failure('submit_job', account, params({ job_type: 9 }), images, {}, {})
    expect(failure).toMatchObject({ status: 400, data: { code: '2212' } })
  })

  test('gets the forced outcomes, and the human review after a provisional one', async () => {
    expect(await submit(params({ sandbox_result: '0' }))).toMatchObject({ ResultCode: '0840' })
    expect(await submit(params({ sandbox_result: '1' }))).toMatchObject({ ResultCode: '0841' })
    const seen = receiver.received.length
    await sdk.call('submit_job', account, params({ sandbox_result: '2' }), images, {}, {})
    const both = (await receiver.count(seen + 2)).slice(seen)
    expect(both.map(({ ResultCode }) => ResultCode).sort()).toEqual(['0844', '1240'])
  })

  test('is told what is wrong with the pictures it sends', async () => {
    const empty = base64(await blank())
    const selfie = { image_type_id: 2, image: base64(face('a-neutral')) }
    const frames = (image: string) => [1, 2, 3].map(() => ({ image_type_id: 6, image }))
    expect(await submit(params(), {}, [{ image_type_id: 2, image: empty }])).toMatchObject({ ResultCode: '0941' })
    expect(await submit(params(), {}, [selfie, ...frames(empty)])).toMatchObject({ ResultCode: '0942' })
    expect(await submit(params(), {}, [selfie, ...frames(selfie.image)])).toMatchObject({ ResultCode: '0843' })
    expect(await submit(params(), {}, [{ image_type_id: 2, image: 'bm90IGEgcGljdHVyZQ==' }])).toMatchObject({
      ResultCode: '0001',
    })
  })

  test('sends a selfie from a file as well', async () => {
    const path = new URL('../e2e/faces/jpg/b-neutral.jpg', import.meta.url)
    const fromFile = [{ image_type_id: 0, image: path.pathname }]
    expect(await submit(params(), {}, fromFile)).toMatchObject({
      ResultCode: '0840',
      Actions: { Liveness_Check: 'Not Applicable' },
    })
  })
})
