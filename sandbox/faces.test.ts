import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { RunningSandbox } from './server'
import { newFolder, partner, start, submit, uploadBody } from './testing/client'
import { base64, face, goodZip } from './testing/pictures'
import { openReceiver } from './testing/receiver'
import { misbehave } from './testing/scenario'
import { openSdk } from './testing/sdk'

// Models are loaded once, and every picture takes a part of a second on a crowded machine.

const { folder, remove } = newFolder()
let sandbox: RunningSandbox
let receiver: Awaited<ReturnType<typeof openReceiver>>
let site: string

beforeAll(async () => {
  sandbox = await start(folder, { sight: 'on' })
  site = sandbox.url.replace(/\/v1$/, '')
  receiver = await openReceiver()
})
afterAll(async () => {
  await sandbox.close()
  await receiver.close()
  remove()
})

const listed = z.object({ jobs: z.array(z.looseObject({ userId: z.string() })) })

const frames = (who: string) => [`${who}-neutral`, `${who}-smile`]

/** Sends one job and waits for as many callbacks as it is owed. */
async function answers(
  params: Record<string, unknown>,
  selfie: string,
  { owed = 1, rest = {}, burst = frames('a') } = {},
) {
  const seen = receiver.received.length
  const body = uploadBody(params, { callback_url: receiver.url, ...rest })
  await submit(sandbox.url, body, goodZip(selfie, burst))
  const told = (await receiver.count(seen + owed)).slice(seen)
  return { told, codes: told.map(({ ResultCode }) => ResultCode).sort(), id: String(told[0]?.SmileJobID) }
}

const register = (user_id: string, selfie: string, more = {}) => answers({ user_id }, selfie, more)
const authenticate = (user_id: string, selfie: string, more = {}) => answers({ user_id, job_type: 2 }, selfie, more)

test('a selfie without a face is answered with 0941', async () => {
  expect((await register('mug', 'no-face')).codes).toEqual(['0941'])
})

test.each(['a-dark', 'a-bright', 'a-blurred', 'two-people'])('%s is answered with 0942', async (name) => {
  expect((await register(name, name)).codes).toEqual(['0942'])
})

test('a burst that ends without a face is answered with 0942', async () => {
  expect((await register('left early', 'f-neutral', { burst: ['f-neutral', 'no-face'] })).codes).toEqual(['0942'])
})

test('the registered person is authenticated, and a stranger is not', async () => {
  expect((await register('fatou', 'f-neutral')).codes).toEqual(['0840'])
  expect((await authenticate('fatou', 'f-smile')).codes).toEqual(['0820'])
  expect((await authenticate('fatou', 'g-neutral')).codes).toEqual(['0821'])
})

test('sandbox_result is obeyed whatever the pictures show', async () => {
  expect((await answers({ user_id: 'fatou', job_type: 2, sandbox_result: '0' }, 'g-neutral')).codes).toEqual(['0820'])
})

test('what is kept of a face is numbers: no picture is in the journal, and no face in the answers', async () => {
  const journal = readFileSync(join(folder, 'journal.jsonl'), 'utf8')
  expect(journal).not.toContain('/9j/')
  expect(await (await fetch(`${site}/admin/jobs`)).text()).not.toContain('"faces"')
})

test('a face that is enrolled anew replaces the old one', async () => {
  const rest = { allow_new_enroll: true }
  expect((await register('fatou', 'e-neutral', { rest })).codes).toEqual(['0840'])
  expect((await authenticate('fatou', 'e-smile')).codes).toEqual(['0820'])
  expect((await authenticate('fatou', 'f-smile')).codes).toEqual(['0821'])
})

test('one face under two user ids is told by a fraud callback of its own, without Actions', async () => {
  const { told, codes } = await register('fatou-again', 'e-smile', { owed: 2 })
  expect(codes).toEqual(['0840', '5211'])
  const fraud = told.find(({ ResultCode }) => ResultCode === '5211')
  expect(fraud).toMatchObject({
    Antifraud: { SuspectUsers: [{ user_id: 'fatou', reason: 'same-person' }] },
    PartnerParams: { user_id: 'fatou-again' },
    signature: expect.any(String),
  })
  expect(fraud).not.toHaveProperty('Actions')
  // A second body under the same signature would be taken for a replay.
  expect(new Set(told.map(({ signature }) => signature)).size).toBe(told.length)
  expect(await (await fetch(site)).text()).toContain('<b>Same face</b> as fatou')
})

test('told never to call back, it does not report a face under two user ids either', async () => {
  await misbehave(site, [{ fault: 'never', userId: 'fatou-silent' }])
  const seen = receiver.received.length
  await submit(
    sandbox.url,
    uploadBody({ user_id: 'fatou-silent' }, { callback_url: receiver.url }),
    goodZip('e-neutral', frames('a')),
  )
  const silent = async () => {
    const { jobs } = listed.parse(await (await fetch(`${site}/admin/jobs`)).json())
    return jobs.find(({ userId }) => userId === 'fatou-silent')
  }
  await expect
    .poll(silent, { timeout: 30_000 })
    .toMatchObject({ fraud: { suspects: expect.arrayContaining(['fatou']) } })
  expect(await silent()).toMatchObject({ deliveries: [] })
  // Whatever is owed is queued with the result: what comes for the next job would come after it.
  expect((await register('fatou-aloud', 'e-smile', { owed: 2 })).codes).toEqual(['0840', '5211'])
  expect(receiver.received.length).toBe(seen + 2)
})

test.each([
  ['approve', '1220'],
  ['reject', '1221'],
] as const)('doubt about a face waits for a person, who can %s it on the page', async (decision, final) => {
  const user_id = `doubt-${decision}`
  // The same face as under the other id, from the second time on.
  await register(user_id, 'a-neutral', { owed: decision === 'approve' ? 1 : 2 })
  const { codes, id } = await authenticate(user_id, 'b-neutral')
  expect(codes).toEqual(['0824'])
  expect(await (await fetch(site)).text()).toContain(`action="/jobs/${id}/${decision}"`)

  const seen = receiver.received.length
  const pressed = await fetch(`${site}/jobs/${id}/${decision}`, { method: 'POST', redirect: 'manual' })
  expect(pressed.headers.get('location')).toBe(`/?decided=yes#job-${id}`)
  expect((await receiver.count(seen + 1)).at(-1)).toMatchObject({ ResultCode: final, SmileJobID: id })
  expect((await fetch(`${site}/admin/jobs/${id}/${decision}`, { method: 'POST' })).status).toBe(409)
})

test('the official SDK registers a face, authenticates it and is told of a stranger and of no face', async () => {
  const sdk = openSdk(sandbox.caPath)
  const account = { partnerId: partner.id, apiKey: partner.apiKey, server: sandbox.httpsUrl, callback: receiver.url }
  const code = async (job_type: number, job_id: string, selfie: string) => {
    const images = [{ image_type_id: 2, image: base64(face(selfie)) }]
    const options = { return_job_status: true, return_history: false, return_images: false }
    const params = { user_id: 'sdk-person', job_id, job_type }
    const status = z.looseObject({ result: z.looseObject({ ResultCode: z.string() }) })
    return status.parse(await sdk.call('submit_job', account, params, images, {}, options)).result.ResultCode
  }
  try {
    expect(await code(4, 'sdk-1', 'no-face')).toBe('0941')
    expect(await code(4, 'sdk-2', 'g-neutral')).toBe('0840')
    expect(await code(2, 'sdk-3', 'g-left')).toBe('0820')
    expect(await code(2, 'sdk-4', 'f-neutral')).toBe('0821')
  } finally {
    await sdk.close()
  }
})
