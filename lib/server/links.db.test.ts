import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Cursor } from '@/lib/domain/cursor'
import { type LinkState, linkStates } from '@/lib/domain/link'
import { type LinkGroup, linkGroupNames, linkGroups } from '@/lib/domain/link-filter'
import type { LinkForm } from '@/lib/domain/link-form'
import type { Staff } from '@/lib/domain/permissions'
import { isOver, type VisitState, visitStates } from '@/lib/domain/visit'
import { type TestDatabase, testDatabase } from '@/scripts/testing/database'
import { makeOperator } from '@/scripts/testing/make-job'
import { withClockOff } from '@/scripts/testing/portal-clock'
import { db } from './db'
import { extendLink, pauseLink, resumeLink, revokeLink } from './keep-link'
import { readLink } from './link'
import { countLinkNeeds, handleLinkNeed, listLinkNeeds } from './link-needs'
import { tokenOf } from './link-token'
import { countLinks, listLinks, readLinkIds } from './links'
import { makeLink } from './make-link'
import { reissueLink, remindLink } from './reissue-link'
import { hashToken } from './secrets'
import { sendLink } from './send-link'
import { makeShortCode } from './short-code'

let database: TestDatabase
let ada: Staff
let other: Staff
let admin: Staff
let viewer: Staff

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  ada = await makeOperator('Ada')
  other = await makeOperator('Other')
  admin = await makeOperator('Admin', 'ADMIN')
  viewer = await makeOperator('Viewer', 'VIEWER')
})

const form = (changed: Partial<LinkForm> = {}): LinkForm => ({
  formKey: randomUUID(),
  environment: 'SANDBOX',
  userId: `u-${randomUUID()}`,
  userIdPrefix: null,
  displayName: 'Wanjiru Kamau',
  email: null,
  label: '',
  expiryMinutes: 60,
  maxUses: 1,
  allowReEnroll: false,
  reason: null,
  language: null,
  redirectUrl: null,
  contact: '',
  ...changed,
})

async function made(maker = ada, changed: Partial<LinkForm> = {}) {
  const outcome = await makeLink(maker, form(changed))
  if (!outcome.ok) throw new Error(outcome.message)
  return outcome
}
const all = { group: null, environment: null, query: '', before: null }

test('a link’s address is 256 random bits, and only its hash is kept', async () => {
  const { linkId, url } = await made()
  const token = tokenOf(url) ?? ''
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  const row = await db().link.findUniqueOrThrow({ where: { id: linkId } })
  expect(Buffer.from(row.tokenHash)).toEqual(Buffer.from(hashToken(token)))
  expect(JSON.stringify([row, await db().auditEvent.findMany({ where: { objectId: linkId } })])).not.toContain(token)
})

test('the same form twice is one link, whose address is not shown again', async () => {
  const twice = form()
  const outcomes = await Promise.all([makeLink(ada, twice), makeLink(ada, twice)])
  expect(outcomes.map((outcome) => (outcome.ok ? 'made' : outcome.code)).sort()).toEqual(['already_made', 'made'])
  expect(await makeLink(ada, { ...twice, label: 'other' })).toMatchObject({ code: 'form_changed' })
  expect(await makeLink(other, twice)).toMatchObject({ code: 'form_changed' })
})

test('another operator’s link is not found, whatever is tried; a viewer finds none at all', async () => {
  const { linkId, url } = await made(ada, { email: 'w@example.org' })
  const stranger = async (keeper: Staff) => [
    await readLink(keeper, linkId),
    await pauseLink(keeper, linkId),
    await resumeLink(keeper, linkId),
    await revokeLink(keeper, linkId),
    await extendLink(keeper, linkId, 60),
    await reissueLink(keeper, linkId, randomUUID()),
    await remindLink(keeper, linkId, randomUUID()),
    await makeShortCode(keeper, linkId),
    await sendLink(keeper, { linkId, url, email: 'x@example.org', zone: 'UTC', kind: 'first' }),
  ]
  for (const keeper of [other, viewer]) {
    const [view, ...moves] = await stranger(keeper)
    expect(view).toBeNull()
    for (const move of moves) expect(move).toMatchObject({ ok: false, code: 'not_found' })
    expect(await readLinkIds(keeper, [linkId])).toEqual([])
    expect((await listLinks(keeper, all)).links.map(({ id }) => id)).not.toContain(linkId)
  }
  expect(await readLink(ada, linkId)).toMatchObject({ state: 'ready', uses: 0 })
  expect(await readLink(admin, linkId)).toMatchObject({ id: linkId })
})

