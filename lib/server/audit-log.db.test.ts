import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type AuditFilter, parseAuditFilter } from '@/lib/domain/audit-filter'
import { type TestDatabase, testDatabase } from '@/scripts/testing/database'
import { makeJob, makeOperator } from '@/scripts/testing/make-job'
import { withClockOff } from '@/scripts/testing/portal-clock'
import { audit } from './audit'
import { exportAudit, readAudit } from './audit-log'
import { db } from './db'

let database: TestDatabase
let grace: { id: string }
let ada: { id: string }
const zone = 'Africa/Nairobi'
const whole: AuditFilter = { action: null, by: null, day: null, before: null }

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await db().$executeRaw`TRUNCATE "Operator", "Enrollee", "Job", "Capture", "AuditEvent" CASCADE`
  grace = await makeOperator('Grace', 'ADMIN')
  ada = await makeOperator('Ada')
})

const signIn = (id: string, at: Date) =>
  db().auditEvent.create({
    data: { operatorId: id, action: 'operator.signed_in', objectType: 'operator', objectId: id, at },
  })
const written = async () =>
  (await db().auditEvent.findMany({ orderBy: [{ at: 'asc' }, { id: 'asc' }] })).map(
    ({ operatorId, action, detail }) => ({
      operatorId,
      action,
      detail,
    }),
  )

describe('reading the audit log', () => {
  test('is the newest line in it, with what was asked for', async () => {
    await signIn(ada.id, new Date(Date.now() - 60_000))
    const { lines } = await readAudit(grace, { ...whole, by: ada.id }, zone)
    expect(lines.map(({ action, by }) => [action, by])).toEqual([['operator.signed_in', 'Ada']])
    expect((await written()).at(-1)).toEqual({ operatorId: grace.id, action: 'audit.read', detail: { by: ada.id } })
    const { lines: all } = await readAudit(grace, whole, zone)
    expect(all.map(({ action }) => action)).toEqual(['audit.read', 'audit.read', 'operator.signed_in'])
  })

  test('goes on to the older lines, and misses and repeats none of the same moment', async () => {
    const at = new Date(Date.now() - 60_000)
    for (let made = 0; made < 7; made += 1) await signIn(ada.id, at)
    const seen: string[] = []
    let before: AuditFilter['before'] = null
    do {
      const page = await readAudit(grace, { ...whole, action: 'operator.signed_in', before }, zone, 3)
      seen.push(...page.lines.map(({ id }) => id))
      before = page.older
    } while (before)
    expect([seen.length, new Set(seen).size]).toEqual([7, 7])
  })

  test('is written down wherever a page begins, also beyond the newest line', async () => {
    await signIn(ada.id, new Date(Date.now() - 60_000))
    const before = '99999999999999_0199f3c2-0000-7000-8000-000000000000'
    const { lines } = await readAudit(grace, parseAuditFilter({ by: ada.id, before }), zone)
    expect(lines).toHaveLength(1)
    const detail = { by: ada.id, before }
    expect((await written()).at(-1)).toEqual({ operatorId: grace.id, action: 'audit.read', detail })
    // The same beginning with another filter is another page.
    await readAudit(grace, parseAuditFilter({ by: grace.id, before }), zone)
    expect((await written()).at(-1)).toMatchObject({ action: 'audit.read', detail: { ...detail, by: grace.id } })
  })

  test('is one reading for a page that is drawn anew within a minute, and another one after it or for another reader', async () => {
    const readings = async () => (await written()).filter(({ action }) => action === 'audit.read').length
    for (let drawn = 0; drawn < 3; drawn += 1) await readAudit(grace, { ...whole, by: ada.id }, zone)
    expect(await readings()).toBe(1)
    await readAudit(ada, { ...whole, by: ada.id }, zone)
    expect(await readings()).toBe(2)
    await db().auditEvent.updateMany({ data: { at: new Date(Date.now() - 61_000) } })
    await readAudit(grace, { ...whole, by: ada.id }, zone)
    expect(await readings()).toBe(3)
  })

  test('is one reading within a minute, and two after it, also where the portal’s clock is wrong', async () => {
    const readings = () => db().auditEvent.count({ where: { action: 'audit.read' } })
    for (const off of [-61_000, 10 * 60_000])
      await withClockOff(off, async () => {
        await db().auditEvent.deleteMany()
        for (let drawn = 0; drawn < 2; drawn += 1) await readAudit(grace, whole, zone)
        expect(await readings()).toBe(1)
        await db().$executeRaw`UPDATE "AuditEvent" SET at = at - interval '61 seconds'`
        await readAudit(grace, whole, zone)
        expect(await readings()).toBe(2)
      })
  })

  test('of one day means the day of whoever reads', async () => {
    // Nairobi is three hours ahead: the first is the day before there, the second is not.
    await signIn(ada.id, new Date('2026-05-11T20:59:59.999Z'))
    await signIn(ada.id, new Date('2026-05-11T21:00:00Z'))
    await signIn(ada.id, new Date('2026-05-12T21:00:00Z'))
    const { lines } = await readAudit(grace, { ...whole, day: '2026-05-12' }, zone)
    expect(lines.map(({ at }) => at.toISOString())).toEqual(['2026-05-11T21:00:00.000Z'])
  })

  test('leads to what a line is about where that is still there, and nowhere else', async () => {
    const { id: jobId, captureId } = await makeJob({ by: ada.id, userId: 'u-1' })
    const gone = randomUUID()
    const line = { operatorId: ada.id, detail: {} }
    const frame = { action: 'frame.viewed', objectType: 'frame' } as const
    await audit(db(), { ...line, ...frame, objectId: `${captureId}/0`, detail: { jobId, position: 0 } })
    await audit(db(), { ...line, ...frame, objectId: `${captureId}/0`, detail: { jobId: gone, position: 0 } })
    await audit(db(), { ...line, action: 'link.made', objectType: 'link', objectId: gone })
    await audit(db(), { ...line, action: 'operator.disabled', objectType: 'operator', objectId: ada.id })
    await audit(db(), { ...line, action: 'operator.signed_out', objectType: 'session', objectId: gone })
    const { lines } = await readAudit(grace, { ...whole, by: ada.id }, zone)
    expect(lines.map(({ about }) => about).reverse()).toEqual([
      { name: `Job …${jobId.slice(-12)}`, href: `/jobs/${jobId}` },
      null,
      null,
      { name: 'Ada', href: '/settings/operators' },
      null,
    ])
  })

  test('names Kioo where no operator was signed in', async () => {
    await audit(db(), { operatorId: null, action: 'setup.completed', objectType: 'operator', objectId: grace.id })
    const { lines } = await readAudit(grace, { ...whole, action: 'setup.completed' }, zone)
    expect(lines.map(({ by }) => by)).toEqual([null])
  })
})

