import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { code, newOperator } from '@/scripts/testing/captures'
import { type TestDatabase, testDatabase } from '@/scripts/testing/database'
import { agreedVisit, newLink, visitCapture } from '@/scripts/testing/links'
import { db } from './db'
import { submitVisit } from './enroll-by-visit'
import { erasePerson } from './erase-person'
import { askToErase, declineErasing, listEraseRequests, readEraseRequest } from './erase-requests'
import { listLinkNeeds } from './link-needs'
import type { Actor } from './session'
import { withdraw } from './withdraw'

let database: TestDatabase
let ada: Actor
let otto: Awaited<ReturnType<typeof newOperator>>
beforeAll(async () => {
  database = await testDatabase()
  otto = await newOperator()
  const name = { email: 'ada@kioo.test', name: 'Ada Obi', role: 'ADMIN' } as const
  const { id } = await db().operator.create({ data: name, select: { id: true } })
  ada = { id, sessionId: randomUUID(), ...name }
})
afterAll(() => database.close())

async function person() {
  const data = { environment: 'SANDBOX', userId: `user-${randomUUID()}`, displayName: 'Wanjiru Kamau' } as const
  return db().enrollee.create({ data, select: { id: true, userId: true } })
}

const mine = async (enrolleeId: string, reader: Parameters<typeof listEraseRequests>[0] = ada) =>
  (await listEraseRequests(reader)).filter((request) => request.enrolleeId === enrolleeId)
const audits = (objectId: string) =>
  db().auditEvent.findMany({ where: { objectId }, orderBy: { id: 'asc' }, select: { action: true, operatorId: true } })

test('what an operator asks stands before every administrator, with who asked and why, and before nobody else', async () => {
  const { id, userId } = await person()
  expect(await askToErase(otto, { enrolleeId: id, reason: 'Asked by letter' })).toEqual({ ok: true })
  const asked = { by: 'Op', reason: 'Asked by letter', person: { userId, displayName: 'Wanjiru Kamau' } }
  expect(await mine(id)).toMatchObject([asked])
  expect(await mine(id, otto)).toEqual([])
  expect(await readEraseRequest(otto, id)).toMatchObject({ by: 'Op', reason: 'Asked by letter', declined: null })
  expect(await readEraseRequest({ id: otto.id, role: 'VIEWER' }, id)).toBeNull()
  expect(await audits(id)).toEqual([{ action: 'person.erase_asked', operatorId: otto.id }])
  expect((await db().enrollee.findUniqueOrThrow({ where: { id } })).userId).toBe(userId)
})

test('asked ten times at once, by whomever, it waits once, and nine are told that theirs was not passed on', async () => {
  const { id } = await person()
  const other = await newOperator()
  const asking = Array.from({ length: 10 }, (_, at) =>
    askToErase(at % 2 ? otto : other, { enrolleeId: id, reason: `${at}` }),
  )
  expect((await Promise.all(asking)).map(code).sort()).toEqual([...Array(9).fill('already_asked'), 'ok'])
  expect(await mine(id)).toHaveLength(1)
  expect(await audits(id)).toHaveLength(1)
})

test('whoever asks while a request waits is told whose it is; the same form sent twice is one request', async () => {
  const { id } = await person()
  const asked = { enrolleeId: id, reason: 'Asked by letter' }
  expect([await askToErase(otto, asked), await askToErase(otto, asked)]).toEqual([{ ok: true }, { ok: true }])
  const refused = { code: 'already_asked', message: expect.stringMatching(/^Op has asked for it already/) }
  expect(await askToErase(ada, asked)).toMatchObject(refused)
  expect(await askToErase(otto, { ...asked, reason: 'Called again' })).toMatchObject({
    code: 'already_asked',
    message: expect.stringMatching(/^You have asked for it already/),
  })
  expect(await mine(id)).toMatchObject([{ by: 'Op', reason: 'Asked by letter' }])
  expect(await audits(id)).toHaveLength(1)
})