test('re-issuing stops the old link, keeps its terms, answers its requests, and happens once', async () => {
  const { linkId } = await made(ada, { label: 'Lagos', maxUses: 3, language: 'sw' })
  await db().linkRequest.create({ data: { linkId, kind: 'new_link' } })
  expect(await countLinkNeeds(ada)).toBe(1)
  const outcomes = await Promise.all([reissueLink(ada, linkId, randomUUID()), reissueLink(admin, linkId, randomUUID())])
  const fresh = outcomes.find((outcome) => outcome.ok)
  if (!fresh?.ok) throw new Error('none was made')
  expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
  expect(await readLink(ada, linkId)).toMatchObject({
    state: 'revoked',
    revokedWhy: 'reissued',
    reissuedAs: fresh.linkId,
  })
  expect(await readLink(ada, fresh.linkId)).toMatchObject({
    state: 'ready',
    label: 'Lagos',
    maxUses: 3,
    language: 'sw',
    createdById: ada.id,
  })
  expect(await countLinkNeeds(ada)).toBe(0)
})

test.each([
  ['a day on the twentieth day', [24 * 60], 24 * 60],
  ['an hour', [60], 24 * 60],
  ['a week, and then a day', [7 * 24 * 60, 24 * 60], 7 * 24 * 60],
] as const)(
  'a link for a day that was extended by %s is made anew for the longest that was chosen',
  async (_, more, all) => {
    const { linkId } = await made(ada, { expiryMinutes: 24 * 60, email: 'wanjiru@example.org' })
    await db().$executeRaw`
    UPDATE "Link" SET "createdAt" = "createdAt" - interval '20 days', "expiresAt" = "expiresAt" - interval '20 days'
     WHERE id = ${linkId}::uuid`
    for (const minutes of more) expect(await extendLink(ada, linkId, minutes)).toEqual({ ok: true })
    const renewed = await remindLink(ada, linkId, randomUUID())
    if (!renewed.ok) throw new Error(renewed.code)
    // And so is the one that is made in its place.
    const next = await reissueLink(ada, renewed.linkId, randomUUID())
    if (!next.ok) throw new Error(next.code)
    for (const { expiresAt } of [renewed, next])
      expect(Math.abs(expiresAt.getTime() - Date.now() - all * 60_000)).toBeLessThan(60_000)
  },
)

test('a portal whose clock is a day off shows a link as it stands, on its page, in the list and in the counts', async () => {
  for (const off of [-24 * 3_600_000, 24 * 3_600_000])
    await withClockOff(off, async () => {
      const maker = await makeOperator('Maker')
      const [{ linkId: good }, { linkId: over }] = [await made(maker), await made(maker)]
      await db().$executeRaw`UPDATE "Link" SET "expiresAt" = now() - interval '1 minute' WHERE id = ${over}::uuid`
      const inList = (await listLinks(maker, all)).links.map(({ id, state }) => [id, state])
      expect(Object.fromEntries(inList)).toEqual({ [good]: 'ready', [over]: 'expired' })
      expect(await readLink(maker, good)).toMatchObject({ state: 'ready' })
      expect(await readLink(maker, over)).toMatchObject({ state: 'expired' })
      expect(await countLinks(maker, all)).toMatchObject({ waiting: 1, expired: 1 })
    })
})

test('reminding somebody without an address makes no link', async () => {
  const { linkId } = await made()
  expect(await remindLink(ada, linkId, randomUUID())).toMatchObject({ code: 'no_email' })
  expect(await readLink(ada, linkId)).toMatchObject({ state: 'ready' })
})