describe('exporting the audit log', () => {
  test('gives the lines its page would, and is itself written down with their number', async () => {
    await signIn(ada.id, new Date('2026-05-12T10:00:00Z'))
    await signIn(grace.id, new Date('2026-05-12T11:00:00Z'))
    const csv = await exportAudit(grace, parseAuditFilter({ by: ada.id, day: '2026-05-12' }), zone)
    const [, ...lines] = csv.trim().split('\r\n')
    expect(lines).toEqual([
      `"2026-05-12T10:00:00.000Z","Ada","${ada.id}","operator.signed_in","Signed in","","operator","${ada.id}"`,
    ])
    const detail = { by: ada.id, day: '2026-05-12', lines: 1 }
    expect((await written()).at(-1)).toEqual({ operatorId: grace.id, action: 'audit.exported', detail })
  })

  test('has nothing in it that a spreadsheet would run', async () => {
    const mallory = await makeOperator('=HYPERLINK("https://evil.example")')
    await signIn(mallory.id, new Date('2026-05-12T10:00:00Z'))
    const csv = await exportAudit(grace, { ...whole, by: mallory.id }, zone)
    expect(csv).toContain(`,"'=HYPERLINK(""https://evil.example"")",`)
  })

  test('ends at a limit, and says so', async () => {
    for (let made = 0; made < 4; made += 1) await signIn(ada.id, new Date(Date.UTC(2026, 4, 12, made)))
    const csv = await exportAudit(grace, { ...whole, by: ada.id }, zone, 3)
    const [, ...lines] = csv.trim().split('\r\n')
    expect(lines.map((line) => line.slice(0, 14))).toEqual([
      '"2026-05-12T03',
      '"2026-05-12T02',
      '"2026-05-12T01',
      '"Only the newe',
    ])
  })
})
