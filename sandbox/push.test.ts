import { afterEach, beforeEach, expect, test } from 'vitest'
import type { RunningSandbox } from './server'
import { signatureMatches } from './signature'
import { newFolder, partner, post, start, statusBody, submit, uploadBody } from './testing/client'
import { goodZip } from './testing/pictures'
import { openReceiver } from './testing/receiver'

const hour = 3_600_000
let state: ReturnType<typeof newFolder>
let sandbox: RunningSandbox
let receiver: Awaited<ReturnType<typeof openReceiver>>

beforeEach(async () => {
  state = newFolder()
  receiver = await openReceiver()
})
afterEach(async () => {
  await sandbox.close()
  await receiver.close()
  state.remove()
})

const site = () => sandbox.url.replace(/\/v1$/, '')
const push = (jobId: string, body: unknown) => post(`${site()}/admin/jobs/${jobId}/push`, body)
const statusOf = async ({ partner_params }: ReturnType<typeof uploadBody>) =>
  (await post(`${sandbox.url}/job_status`, statusBody(partner_params))).body
const codeAt = async (body: ReturnType<typeof uploadBody>) => (await statusOf(body)).result

/** A job whose own result has come. */
async function decided(params: Record<string, unknown> = {}, options: Parameters<typeof start>[1] = {}) {
  sandbox = await start(state.folder, options)
  const body = uploadBody(params, { callback_url: receiver.url })
  await submit(sandbox.url, body, goodZip())
  await receiver.count(1)
  return body
}

test('a second final result comes after the first, signed like any other, and is what the status says from then on', async () => {
  const body = await decided()
  expect((await push(body.partner_params.job_id, { code: '1241' })).status).toBe(202)
  const [, second] = await receiver.count(2)
  expect(second).toMatchObject({ ResultCode: '1241', PartnerParams: body.partner_params, SmileJobID: '0000000001' })
  expect(Object.keys(second?.Actions ?? {})).toHaveLength(14)
  const { timestamp = '', signature = '' } = second ?? {}
  expect(signatureMatches(signature, timestamp, partner.id, partner.apiKey)).toBe(true)
  expect(await statusOf(body)).toMatchObject({ job_success: false, result: { ResultCode: '1241' } })
  // What the first had put on file is gone with it.
  const again = uploadBody({ user_id: body.partner_params.user_id })
  expect((await post(`${sandbox.url}/upload`, again)).body.code).toBe('2202')
})

test('what the sandbox was about to say by itself does not come after a result that was pushed', async () => {
  sandbox = await start(state.folder, { processingMs: hour })
  const body = uploadBody({}, { callback_url: receiver.url })
  await submit(sandbox.url, body, goodZip())
  await push(body.partner_params.job_id, { code: '0843' })
  expect(await receiver.count(1)).toMatchObject([{ ResultCode: '0843' }])
  await sandbox.close()
  // Long due, if it still were.
  sandbox = await start(state.folder)
  expect(await codeAt(body)).toMatchObject({ ResultCode: '0843' })
  const { jobs } = await (await fetch(`${site()}/admin/jobs`)).json()
  expect(jobs).toMatchObject([{ nextAt: null, results: [{ code: '0843' }] }])
})

test('a pushed result ends a review, and a provisional one waits for a person', async () => {
  const body = await decided({ sandbox_result: '2' }, { reviewMs: hour })
  const { job_id } = body.partner_params
  await push(job_id, { code: '1240' })
  expect(await receiver.count(2)).toMatchObject([{ ResultCode: '0844' }, { ResultCode: '1240' }])
  expect((await push(job_id, { code: '0845' })).body.job).toMatchObject({ state: 'in review', nextAt: null })
  await receiver.count(3)
  expect((await post(`${site()}/admin/jobs/${job_id}/reject`, {})).status).toBe(200)
  expect((await receiver.count(4)).at(-1)).toMatchObject({ ResultCode: '1241' })
})

test('a code nobody knows can be pushed, and enrolls nobody', async () => {
  const body = await decided({ sandbox_result: '1' })
  await push(body.partner_params.job_id, { code: '7777' })
  expect((await receiver.count(2)).at(-1)).toMatchObject({ ResultCode: '7777' })
  expect((await statusOf(body)).job_success).toBe(false)
})

test('a fraud report can be pushed beside the result, which stays', async () => {
  const body = await decided()
  const { job_id } = body.partner_params
  expect((await push(job_id, { code: '5211', suspects: ['fatou', 'awa'] })).status).toBe(202)
  const report = (await receiver.count(2)).at(-1)
  expect(report).toMatchObject({
    ResultCode: '5211',
    Antifraud: {
      SuspectUsers: [
        { user_id: 'fatou', reason: 'same-person' },
        { user_id: 'awa', reason: 'same-person' },
      ],
    },
  })
  expect(report).not.toHaveProperty('Actions')
  expect(await codeAt(body)).toMatchObject({ ResultCode: '0840' })
  expect(await (await fetch(site())).text()).toContain('fatou, awa')
})

test('what cannot be pushed is refused in words, and changes nothing', async () => {
  const body = await decided()
  const { job_id } = body.partner_params
  for (const wrong of [
    {},
    { code: 840 },
    { code: '840' },
    { code: '0840', suspects: ['a'] },
    { code: '0840', more: 1 },
  ]) {
    const { status, body: answer } = await push(job_id, wrong)
    expect([status, answer.message]).toEqual([400, expect.stringContaining('This is not a result.')])
  }
  expect((await push('nobody', { code: '0840' })).status).toBe(404)
  const waiting = uploadBody({}, { callback_url: receiver.url })
  await post(`${sandbox.url}/upload`, waiting)
  for (const code of ['0840', '5211']) expect((await push(waiting.partner_params.job_id, { code })).status).toBe(409)
  expect(receiver.received).toHaveLength(1)
})

test('the page offers the codes of the job, and pushes the one chosen or the one typed in', async () => {
  await decided()
  const form = await (await fetch(`${site()}/?push=0000000001`)).text()
  expect(form).toContain('<option value="1240">')
  expect(form).not.toContain('<option value="1220">')
  // Nothing is chosen before a person chooses.
  expect(form).toContain('<select name="known"><option value="">')
  const send = (fields: Record<string, string>) =>
    fetch(`${site()}/jobs/0000000001/push`, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' })
  const answer = await send({ known: '0841', other: '', suspects: '' })
  expect(answer.headers.get('location')).toBe('/?pushed=yes#job-0000000001')
  await send({ known: '0841', other: '4711', suspects: '' })
  expect((await receiver.count(3)).map(({ ResultCode }) => ResultCode).sort()).toEqual(['0840', '0841', '4711'])
  for (const fields of [
    { known: '0841', other: 'x' },
    { known: '', other: '' },
  ])
    expect((await send(fields)).headers.get('location')).toBe('/?pushed=no&push=0000000001#job-0000000001')
  // Said where the form stands, which is still open.
  const again = await (await fetch(`${site()}/?pushed=no&push=0000000001`)).text()
  expect(again).toMatch(/<form [^>]*\/push"[^>]*>\s*<p class="note bad" role="alert">That was not pushed/)
})
