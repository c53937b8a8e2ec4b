import { beforeAll, beforeEach, expect, it } from 'vitest'
import { db } from '@/lib/server/db'
import { settleNote } from '@/lib/server/settle-note'
import { callbackBody, postTo } from '@/scripts/testing/callbacks'
import { code, newOperator } from '@/scripts/testing/captures'
import { queuedJob, readJob, step } from '@/scripts/testing/rig'
import { scriptedProvider } from '@/scripts/testing/scripted-provider'

const { provider } = await scriptedProvider()
let admin: { id: string; role: 'ADMIN' }
let jobId = ''
/** Each report names somebody else: one that came before is a repetition. */
let sent = 0

beforeAll(async () => {
  admin = { id: (await newOperator()).id, role: 'ADMIN' }
})
beforeEach(async () => {
  provider.result = '0840'
  jobId = await queuedJob()
  await step(jobId)
})

/** Smile ID reports this beside its verdict; the id is its callback's. */
async function reported(resultCode: string, timestamp = new Date().toISOString()): Promise<string> {
  const { enrollee } = await readJob(jobId)
  sent += 1
  const said = {
    code: resultCode,
    timestamp,
    extra: { Actions: undefined, Antifraud: { SuspectUsers: [{ user_id: `suspect-${sent}` }] } },
  }
  const response = await postTo(jobId, callbackBody({ id: jobId, userId: enrollee.userId }, said))
  expect(response.status).toBe(200)
  return (await db().callback.findFirstOrThrow({ where: { jobId, resultCode }, orderBy: { receivedAt: 'desc' } })).id
}
const waits = async () => (await readJob(jobId)).reportWaits
const settlings = async () => (await readJob(jobId)).events.filter(({ kind }) => kind === 'report_settled')

it.each(['5211', '5212'])('a job of which %s is reported keeps its verdict and waits for a person', async (fact) => {
  await step(jobId)
  await reported(fact)
  expect(await waits()).toBe(false)
  await step(jobId)
  expect(await readJob(jobId)).toMatchObject({ state: 'approved', reportWaits: true, callbacks: [{ state: 'kept' }] })
})

it.each(['5210', '0840', '1012'])('%s asks nobody to look', async (fact) => {
  await reported(fact)
  await step(jobId)
  expect(await waits()).toBe(false)
})

it('looked at by many hands at once, it is written down once with who, and waits no more', async () => {
  const id = await reported('5211')
  await step(jobId)
  const outcomes = await Promise.all(Array.from({ length: 6 }, () => settleNote(admin, jobId, id)))
  expect(outcomes.map(code)).toEqual(Array(6).fill('ok'))
  expect(await settlings()).toMatchObject([{ operatorId: admin.id, detail: { callbackId: id, code: '5211' } }])
  expect(await waits()).toBe(false)
})

it('waits on while another report is not looked at, and again when a new one comes', async () => {
  const suspicion = await reported('5211')
  const error = await reported('5212')
  await step(jobId)
  expect(code(await settleNote(admin, jobId, suspicion))).toBe('ok')
  expect(await waits()).toBe(true)
  expect(code(await settleNote(admin, jobId, error))).toBe('ok')
  expect(await waits()).toBe(false)
  const again = await reported('5211')
  await step(jobId)
  expect(await waits()).toBe(true)
  expect(code(await settleNote(admin, jobId, again))).toBe('ok')
  expect(await settlings()).toHaveLength(3)
})

it('what has not been held against the status yet cannot be settled: it would wait again for nobody', async () => {
  const kept = await reported('5211')
  await step(jobId)
  const early = await reported('5212')
  expect(code(await settleNote(admin, jobId, early))).toBe('note_under_way')
  await step(jobId)
  expect(code(await settleNote(admin, jobId, early))).toBe('ok')
  expect(code(await settleNote(admin, jobId, kept))).toBe('ok')
  expect(await waits()).toBe(false)
})

it('neither a stranger nor a viewer settles a report, nor is there one where nothing was reported', async () => {
  const id = await reported('5211')
  await step(jobId)
  const { createdById } = await readJob(jobId)
  const stranger = { id: admin.id, role: 'OPERATOR' } as const
  expect(code(await settleNote(stranger, jobId, id))).toBe('note_not_found')
  expect(code(await settleNote({ id: createdById, role: 'VIEWER' }, jobId, id))).toBe('note_not_found')
  for (const [job, callback] of [
    ['no job', id],
    [jobId, 'no callback'],
    [jobId, jobId],
  ] as const)
    expect(code(await settleNote(admin, job, callback))).toBe('note_not_found')
  expect(await waits()).toBe(true)
  expect(await settlings()).toEqual([])
  expect(code(await settleNote({ id: createdById, role: 'OPERATOR' }, jobId, id))).toBe('ok')
})

it.each(['processing', 'absent'])('a report waits for a person also where the status read says %s', async (said) => {
  await step(jobId)
  provider.result = said
  const id = await reported('5211')
  await step(jobId)
  expect(await readJob(jobId)).toMatchObject({ reportWaits: true, callbacks: [{ state: 'kept' }] })
  expect(code(await settleNote(admin, jobId, id))).toBe('ok')
})

it('a report that comes an hour late is in no status to be read, so it counts; a verdict that late does not', async () => {
  const late = () => new Date(Date.now() - 60 * 60_000).toISOString()
  await reported('5211', late())
  const verdict = await reported('0841', late())
  await step(jobId)
  expect(await readJob(jobId)).toMatchObject({ state: 'approved', reportWaits: true })
  expect(await db().callback.findUnique({ where: { id: verdict } })).toMatchObject({ state: 'stale' })
})
