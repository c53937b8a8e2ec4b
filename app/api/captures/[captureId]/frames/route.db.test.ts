import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { db } from '@/lib/server/db'
import { newCapture, newOperator } from '@/scripts/testing/captures'
import { testDatabase } from '@/scripts/testing/database'
import { agreedVisit, newLink, newVisit } from '@/scripts/testing/links'
import { GET } from './route'

// Who is asking has tests of its own beside the door; here it is whoever `asking` says, or nobody.
let asking: { id: string } | null = null
vi.mock('@/lib/server/auth', () => ({
  routeActor: async () =>
    asking ? { ok: true, actor: asking } : { ok: false, response: Response.json({}, { status: 401 }) },
}))

let close = async () => {}
beforeAll(async () => {
  close = (await testDatabase()).close
})
afterAll(() => close())

async function ask(captureId: string, cookie?: string) {
  const request = new Request('http://localhost:3000/', { headers: cookie ? { cookie: `kioo_visit=${cookie}` } : {} })
  const response = await GET(request, { params: Promise.resolve({ captureId }) })
  const body: unknown = await response.json()
  return { status: response.status, body }
}

test('a sending that was cut off is told what has arrived, an operator’s and a person’s', async () => {
  const ada = await newOperator()
  asking = ada
  expect(await ask(await newCapture(ada, [0, 1, 4]))).toEqual({ status: 200, body: { positions: [0, 1, 4] } })
  asking = null
  const visit = await agreedVisit((await newLink(ada)).token)
  const captureId = randomUUID()
  await db().capture.create({ data: { id: captureId, visitId: visit.id } })
  expect(await ask(captureId, visit.cookie)).toEqual({ status: 200, body: { positions: [] } })
})

test('of somebody else’s capture, of a submitted one and of no capture nothing has arrived', async () => {
  const [ada, eve] = [await newOperator(), await newOperator()]
  const [hers, sent] = [await newCapture(ada), await newCapture(eve)]
  await db().capture.update({ where: { id: sent }, data: { submittedAt: new Date() } })
  asking = eve
  for (const captureId of [hers, sent, randomUUID(), 'no-id', '../..'])
    expect(await ask(captureId)).toEqual({ status: 200, body: { positions: [] } })
  const visit = await agreedVisit((await newLink(ada)).token)
  expect(await ask(hers, visit.cookie)).toEqual({ status: 200, body: { positions: [] } })
})

test('nobody is told before the consent, nor without a cookie', async () => {
  asking = null
  const visit = await newVisit((await newLink(await newOperator())).token)
  expect(await ask(randomUUID(), visit.cookie)).toMatchObject({ status: 403, body: { code: 'no_consent' } })
  expect(await ask(randomUUID())).toMatchObject({ status: 401 })
})
