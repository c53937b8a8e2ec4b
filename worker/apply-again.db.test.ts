import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { applyAgain } from '@/lib/server/apply-again'
import { db } from '@/lib/server/db'
import { listHealings } from '@/lib/server/healings'
import { pool } from '@/lib/server/pool'
import { callbackBody, post, postTo } from '@/scripts/testing/callbacks'
import { code, newOperator } from '@/scripts/testing/captures'
import { withClockOff } from '@/scripts/testing/portal-clock'
import { queuedJob, readJob, step } from '@/scripts/testing/rig'
import { scriptedProvider } from '@/scripts/testing/scripted-provider'

const { provider } = await scriptedProvider()
let admin: { id: string; role: 'ADMIN' }
let jobId = ''

beforeAll(async () => {
  admin = { id: (await newOperator()).id, role: 'ADMIN' }
})
beforeEach(async () => {
  jobId = await queuedJob()
  await step(jobId)
})

async function arrive(changes: Parameters<typeof callbackBody>[1] = {}): Promise<string> {
  const { enrollee } = await readJob(jobId)
  await postTo(jobId, callbackBody({ id: jobId, userId: enrollee.userId }, changes))
  return (await db().callback.findFirstOrThrow({ where: { jobId }, orderBy: { receivedAt: 'desc' } })).id
}
const isDue = async () => ((await readJob(jobId)).nextStepAt?.getTime() ?? Number.POSITIVE_INFINITY) <= Date.now() + 500
const kinds = async () => (await readJob(jobId)).events.map(({ kind }) => kind)

it('applied again, a callback makes a status read due, and both the history and the audit trail say who asked', async () => {
  provider.result = '0841'
  const id = await arrive({ code: '0840' })
  await step(jobId)
  expect((await readJob(jobId)).callbacks[0]?.state).toBe('contradicts')
  provider.result = '0840'
  expect(await applyAgain(admin, id)).toEqual({ ok: true, jobId })
  expect(await isDue()).toBe(true)
  await step(jobId)
  const job = await readJob(jobId)
  expect(job).toMatchObject({ state: 'approved', revision: 1, callbacks: [{ state: 'applied' }] })
  const asked = job.events.find(({ kind }) => kind === 'applied_again')
  expect(asked).toMatchObject({ operatorId: admin.id, detail: { callbackId: id } })
  expect(job.events.filter(({ kind }) => kind === 'status_read').at(-1)?.detail).toMatchObject({ trigger: 'operator' })
  const where = { action: 'callback.applied_again', objectId: id }
  expect(await db().auditEvent.findMany({ where, select: { operatorId: true } })).toEqual([{ operatorId: admin.id }])
})

it('applied again at a portal whose clock is slow or fast, the next read is theirs, and the one after it is not', async () => {
  const id = await arrive()
  await step(jobId)
  const triggers = async () =>
    (await readJob(jobId)).events.filter(({ kind }) => kind === 'status_read').map(({ detail }) => detail)
  const told: object[] = [{ trigger: 'callback' }]
  for (const off of [-3_600_000, 3_600_000]) {
    await withClockOff(off, async () => expect(await applyAgain(admin, id)).toEqual({ ok: true, jobId }))
    await step(jobId)
    told.push({ trigger: 'operator' })
    expect(await triggers()).toMatchObject(told)
    // One of the schedule's that finds nothing new is not written down.
    await step(jobId)
    expect(await triggers()).toMatchObject(told)
  }
})

it('twice is harmless: one verdict, nothing bought, the same state', async () => {
  provider.result = '0840'
  const id = await arrive()
  await step(jobId)
  const before = await readJob(jobId)
  expect([await applyAgain(admin, id), await applyAgain(admin, id)]).toEqual(Array(2).fill({ ok: true, jobId }))
  await step(jobId)
  await step(jobId)
  const { state, revision, events } = await readJob(jobId)
  expect({ state, revision }).toEqual({ state: before.state, revision: before.revision })
  expect(events.filter(({ kind }) => kind === 'verdict')).toHaveLength(1)
  expect(provider.ledger.get(jobId)?.zips).toBe(1)
})

it('is refused to whoever is no administrator, and where there is nothing to read', async () => {
  const id = await arrive()
  for (const role of ['OPERATOR', 'VIEWER'] as const)
    expect(code(await applyAgain({ id: admin.id, role }, id))).toBe('callback_not_found')
  expect(code(await applyAgain(admin, randomUUID()))).toBe('callback_not_found')
  expect(code(await applyAgain(admin, 'x'))).toBe('callback_not_found')
  await post('{}')
  const alien = await db().callback.findFirstOrThrow({ where: { jobId: null } })
  expect(code(await applyAgain(admin, alien.id))).toBe('no_job')
  await pool().query(`update "Job" set "state" = 'refused' where "id" = $1`, [jobId])
  expect(code(await applyAgain(admin, id))).toBe('nothing_to_read')
  await pool().query(`update "Job" set "state" = 'queued', "nextStepAt" = now() + interval '1 hour' where "id" = $1`, [
    jobId,
  ])
  expect(code(await applyAgain(admin, id))).toBe('not_sent_yet')
  expect(await isDue()).toBe(false)
  expect(await kinds()).not.toContain('applied_again')
})

// What was healed.

const mine = async () => (await listHealings(admin)).filter((healed) => healed.jobId === jobId)

it('a result that the schedule found is listed as healed, with the reason, and its late callback too', async () => {
  provider.result = '0840'
  await step(jobId)
  expect(await mine()).toMatchObject([
    { trigger: 'schedule', callbackAfterMs: null, setAside: null, state: 'approved' },
  ])
  await arrive()
  await pool().query(`update "Callback" set "receivedAt" = now() + interval '1 hour' where "jobId" = $1`, [jobId])
  const [healed] = await mine()
  expect(healed?.callbackAfterMs).toBeGreaterThan(3_500_000)
})

it('a result whose callback came first, or right behind the read, was not healed', async () => {
  provider.result = '0840'
  await arrive()
  await step(jobId)
  expect(await mine()).toEqual([])
  jobId = await queuedJob()
  provider.result = 'processing'
  await step(jobId)
  provider.result = '0840'
  await step(jobId)
  await arrive()
  expect(await mine()).toEqual([])
})

it('a callback that had been set aside is the reason', async () => {
  await arrive({ apiKey: 'guess' })
  provider.result = '0840'
  await step(jobId)
  expect(await mine()).toMatchObject([{ setAside: 'no key of ours signed it' }])
})

it('healed jobs of others are not told to an operator, and none to a viewer', async () => {
  provider.result = '0840'
  await step(jobId)
  expect(await listHealings({ id: admin.id, role: 'OPERATOR' })).toEqual([])
  expect(await listHealings({ id: admin.id, role: 'VIEWER' })).toEqual([])
})
