import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type JobFilter, jobGroupNames } from '@/lib/domain/job-filter'
import type { Staff } from '@/lib/domain/permissions'
import { type TestDatabase, testDatabase } from '@/scripts/testing/database'
import { agreedVisit, newLink } from '@/scripts/testing/links'
import { makeJob, makeOperator } from '@/scripts/testing/make-job'
import { db } from './db'
import { countJobs, findPastedJob, listJobs } from './jobs'

let database: TestDatabase
let ada: Staff
let viewer: Staff

const all: JobFilter = { group: null, environment: null, today: false, query: '', before: null }
const dawn = new Date('2026-05-12T00:00:00Z')

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await db().$executeRaw`TRUNCATE "Operator", "Enrollee", "Job", "Capture" CASCADE`
  ada = await makeOperator('Ada')
  viewer = await makeOperator('Vi', 'VIEWER')
})

const make = (userId: string, job: Parameters<typeof makeJob>[0]['job'] = {}, displayName: string | null = null) =>
  makeJob({ by: ada.id, userId, displayName, job })
const idsOf = async (filter: Partial<JobFilter>, reader = ada) =>
  (await listJobs(reader, { ...all, ...filter }, dawn)).jobs.map(({ id }) => id)

test('walking the pages meets every job once, newest first, even when many were made in the same millisecond', async () => {
  const createdAt = new Date('2026-05-12T10:00:00.123Z')
  for (let n = 0; n < 7; n++) await make(`same-${n}`, { createdAt })
  for (let n = 0; n < 3; n++) await make(`other-${n}`, { createdAt: new Date(createdAt.getTime() + n + 1) })
  const met: string[] = []
  let before: JobFilter['before'] = null
  do {
    const { jobs, older } = await listJobs(ada, { ...all, before }, dawn, 3)
    met.push(...jobs.map(({ id }) => id))
    before = older
  } while (before)
  const rows = await db().job.findMany({ orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], select: { id: true } })
  expect(met).toEqual(rows.map(({ id }) => id))
})

test('a job made while somebody pages shifts nothing', async () => {
  for (let n = 0; n < 4; n++) await make(`u-${n}`, { createdAt: new Date(dawn.getTime() + n) })
  const first = await listJobs(ada, all, dawn, 2)
  await make('late')
  const second = await listJobs(ada, { ...all, before: first.older }, dawn, 2)
  expect([...first.jobs, ...second.jobs].map(({ person }) => person.userId)).toEqual(['u-3', 'u-2', 'u-1', 'u-0'])
})