test('nobody asks without the right to, for nobody, or for somebody erased', async () => {
  const { id, userId } = await person()
  const ask = (reader: Parameters<typeof askToErase>[0], enrolleeId = id) =>
    askToErase(reader, { enrolleeId, reason: 'x' }).then(code)
  expect(await ask({ id: otto.id, role: 'VIEWER' })).toBe('enrollee_not_found')
  expect(await ask(otto, randomUUID())).toBe('enrollee_not_found')
  expect(code(await erasePerson(ada, { enrolleeId: id, userId }))).toBe('ok')
  expect(await ask(otto)).toBe('enrollee_not_found')
  expect(await db().eraseRequest.count({ where: { enrolleeId: id } })).toBe(0)
})

test('an administrator declines once; the operator reads who did, and may ask again', async () => {
  const { id, userId } = await person()
  await askToErase(otto, { enrolleeId: id, reason: 'Asked by letter' })
  const [request] = await mine(id)
  const requestId = request?.id ?? ''
  expect(code(await declineErasing(otto, requestId))).toBe('not_found')
  const answers = await Promise.all([declineErasing(ada, requestId), declineErasing(ada, requestId)])
  expect(answers.map(code).sort()).toEqual(['not_found', 'ok'])
  expect(await mine(id)).toEqual([])
  expect(await readEraseRequest(otto, id)).toMatchObject({ declined: { by: 'Ada Obi', at: expect.any(Date) } })
  expect((await db().enrollee.findUniqueOrThrow({ where: { id } })).userId).toBe(userId)
  expect(await askToErase(otto, { enrolleeId: id, reason: 'Asked again' })).toEqual({ ok: true })
  expect(await readEraseRequest(otto, id)).toMatchObject({ reason: 'Asked again', declined: null })
  const lines = ['person.erase_asked', 'person.erase_declined', 'person.erase_asked']
  expect((await audits(id)).map(({ action }) => action)).toEqual(lines)
})

test('erasing answers whoever asked, and takes the reasons of every request along', async () => {
  const { id, userId } = await person()
  await askToErase(otto, { enrolleeId: id, reason: 'Mrs Kamau wrote' })
  const [first] = await mine(id)
  await declineErasing(ada, first?.id ?? '')
  await askToErase(otto, { enrolleeId: id, reason: 'Mrs Kamau called' })
  expect(code(await erasePerson(ada, { enrolleeId: id, userId }))).toBe('ok')
  const rows = await db().eraseRequest.findMany({ where: { enrolleeId: id }, orderBy: { id: 'asc' } })
  expect(rows).toMatchObject([
    { reason: '', granted: false, answeredById: ada.id },
    { reason: '', granted: true, answeredById: ada.id, answeredAt: expect.any(Date) },
  ])
  expect(await mine(id)).toEqual([])
  expect(await readEraseRequest(ada, id)).toBeNull()
})

test('a person’s own request is their withdrawal: it names whom to erase, and erasing them answers it where nothing was sent', async () => {
  const link = await newLink(ada, { userIdPrefix: 'hr-', maxUses: 5 })
  const visit = await agreedVisit(link.token)
  const sent = await submitVisit(visit, await visitCapture(visit.id))
  if (!sent.ok) throw new Error(sent.code)
  const job = { where: { id: sent.jobId } }
  await db().job.update({ ...job, data: { state: 'approved', finishedAt: new Date(), nextStepAt: null } })
  const { enrollee } = await db().job.findUniqueOrThrow({ ...job, select: { enrollee: true } })
  await withdraw(visit.receipt)
  const needs = () => listLinkNeeds(ada, link.linkId)
  expect(await needs()).toMatchObject([{ kind: 'withdrawn', enrolleeId: enrollee.id }])
  expect(code(await erasePerson(ada, { enrolleeId: enrollee.id, userId: enrollee.userId }))).toBe('ok')
  expect(await needs()).toEqual([])
})
