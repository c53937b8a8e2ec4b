import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunningSandbox } from './server'
import { newFolder, partner, post, start, submit, uploadBody } from './testing/client'
import { goodZip } from './testing/pictures'
import { openReceiver } from './testing/receiver'

const { folder, remove } = newFolder()
let sandbox: RunningSandbox

beforeAll(async () => {
  sandbox = await start(folder)
})
afterAll(async () => {
  await sandbox.close()
  remove()
})

const upload = (body: unknown) => post(`${sandbox.url}/upload`, body)

async function refusal(body: unknown) {
  const { status, body: answer } = await upload(body)
  expect(status).toBe(400)
  return answer.code
}

test('a job id is used once, unless retry asks for a new address for the same job', async () => {
  const body = uploadBody()
  const first = await upload(body)
  expect(await refusal(body)).toBe('2215')
  for (const retry of [true, 'true']) {
    const again = await upload({ ...body, retry })
    expect(again.body.smile_job_id).toBe(first.body.smile_job_id)
    expect(again.body.upload_url).not.toBe(first.body.upload_url)
  }
  const old = await fetch(String(first.body.upload_url), { method: 'PUT', body: goodZip() })
  expect(old.status).toBe(403)
})

test('a retry that names another user or type is a duplicate, and takes nothing from the job', async () => {
  const body = uploadBody()
  const first = await upload(body)
  for (const other of [{ user_id: 'somebody else' }, { job_type: 2 }]) {
    const params = { ...body.partner_params, ...other }
    expect(await refusal({ ...body, partner_params: params, retry: true })).toBe('2215')
  }
  const sent = await fetch(String(first.body.upload_url), { method: 'PUT', body: goodZip() })
  expect(sent.status).toBe(200)
})

test('while no zip has come a retry is refused like a new job, and once it has it gets its address', async () => {
  const receiver = await openReceiver()
  const late = uploadBody()
  await upload(late)
  const { user_id } = late.partner_params
  const other = uploadBody({ user_id }, { callback_url: receiver.url })
  await submit(sandbox.url, other, goodZip())
  await receiver.count(1)
  expect(await refusal({ ...late, retry: true })).toBe('2209')
  expect((await upload({ ...late, retry: true, allow_new_enroll: true })).status).toBe(200)
  expect((await upload({ ...other, retry: true })).status).toBe(200)

  const enrollee = `${sandbox.url.replace(/v1$/, 'admin/enrollees')}/${partner.id}/${user_id}`
  await post(enrollee, { inactive: true })
  expect(await refusal({ ...late, retry: true, allow_new_enroll: true })).toBe('2207')
  await post(enrollee, { deleted: true })
  expect(await refusal({ ...late, retry: true, allow_new_enroll: true })).toBe('2208')
  await receiver.close()
})