describe('filters', () => {
  test('the list and the count of every group agree', async () => {
    const states = [
      'queued',
      'submitting',
      'processing',
      'approved',
      'provisional',
      'rejected',
      'refused',
      'unknown',
      'failed',
    ] as const
    for (const state of states) await make(state, { state })
    const counts = await countJobs(ada, all, dawn)
    for (const group of jobGroupNames) expect((await idsOf({ group })).length).toBe(counts[group])
    expect(counts).toMatchObject({ waiting: 3, person: 3, failed: 2, refused: 1, approved: 1 })
  })

  test('counting stops one beyond its limit, however many jobs there are, and is exact below it', async () => {
    for (let n = 0; n < 5; n++) await make(`many-${n}`, { state: 'approved' })
    for (let n = 0; n < 2; n++) await make(`few-${n}`, { state: 'refused' })
    expect(await countJobs(ada, all, dawn, 3)).toMatchObject({ approved: 4, refused: 2, person: 2, waiting: 0 })
    expect(await countJobs(ada, { ...all, query: 'many-1' }, dawn, 3)).toMatchObject({ approved: 1, refused: 0 })
  })

  test('a search that finds more people than are asked for first finds the jobs of all of them', async () => {
    const { id } = await make('kamau-000', { state: 'refused' })
    const userIds = Array.from({ length: 200 }, (_, n) => `kamau-${String(n + 1).padStart(3, '0')}`)
    await db().enrollee.createMany({ data: userIds.map((userId) => ({ environment: 'SANDBOX', userId })) })
    await make('kamau-200', { state: 'approved' })
    await make('wanjiru', { state: 'refused' })
    expect(await idsOf({ query: 'kamau', group: 'refused' })).toEqual([id])
    expect(await countJobs(ada, { ...all, query: 'kamau' }, dawn)).toMatchObject({ refused: 1, approved: 1, person: 1 })
  })

  test('what was sent again no longer needs a person', async () => {
    const old = await make('re', { state: 'refused', failureCode: '2209' })
    await make('re', { retryOfId: old.id })
    expect(await idsOf({ group: 'person' })).toEqual([])
    expect((await countJobs(ada, all, dawn)).person).toBe(0)
    expect(await idsOf({ group: 'refused' })).toEqual([old.id])
  })

  test('a report that nobody has looked at needs a person whatever the verdict, in a job that was sent again too', async () => {
    const suspected = await make('suspected', { state: 'approved', reportWaits: true })
    const old = await make('re', { state: 'refused', reportWaits: true })
    await make('re', { retryOfId: old.id })
    expect((await idsOf({ group: 'person' })).sort()).toEqual([suspected.id, old.id].sort())
    expect((await countJobs(ada, all, dawn)).person).toBe(2)
  })

  test('an authentication not sent for a withdrawal, and a failed job of somebody erased, need nobody', async () => {
    const failed = await make('failed', { state: 'failed', failureCode: 'gave_up' })
    const unknown = await make('unknown', { state: 'unknown' })
    await make('withdrawn', { state: 'failed', failureCode: 'consent_withdrawn' })
    const { enrolleeId } = await make('erased', { state: 'failed', failureCode: 'gave_up' })
    await db().enrollee.update({ where: { id: enrolleeId }, data: { erasedAt: new Date() } })
    expect((await idsOf({ group: 'person' })).sort()).toEqual([failed.id, unknown.id].sort())
    expect((await countJobs(ada, all, dawn)).person).toBe(2)
    expect(await idsOf({ group: 'failed' })).toHaveLength(4)
  })

  test('a report and results that disagree need nobody once their person has withdrawn or is erased', async () => {
    const waiting = { state: 'approved', reportWaits: true, conflictWaits: true } as const
    const here = await make('here', waiting)
    const { captureId } = await make('withdrawn', waiting)
    const { enrolleeId } = await make('erased', waiting)
    const { id: visitId } = await agreedVisit((await newLink(ada)).token)
    await db().capture.update({ where: { id: captureId }, data: { visitId, operatorId: null } })
    const person = async () => [await idsOf({ group: 'person' }), (await countJobs(ada, all, dawn)).person]
    expect((await person())[1]).toBe(3)
    await db().consent.updateMany({ where: { visitId }, data: { withdrawnAt: new Date() } })
    await db().enrollee.update({ where: { id: enrolleeId }, data: { erasedAt: new Date() } })
    expect(await person()).toEqual([[here.id], 1])
  })

  test('results that disagree need a person until somebody has looked, whatever the verdict', async () => {
    const disputed = await make('disputed', { state: 'rejected', conflictWaits: true })
    await make('agreed', { state: 'rejected' })
    expect(await idsOf({ group: 'person' })).toEqual([disputed.id])
    expect((await countJobs(ada, all, dawn)).person).toBe(1)
  })

  test('today begins where the caller says', async () => {
    await make('before', { createdAt: new Date(dawn.getTime() - 1) })
    const job = await make('at', { createdAt: dawn })
    expect(await idsOf({ today: true })).toEqual([job.id])
  })

  test('an environment shows only its own', async () => {
    await make('ke-1')
    const real = await makeJob({ by: ada.id, userId: 'ke-1', environment: 'PRODUCTION' })
    expect(await idsOf({ environment: 'PRODUCTION' })).toEqual([real.id])
  })
})