test('a link is paused, resumed, extended to 30 days at most, and revoked once', async () => {
  const { linkId } = await made()
  expect(await pauseLink(ada, linkId)).toEqual({ ok: true })
  expect(await pauseLink(ada, linkId)).toMatchObject({ code: 'moved_on' })
  expect(await readLink(ada, linkId)).toMatchObject({ state: 'paused' })
  expect(await resumeLink(ada, linkId)).toEqual({ ok: true })
  expect(await extendLink(ada, linkId, 29 * 24 * 60)).toEqual({ ok: true })
  expect(await extendLink(ada, linkId, 2 * 24 * 60)).toMatchObject({ code: 'too_long' })
  await db().$executeRaw`UPDATE "Link" SET "expiresAt" = now() - interval '1 day' WHERE id = ${linkId}::uuid`
  expect(await readLink(ada, linkId)).toMatchObject({ state: 'expired' })
  expect(await extendLink(ada, linkId, 60)).toEqual({ ok: true })
  expect(await readLink(ada, linkId)).toMatchObject({ state: 'ready' })
  expect(await revokeLink(ada, linkId)).toEqual({ ok: true })
  expect(await extendLink(ada, linkId, 60)).toMatchObject({ ok: false })
})

test.each([
  ['revoked', (linkId: string) => revokeLink(ada, linkId), { revokedWhy: 'operator', revokedBy: 'Ada' }],
  ['re-issued', (linkId: string) => reissueLink(ada, linkId, randomUUID()), { revokedWhy: 'reissued' }],
])('a paused link that is then %s is over, for its page and the list', async (_, stop, why) => {
  const { linkId } = await made()
  expect(await pauseLink(ada, linkId)).toEqual({ ok: true })
  expect(await stop(linkId)).toMatchObject({ ok: true })
  expect(await readLink(ada, linkId)).toMatchObject({ state: 'revoked', ...why })
  const listed = (await listLinks(ada, { ...all, group: 'stopped' })).links
  expect(listed.find(({ id }) => id === linkId)).toMatchObject({ state: 'revoked' })
})

test.each([
  ['used up', { uses: 1 }],
  ['stopped', { revokedAt: new Date(), revokedWhy: 'operator' }],
] as const)('a link that was %s meanwhile is not extended, and not for its length', async (_, data) => {
  const { linkId } = await made()
  await db().link.update({ where: { id: linkId }, data })
  expect(await extendLink(ada, linkId, 60)).toMatchObject({ ok: false, code: 'moved_on' })
})

test('only this link’s own address is sent', async () => {
  const [one, two] = [await made(), await made()]
  const mail = { linkId: one.linkId, email: 'w@example.org', zone: 'UTC', kind: 'first' } as const
  expect(await sendLink(ada, { ...mail, url: two.url })).toMatchObject({ code: 'another_link' })
  expect(await sendLink(ada, { ...mail, url: 'https://evil.example/e/x' })).toMatchObject({ code: 'another_link' })
})

test('what needs a person is seen to once, by whoever the link belongs to', async () => {
  const { linkId } = await made()
  const { id } = await db().linkRequest.create({ data: { linkId, kind: 'cannot', detail: 'religion' } })
  expect(await handleLinkNeed(other, id)).toMatchObject({ code: 'not_found' })
  expect((await listLinkNeeds(ada, linkId)).map((need) => need.id)).toEqual([id])
  expect(await handleLinkNeed(ada, id)).toMatchObject({ ok: true })
  expect(await handleLinkNeed(ada, id)).toMatchObject({ code: 'not_found' })
})

type VisitRow = { state: VisitState; deadline: Date; endedAt?: Date }
type Standing = { many: boolean; uses: number; visits: readonly VisitRow[] } & Partial<
  Record<'expiresAt' | 'pausedAt' | 'revokedAt' | 'sentAt', Date>
>

