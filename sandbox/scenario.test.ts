import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { faultNames, kindOf } from './faults'
import { rulesLeft, scenarioSchema } from './scenario'
import { newFolder, post, submit, uploadBody } from './testing/client'
import { goodZip } from './testing/pictures'
import { startProcess } from './testing/process'
import { ledgerOf, misbehave } from './testing/scenario'

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
    first: '2',
    forSeconds: '60',
  })
  expect(added.headers.get('location')).toBe('/?rule=yes#misbehaviour')
  expect(await scenario()).toEqual({
    seed: 1,
    rules: [{ fault: 'slow', at: 'status', userId: 'anna', rate: 0.25, ms: 1500, first: 2, forMs: 60_000 }],
  })
  expect(await page()).toMatch(
    /answers slowly after 1\.5 s \(status\) 25 % of the time the first 2 times for another (60|5\d) s for anna/,
  )
  await form('/scenario/clear', {})
  expect(await scenario()).toEqual({ seed: 1, rules: [] })
})

test('what makes no sense is refused by the page and by the admin API, and changes nothing', async () => {
  await misbehave(sandbox.site, [{ fault: 'error' }])
  const before = await scenario()
  expect((await form('/scenario', { fault: 'other-host', at: 'status' })).headers.get('location')).toContain('rule=no')
  const forever = await form('/scenario', { fault: 'slow-callback', seconds: '5000000' })
  expect(forever.headers.get('location')).toContain('rule=no')
  for (const rules of [
    [{ fault: 'rude' }],
    [{ fault: 'slow', ms: -1 }],
    [{ fault: 'slow-callback', ms: 86_400_001 }],
    [{ fault: 'unavailable', ms: 5_000 }],
    [{ fault: 'slow', code: '5211' }],
    [{ fault: 'fraud', code: '0840' }],
    [{ fault: 'fraud', code: '5210', suspects: ['fatou'] }],
    [{ fault: 'slow', rate: 2 }],
    [{ fault: 'late', at: 'upload' }],
  ]) {
    const { status, body } = await post(`${sandbox.site}/admin/scenario`, { rules })
    expect(status).toBe(400)
    expect(body.message).toContain('rules.0')
  }
  expect(await scenario()).toEqual(before)
})

test('what is left of a scenario is what still holds, each rule with the rest of its time', () => {
  const rules = [{ fault: 'twice' }, { fault: 'unavailable', forMs: 5_000 }, { fault: 'error', forMs: 1_000 }]
  const set = { setAt: 10_000, scenario: scenarioSchema.parse({ rules }) }
  expect(rulesLeft(set, 12_000)).toMatchObject([{ fault: 'twice' }, { fault: 'unavailable', forMs: 3_000 }])
})

test('503 for a while can be set on the page, and stays when another misbehaviour is added', async () => {
  await form('/scenario', { fault: 'unavailable', at: 'reserve', forSeconds: '100' })
  expect(await scenario()).toMatchObject({ rules: [{ fault: 'unavailable', at: 'reserve', forMs: 100_000 }] })
  await form('/scenario', { fault: 'twice' })
  const { rules } = await scenario()
  expect(rules).toMatchObject([{ fault: 'unavailable' }, { fault: 'twice' }])
  expect(rules[0].forMs).toBeLessThanOrEqual(100_000)
})

test('a rule whose while is over is no longer shown', async () => {
  await misbehave(sandbox.site, [{ fault: 'unavailable', forMs: 1 }])
  await vi.waitFor(async () => expect(await page()).toContain('Behaves'), { timeout: 10_000 })
})

test('each misbehaviour is offered, and its form asks for what it uses and for nothing else', async () => {
  const everywhere = ['fault', 'userId', 'jobId', 'percent', 'first', 'forSeconds']
  const offered = await (await fetch(`${sandbox.site}/?misbehave=1`)).text()
  for (const name of faultNames) {
    expect(offered).toContain(`/?misbehave=${name}#`)
    const text = await (await fetch(`${sandbox.site}/?misbehave=${name}`)).text()
    const own = (/<form method="post" action="\/scenario".*?<\/form>/s.exec(text)?.[0] ?? '').matchAll(/ name="(\w+)"/g)
    const { at, ms, codes } = kindOf(name)
    const wanted = [
      ...(at.length > 1 ? ['at'] : []),
      ...(ms ? ['seconds'] : []),
      ...(codes ? ['code', 'suspects'] : []),
    ]
    expect([...own].map(([, field]) => field).sort(), name).toEqual([...everywhere, ...wanted].sort())
  }
})

test('after a mistake the page shows the form it was made in', async () => {
  const answer = await form('/scenario', { fault: 'fraud', code: '5210', suspects: 'fatou' })
  expect(answer.headers.get('location')).toBe('/?rule=no&misbehave=fraud#misbehaviour')
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
