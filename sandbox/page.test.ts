import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RunningSandbox } from './server'
import { newFolder, post, start, submit, uploadBody } from './testing/client'
import { goodZip } from './testing/pictures'
import { openReceiver } from './testing/receiver'

const { folder, remove } = newFolder()
let sandbox: RunningSandbox
let receiver: Awaited<ReturnType<typeof openReceiver>>
let site: string

beforeAll(async () => {
  sandbox = await start(folder)
  receiver = await openReceiver()
  site = sandbox.url.replace(/\/v1$/, '')
})
afterAll(async () => {
  await sandbox.close()
  await receiver.close()
  remove()
})

/** fetch does not let a Host header be chosen. */
function raw(method: string, path: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const call = request(site + path, { method, headers }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    call.on('error', reject).end()
  })
}

test('without jobs the page says so', async () => {
  expect(await (await fetch(site)).text()).toContain('No jobs yet')
})

test('a job is listed with what happened, and what it was named cannot become HTML', async () => {
  const body = uploadBody({ user_id: `<img src=x onerror="alert('1')">` }, { callback_url: receiver.url })
  await submit(sandbox.url, body, goodZip())
  await receiver.count(1)
  const response = await fetch(site)
  const text = await response.text()
  expect(text).toContain('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;')
  expect(text).not.toContain('<img')
  expect(text).toMatch(/<b>0840<\/b> Enroll User/)
  expect(text).toContain('Zip received')
  expect(text).not.toContain('/callback')
  const policy = response.headers.get('content-security-policy')
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toContain('unsafe')
})

test('the button sends the newest result again and comes back to the page', async () => {
  const seen = receiver.received.length
  const response = await fetch(`${site}/jobs/0000000001/resend`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: site, 'sec-fetch-site': 'same-origin' },
  })
  expect(response.status).toBe(303)
  expect(response.headers.get('location')).toBe('/?sent=yes#job-0000000001')
  expect((await receiver.count(seen + 1)).at(-1)).toMatchObject({ ResultCode: '0840' })
})

test('another site cannot press the button, reset or list, not even under a name bound to this machine', async () => {
  const host = new URL(site).host
  const doors = ['/jobs/0000000001/resend', '/jobs/0000000001/push', '/enrollees', '/admin/jobs/0000000001/push']
  for (const path of [...doors, '/admin/jobs/0000000001/resend', '/admin/enrollees/085/x', '/admin/reset']) {
    expect(await raw('POST', path, { origin: 'https://example.com' })).toBe(403)
    expect(await raw('POST', path, { origin: 'null' })).toBe(403)
    expect(await raw('POST', path, { 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await raw('POST', path, { host: host.replace('127.0.0.1', 'rebound.example') })).toBe(403)
  }
  expect(await raw('GET', '/admin/jobs', { host: 'rebound.example' })).toBe(403)
  expect(await raw('GET', '/', { host: 'rebound.example' })).toBe(403)
  expect(await raw('GET', '/enrollees', { host: 'rebound.example' })).toBe(403)
  expect(await raw('GET', '/admin/reset', {})).toBe(405)
})

test('a job can be found by its job_id to send its callback again, and one without a result cannot', async () => {
  const body = uploadBody()
  await post(`${sandbox.url}/upload`, body)
  const resend = (id: string) => fetch(`${site}/admin/jobs/${id}/resend`, { method: 'POST' })
  expect((await resend(body.partner_params.job_id)).status).toBe(409)
  expect((await resend('nobody')).status).toBe(404)
})

test('an enrollee can be disabled, deleted or asked to enroll again', async () => {
  const set = (flags: unknown) => post(`${site}/admin/enrollees/085/flagged`, flags)
  const code = async (job_type: number) =>
    (await post(`${sandbox.url}/upload`, uploadBody({ user_id: 'flagged', job_type }))).body.code
  await set({ inactive: true })
  expect(await code(4)).toBe('2207')
  await set({ deleted: true })
  expect(await code(2)).toBe('2208')
  expect((await set({ strange: true })).status).toBe(400)
})

test('a user marked as fraudulent is taken and fails, until the mark is taken back', async () => {
  const first = uploadBody({}, { callback_url: receiver.url })
  const { user_id } = first.partner_params
  const codeOf = async (body: typeof first) => {
    const seen = receiver.received.length
    await submit(sandbox.url, body, goodZip())
    return (await receiver.count(seen + 1)).at(-1)?.ResultCode
  }
  const next = () => uploadBody({ user_id, job_type: 2 }, { callback_url: receiver.url })
  expect(await codeOf(first)).toBe('0840')
  const { body } = await post(`${site}/admin/enrollees/085/${user_id}`, { isFraudulent: true })
  expect(body.enrollee).toMatchObject({ isFraudulent: true, complete: expect.any(String) })
  expect(await codeOf(next())).toBe('1222')
  await post(`${site}/admin/enrollees/085/${user_id}`, { isFraudulent: false })
  expect(await codeOf(next())).toBe('0820')
})

test('the page of enrollees says what is set for each, and its buttons set it', async () => {
  const userId = `"><b>flagged on the page</b>`
  const press = (fields: Record<string, string>) =>
    fetch(`${site}/enrollees`, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' })
  const text = async () => (await fetch(`${site}/enrollees`)).text()
  for (const flag of ['inactive', 'deleted', 'allowNewEnroll', 'isFraudulent'])
    expect((await press({ partnerId: '085', userId, flag, to: 'on' })).headers.get('location')).toBe('/enrollees')
  const set = await text()
  for (const words of ['>Disabled<', '>Deleted<', '>To enroll again<', '>Fraudulent<', 'fails with 1242 or 1222'])
    expect(set).toContain(words)
  expect(set).not.toContain('<b>')
  await press({ partnerId: '085', userId, flag: 'isFraudulent', to: 'off' })
  expect(await text()).not.toContain('>Fraudulent<')
  expect((await press({ partnerId: '085', userId, flag: 'complete', to: 'on' })).status).toBe(400)
})

test('reset forgets the jobs and the enrollees, and no number comes back', async () => {
  expect((await fetch(`${site}/admin/reset`, { method: 'POST' })).status).toBe(200)
  expect(await (await fetch(`${site}/admin/jobs`)).json()).toEqual({ jobs: [], enrollees: [] })
  const { body } = await post(`${sandbox.url}/upload`, uploadBody())
  expect(Number(body.smile_job_id)).toBeGreaterThan(1)
})