/** Ada's links, as rows: they are many. The last of its visits is the link's last. */
async function makeStandings(standings: readonly Standing[]) {
  const rows = standings.map(({ many, visits, ...is }) => {
    const id = randomUUID()
    const whom = many ? { userIdPrefix: 'many-' } : { userId: `u-${id}` }
    const kept = { tokenHash: randomBytes(32), formKey: randomUUID(), formHash: randomBytes(32) }
    const terms = { environment: 'SANDBOX', maxUses: 2, expiresAt: new Date(Date.now() + 3_600_000) } as const
    const link = { id, createdById: ada.id, ...whom, ...kept, ...terms, ...is }
    const each = { linkId: id, language: 'en' }
    return { link, visits: visits.map((row) => ({ id: randomUUID(), cookieHash: randomBytes(32), ...each, ...row })) }
  })
  await db().link.createMany({ data: rows.map(({ link }) => link) })
  await db().visit.createMany({ data: rows.flatMap(({ visits }) => visits) })
  const last = rows.flatMap(({ visits }) => visits.at(-1)?.id ?? [])
  await db().$executeRaw`
    UPDATE "Link" SET "lastVisitId" = v.id FROM "Visit" v WHERE v."linkId" = "Link".id AND v.id = ANY(${last}::uuid[])`
}

test('each filter shows exactly the links of its states, however they came to them, and counts them', async () => {
  const [ago, soon] = [new Date(Date.now() - 60_000), new Date(Date.now() + 3_600_000)]
  const ended = visitStates.map((state) => [{ state, deadline: ago, ...(isOver(state) && { endedAt: ago }) }])
  const here = { state: 'consented', deadline: soon } as const
  const histories = [[], ...ended, [here], [here, { state: 'submitted', deadline: soon, endedAt: ago }]] as const
  const both = { pausedAt: ago, revokedAt: ago }
  const whatever = [{ expiresAt: ago }, { pausedAt: ago }, { revokedAt: ago }, both, { sentAt: ago }]
  const standings = [false, true].flatMap((many) =>
    histories.flatMap((visits) => [
      ...(visits.length > 0 ? [0, 1] : [0]).map((uses) => ({ many, uses, visits })),
      ...whatever.map((is) => ({ many, uses: 0, visits, ...is })),
      { many, uses: 2, visits, expiresAt: ago },
    ]),
  )
  await makeStandings(standings)

  const pages = async (group: LinkGroup | null) => {
    const links = []
    for (let before: Cursor | null = null, first = true; first || before; first = false) {
      const page: Awaited<ReturnType<typeof listLinks>> = await listLinks(ada, { ...all, group, before })
      links.push(...page.links)
      before = page.older
    }
    return links
  }
  const every = await pages(null)
  expect(every).toHaveLength(standings.length)
  const counts = await countLinks(ada, all)
  for (const group of linkGroupNames) {
    const states: readonly LinkState[] = linkGroups[group].states
    const wanted = every.filter(({ state }) => states.includes(state)).map(({ id }) => id)
    expect(wanted).not.toEqual([])
    expect([group, (await pages(group)).map(({ id }) => id)]).toEqual([group, wanted])
    expect([group, counts[group]]).toEqual([group, wanted.length])
  }
  expect(new Set(every.map(({ state }) => state))).toEqual(new Set(linkStates))
  // Nobody's but whoever may read them.
  expect(Object.values(await countLinks(other, all))).toEqual(linkGroupNames.map(() => 0))
})

test('a search finds by label, person and whole id', async () => {
  const id = (await made(ada, { label: 'Is in Lagos' })).linkId
  for (let times = 0; times < 4; times++) await made()
  const found = async (query: string) => (await listLinks(ada, { ...all, query })).links
  expect((await found('IS IN LAGOS')).map((link) => link.id)).toEqual([id])
  expect(await found('wanjiru')).toHaveLength(5)
  expect(await found('kamau wanjiru')).toHaveLength(5)
  expect(await found('kamau njoroge')).toHaveLength(0)
  expect((await found(id.toUpperCase())).map((link) => link.id)).toEqual([id])
  expect(await found('%')).toHaveLength(0)
})

test('a link whose mail was only written to a folder was not sent, and nobody was reminded', async () => {
  const { linkId, url } = await made(ada, { email: 'w@example.org' })
  const mail = { linkId, url, email: 'w@example.org', zone: 'UTC' }
  for (const kind of ['first', 'reminder'] as const)
    expect(await sendLink(ada, { ...mail, kind })).toMatchObject({ ok: true, writtenTo: expect.any(String) })
  expect(await readLink(ada, linkId)).toMatchObject({ state: 'ready', sentAt: null, remindedAt: null })
})