describe('search', () => {
  test('finds part of a name or user id, in any case', async () => {
    const job = await make('NG-118102', {}, 'Amina Yusuf')
    await make('ke-1', {}, 'Tunde')
    for (const query of ['amina', 'YUSUF', 'ng-118', '8102']) expect(await idsOf({ query })).toEqual([job.id])
  })

  test.each(['%', '_', '\\', "'", '100%'])('takes %s literally', async (query) => {
    await make('plain', {}, 'Nobody')
    const odd = await make('odd', {}, `with ${query} in it`)
    expect(await idsOf({ query })).toEqual([odd.id])
  })

  test('a pasted job id leads straight to it, whatever its case and surroundings', async () => {
    const job = await make('u-1')
    expect(await findPastedJob(`  ${job.id.toUpperCase()} `)).toBe(job.id)
    expect(await findPastedJob('0199f3c2-7b1e-7c40-9a55-1f0e6c2d9b11')).toBeNull()
    expect(await findPastedJob('u-1')).toBeNull()
  })

  test('the ten digits Smile ID knows a job by find it, and beside it whoever has them as user id, and nobody else', async () => {
    const job = await make('u-1', { smileJobId: '0712345678' }, 'Amina')
    await make('u-2', { smileJobId: '0712345679' })
    expect(await idsOf({ query: '0712345678' })).toEqual([job.id])
    expect((await countJobs(ada, { ...all, query: '0712345678' }, dawn)).waiting).toBe(1)
    const phone = await make('0712345678')
    expect((await idsOf({ query: '0712345678' })).sort()).toEqual([job.id, phone.id].sort())
    expect(await idsOf({ query: '0712345678' }, viewer)).toEqual([job.id])
    expect(await idsOf({ query: '0712345678', environment: 'PRODUCTION' })).toEqual([])
  })

  test('the end of its id, as lists show it, finds a job for everybody, and beside it whoever has that as user id', async () => {
    const id = '0199f3c2-7b1e-7c40-9a55-254711000222'
    await make('u-1', { id }, 'Amina')
    await make('u-2')
    for (const query of ['254711000222', '…254711000222']) expect(await idsOf({ query })).toEqual([id])
    const phone = await make('254711000222')
    expect((await idsOf({ query: '254711000222' })).sort()).toEqual([id, phone.id].sort())
    expect(await idsOf({ query: '254711000222' }, viewer)).toEqual([id])
    const lettered = '0199f3c2-7b1e-7c40-9a55-93a711b54793'
    await make('u-3', { id: lettered })
    expect(await idsOf({ query: '93A711B54793' }, viewer)).toEqual([lettered])
  })

  test('a name is found in whatever order its words are typed, and only by all of them', async () => {
    const job = await make('ke-1', {}, 'Wanjiru Kamau')
    await make('ke-2', {}, 'Kamau Otieno')
    for (const query of ['kamau wanjiru', '  Kamau   ke-1 ', 'wanjiru kamau'])
      expect(await idsOf({ query })).toEqual([job.id])
    expect(await idsOf({ query: 'kamau njoroge' })).toEqual([])
  })

  test('ten digits that are no job of Smile ID’s still find people', async () => {
    const job = await make('KE-0711000111-a')
    expect(await idsOf({ query: '0711000111' })).toEqual([job.id])
  })

  test('a viewer finds nobody by name, so that yes and no give nothing away, but finds a job id', async () => {
    const job = await make('ng-118102', {}, 'Amina Yusuf')
    expect(await idsOf({ query: 'Amina' }, viewer)).toEqual([])
    expect(await idsOf({ query: 'ng-118102' }, viewer)).toEqual([])
    expect(await idsOf({ query: job.id }, viewer)).toEqual([job.id])
  })
})

test('a viewer’s rows hold no name and no user id', async () => {
  await make('ng-118102', {}, 'Amina Yusuf')
  const text = JSON.stringify(await listJobs(viewer, all, dawn))
  expect(text).not.toMatch(/Amina|Yusuf|ng-118/)
})

test('a row holds the named columns and nothing else', async () => {
  await make('ng-118102', { reason: 'secret reason', latitude: 6.45 })
  const [job] = (await listJobs(ada, all, dawn)).jobs
  expect(Object.keys(job ?? {}).sort()).toEqual([
    'attempts',
    'by',
    'conflictWaits',
    'createdAt',
    'createdById',
    'enrolleeId',
    'environment',
    'failureCode',
    'id',
    'isBarred',
    'isByLink',
    'nextStepAt',
    'person',
    'reportWaits',
    'resultCode',
    'sentAgainAs',
    'state',
    'type',
    'uploadedAt',
    'withdrawnAt',
  ])
})
