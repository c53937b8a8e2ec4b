import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { CAMERA_LINES_MAX, DETAIL_REPORTS_MAX } from '@/lib/domain/capture-details-schema'
import { newOperator } from '@/scripts/testing/captures'
import { type TestDatabase, testDatabase } from '@/scripts/testing/database'
import { agreedVisit, newLink, visitOf } from '@/scripts/testing/links'
import { plansOf } from '@/scripts/testing/plans'
import { db } from './db'
import { readLink } from './link'
import { signalLink } from './signal'
import { VISIT_EVENTS_SHOWN } from './visit-events'
import { keepCameraDetails, reportStep } from './visit-steps'

vi.mock('./signal', { spy: true })

let database: TestDatabase
let ada: { id: string; role: 'OPERATOR' }
beforeAll(async () => {
  database = await testDatabase()
  ada = await newOperator()
})
afterAll(() => database.close())

async function sitting() {
  const link = await newLink(ada)
  return { ...(await agreedVisit(link.token)), linkId: link.linkId }
}

const linesOf = (visitId: string, kinds: string[]) => db().visitEvent.count({ where: { visitId, kind: { in: kinds } } })

const blocked = { kind: 'camera_blocked', detail: { problem: 'denied' } } as const
const steps = [{ kind: 'camera_ready', detail: {} }, blocked, { kind: 'captured', detail: {} }] as const

test('a camera that comes and goes for ever moves its visit, and writes and signals no more than a few lines', async () => {
  const visit = await sitting()
  vi.mocked(signalLink).mockClear()
  for (let round = 0; round < CAMERA_LINES_MAX; round++)
    for (const step of steps) expect(await reportStep(visit, step)).toEqual({ ok: true })
  expect(await linesOf(visit.id, ['camera_ready', 'camera_blocked', 'captured'])).toBe(CAMERA_LINES_MAX)
  expect(signalLink).toHaveBeenCalledTimes(CAMERA_LINES_MAX)
  await reportStep(visit, blocked)
  expect((await visitOf(visit.cookie)).state).toBe('camera_blocked')
})

test('of many steps reported at one moment no more than a few are written', async () => {
  const visit = await sitting()
  for (let line = 1; line < CAMERA_LINES_MAX; line++) await reportStep(visit, blocked)
  await Promise.all(Array.from({ length: 12 }, () => reportStep(visit, blocked)))
  expect(await linesOf(visit.id, ['camera_blocked'])).toBe(CAMERA_LINES_MAX)
})

test('technical details that are not kept are not signalled either', async () => {
  const visit = await sitting()
  vi.mocked(signalLink).mockClear()
  for (let report = 0; report < 9; report++) await keepCameraDetails(visit, { facts: {}, events: [] })
  expect(signalLink).toHaveBeenCalledTimes(DETAIL_REPORTS_MAX)
})

test('of a visit with any number of lines the newest are read, and how many came before is told', async () => {
  const visit = await sitting()
  const [many, written] = [1_340, 2]
  await db().$executeRaw`
    INSERT INTO "VisitEvent" (id, "visitId", at, kind, detail)
    SELECT gen_random_uuid(), ${visit.id}::uuid, now() + make_interval(secs => line), 'uploading',
           jsonb_build_object('count', line) FROM generate_series(1, ${many}::int) AS line`
  const plans = await plansOf(async () => {
    const shown = (await readLink(ada, visit.linkId))?.visits[0]
    expect(shown?.eventsBefore).toBe(many + written - VISIT_EVENTS_SHOWN)
    expect(shown?.events.map(({ detail }) => detail.count)).toEqual(
      Array.from({ length: VISIT_EVENTS_SHOWN }, (_, at) => many - VISIT_EVENTS_SHOWN + 1 + at),
    )
  })
  const reads = plans.filter(({ text, plan }) => /"?detail"?.*"VisitEvent"/s.test(text) && plan.includes('VisitEvent'))
  expect(reads).toHaveLength(1)
  for (const { plan } of reads) expect(plan).toMatch(/"Limit".*VisitEvent_visitId_at_id_idx/)
})

test('a visit with few lines tells all of them, each visit its own', async () => {
  const [one, other] = [await sitting(), await sitting()]
  await reportStep(one, blocked)
  const kinds = async (linkId: string) =>
    (await readLink(ada, linkId))?.visits.map(({ events, eventsBefore }) => [
      eventsBefore,
      ...events.map((e) => e.kind),
    ])
  expect(await kinds(one.linkId)).toEqual([[0, 'claimed', 'consented', 'camera_blocked']])
  expect(await kinds(other.linkId)).toEqual([[0, 'claimed', 'consented']])
})
