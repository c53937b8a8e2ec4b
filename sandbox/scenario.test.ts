import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { newFolder, post, submit, uploadBody } from './testing/client'
import { goodZip } from './testing/pictures'
import { startProcess } from './testing/process'
import { ledgerOf, misbehave } from './testing/scenario'

// Each test talks to a real process; a crowded machine may take its time.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const { folder, remove } = newFolder()
let sandbox: Awaited<ReturnType<typeof startProcess>>

beforeAll(async () => {
  sandbox = await startProcess(folder)
})
beforeEach(() => misbehave(sandbox.site, []))
afterAll(async () => {
  await sandbox.stop()
  remove()
})

const form = (path: string, fields: Record<string, string>) =>
  fetch(`${sandbox.site}${path}`, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' })
const scenario = async () => (await (await fetch(`${sandbox.site}/admin/scenario`)).json()).scenario
const page = async () => (await fetch(sandbox.site)).text()

test('the page adds a misbehaviour, says it in words, and clears it', async () => {
  expect(await page()).toContain('Behaves')
  const added = await form('/scenario', {
    fault: 'slow',
    at: 'status',
    userId: 'anna',
    jobId: '',
    percent: '25',
    seconds: '1.5',
  })
  expect(added.headers.get('location')).toBe('/?rule=yes#misbehaviour')
  expect(await scenario()).toEqual({
    seed: 1,
    rules: [{ fault: 'slow', at: 'status', userId: 'anna', rate: 0.25, ms: 1500 }],
  })
  expect(await page()).toContain('answers slowly after 1.5 s (status) 25 % of the time for anna')
  await form('/scenario/clear', {})
  expect(await scenario()).toEqual({ seed: 1, rules: [] })
})

test('what makes no sense is refused by the page and by the admin API, and changes nothing', async () => {
  await misbehave(sandbox.site, [{ fault: 'error' }])
  const before = await scenario()
  expect((await form('/scenario', { fault: 'other-host', at: 'status' })).headers.get('location')).toContain('rule=no')
  for (const rules of [
    [{ fault: 'rude' }],
    [{ fault: 'slow', ms: -1 }],
    [{ fault: 'slow', rate: 2 }],
    [{ fault: 'late', at: 'upload' }],
  ]) {
    const { status, body } = await post(`${sandbox.site}/admin/scenario`, { rules })
    expect(status).toBe(400)
    expect(body.message).toContain('rules.0')
  }
  expect(await scenario()).toEqual(before)
})

test('another site cannot make it misbehave', async () => {
  const headers = { origin: 'https://example.com' }
  for (const path of ['/admin/scenario', '/scenario', '/scenario/clear'])
    expect((await fetch(`${sandbox.site}${path}`, { method: 'POST', headers, body: '{}' })).status).toBe(403)
})

test('the ledger counts every address, every repeat, every zip and every judgement, and a zip is judged once', async () => {
  const body = uploadBody()
  const jobId = body.partner_params.job_id
  const { reserved } = await submit(sandbox.url, body, goodZip())
  await fetch(String(reserved.upload_url), { method: 'PUT', body: goodZip() })
  await post(`${sandbox.url}/upload`, body)
  await post(`${sandbox.url}/upload`, { ...body, retry: true })
  await vi.waitFor(
    async () =>
      expect(await ledgerOf(sandbox.site, jobId)).toMatchObject({
        userId: body.partner_params.user_id,
        smileJobId: reserved.smile_job_id,
        reservations: 2,
        repeats: 1,
        uploads: 2,
        zips: 2,
        processed: 1,
      }),
    { timeout: 15_000 },
  )
})

test('ledger and scenario survive kill -9', async () => {
  const body = uploadBody()
  await submit(sandbox.url, body, goodZip())
  await misbehave(sandbox.site, [{ fault: 'error', rate: 0.5 }], 42)
  const before = await scenario()
  await sandbox.stop()
  sandbox = await startProcess(folder)
  expect(await scenario()).toEqual(before)
  expect(await ledgerOf(sandbox.site, body.partner_params.job_id)).toMatchObject({ reservations: 1, zips: 1 })
})
