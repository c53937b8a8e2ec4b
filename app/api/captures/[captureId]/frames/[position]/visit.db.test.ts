import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '@/lib/server/db'
import { framePicture, newOperator } from '@/scripts/testing/captures'
import { testDatabase } from '@/scripts/testing/database'
import { agreedVisit, newLink, newVisit } from '@/scripts/testing/links'
import { PUT } from './route'

let close = async () => {}
let ada: { id: string }
beforeAll(async () => {
  close = (await testDatabase()).close
  ada = await newOperator()
})
afterAll(() => close())

const past = () => new Date(Date.now() - 60_000)
const agreed = async () => agreedVisit((await newLink(ada)).token)

/** What the route says to this visit's cookie: the status and the code. */
async function put(visit: { cookie: string }, captureId: string = randomUUID(), position = '0') {
  const headers = { origin: 'http://localhost:3000', cookie: `kioo_visit=${visit.cookie}` }
  const request = new Request('http://localhost:3000/', { method: 'PUT', headers, body: await framePicture() })
  const response = await PUT(request, { params: Promise.resolve({ captureId, position }) })
  const body: unknown = await response.json()
  return { status: response.status, body, retryAfterS: Number(response.headers.get('retry-after')) }
}

test('a visit that has agreed may put frames, and put them again', async () => {
  const visit = await agreed()
  const captureId = randomUUID()
  for (const position of ['0', '1', '1']) expect(await put(visit, captureId, position)).toMatchObject({ status: 200 })
  expect(await db().capture.findUniqueOrThrow({ where: { id: captureId } })).toMatchObject({
    visitId: visit.id,
    operatorId: null,
  })
  expect(await db().frame.count({ where: { captureId } })).toBe(2)
})

test('no picture is taken before the consent', async () => {
  const visit = await newVisit((await newLink(ada)).token)
  expect(await put(visit)).toMatchObject({ status: 403, body: { code: 'no_consent' } })
  expect(await db().capture.count({ where: { visitId: visit.id } })).toBe(0)
})

test("another visit's capture and an operator's are not found", async () => {
  const [visit, other] = [await agreed(), await agreed()]
  const captureId = randomUUID()
  await put(other, captureId)
  expect(await put(visit, captureId)).toMatchObject({ status: 404, body: { code: 'capture_not_found' } })
  const desk = await db().capture.create({ data: { id: randomUUID(), operatorId: ada.id } })
  expect(await put(visit, desk.id)).toMatchObject({ status: 404, body: { code: 'capture_not_found' } })
})

test('a link that is stopped meanwhile takes no more frames', async () => {
  const visit = await agreed()
  const captureId = randomUUID()
  await put(visit, captureId)
  await db().link.update({ where: { id: visit.linkId }, data: { revokedAt: new Date(), revokedWhy: 'operator' } })
  expect(await put(visit, captureId, '1')).toMatchObject({ status: 409, body: { code: 'visit_over' } })
  expect(await db().frame.count({ where: { captureId } })).toBe(1)
})

test('no frame comes in after the deadline, nor by a cookie of nobody’s', async () => {
  const visit = await agreed()
  const captureId = randomUUID()
  await put(visit, captureId)
  await db().visit.update({ where: { id: visit.id }, data: { deadline: past() } })
  expect((await put(visit, captureId, '1')).status).toBeGreaterThanOrEqual(400)
  expect(await db().frame.count({ where: { captureId } })).toBe(1)
  expect(await put({ cookie: 'A'.repeat(43) })).toMatchObject({ status: 401 })
})

test('a person pauses after five captures, is told for how long, and goes on ten minutes later', async () => {
  const visit = await agreed()
  for (let times = 0; times < 5; times++) expect(await put(visit)).toMatchObject({ status: 200 })
  const refused = await put(visit)
  expect(refused).toMatchObject({
    status: 429,
    body: { code: 'too_many_captures', message: expect.stringContaining('10 minutes') },
  })
  expect(refused.retryAfterS).toBeGreaterThan(9 * 60)
  expect(refused.retryAfterS).toBeLessThanOrEqual(10 * 60)
  await db().visit.update({ where: { id: visit.id }, data: { pausedUntil: past() } })
  expect(await put(visit)).toMatchObject({ status: 200 })
})

test('a pause does not eat up the time of a visit: five minutes are left after it, and no more than that', async () => {
  const visit = await agreed()
  const leftMs = async () =>
    (await db().visit.findUniqueOrThrow({ where: { id: visit.id } })).deadline.getTime() - Date.now()
  await db().visit.update({ where: { id: visit.id }, data: { deadline: new Date(Date.now() + 60_000) } })
  for (let times = 0; times < 4; times++) await put(visit)
  expect(await leftMs()).toBeLessThanOrEqual(60_000)
  await put(visit)
  expect(await leftMs()).toBeGreaterThan(14 * 60_000)
  expect(await leftMs()).toBeLessThanOrEqual(15 * 60_000 + 5_000)
  const before = await leftMs()
  await put(visit)
  expect(await leftMs()).toBeLessThanOrEqual(before)
})

test('a pause gives no time back on a link that has run out', async () => {
  const visit = await agreed()
  await db().link.update({ where: { id: visit.linkId }, data: { expiresAt: past() } })
  for (let times = 0; times < 5; times++) expect((await put(visit)).status).toBe(200)
  expect((await db().visit.findUniqueOrThrow({ where: { id: visit.id } })).deadline).toEqual(visit.deadline)
})

test('of twelve captures begun at one moment five come through', async () => {
  const visit = await agreed()
  const statuses = (await Promise.all(Array.from({ length: 12 }, () => put(visit)))).map(({ status }) => status)
  expect(statuses.filter((status) => status === 200)).toHaveLength(5)
  expect(await db().capture.count({ where: { visitId: visit.id } })).toBe(5)
})
