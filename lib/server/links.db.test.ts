import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { linkGroupNames } from '@/lib/domain/link-filter'
import type { LinkForm } from '@/lib/domain/link-form'
import { type TestDatabase, testDatabase } from '@/scripts/testing/database'
import { makeOperator } from '@/scripts/testing/make-job'
import { db } from './db'
import { extendLink, pauseLink, resumeLink, revokeLink } from './keep-link'
import { readLink } from './link'
import { countLinkNeeds, handleLinkNeed, listLinkNeeds } from './link-needs'
import { tokenOf } from './link-token'
import { listLinks, readLinkIds } from './links'
import { makeLink } from './make-link'
import { reissueLink, remindLink } from './reissue-link'
import { hashToken } from './secrets'
import { sendLink } from './send-link'
import { makeShortCode } from './short-code'

type Keeper = Awaited<ReturnType<typeof makeOperator>>
let database: TestDatabase
let ada: Keeper
let other: Keeper
let admin: Keeper
let viewer: Keeper

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
  const stranger = async (keeper: Keeper) => [
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

test('each filter shows the links of its states and no others, and a search finds by label, person and whole id', async () => {
  const ago = new Date(Date.now() - 60_000)
  const changes = {
    waiting: {},
    opened: { openedAt: ago },
    completed: { uses: 1, openedAt: ago },
    expired: { expiresAt: ago },
    stopped: { pausedAt: ago, expiresAt: ago },
  } as const
  const ids = new Map<string, string>()
  for (const group of linkGroupNames) {
    const { linkId } = await made(ada, { label: `is ${group}` })
    await db().link.update({ where: { id: linkId }, data: changes[group] })
    ids.set(group, linkId)
  }
  for (const group of linkGroupNames) {
    const { links } = await listLinks(ada, { ...all, group })
    expect([group, links.map(({ id }) => id)]).toEqual([group, [ids.get(group)]])
  }
  expect((await listLinks(ada, { ...all, query: 'IS EXPIRED' })).links.map(({ id }) => id)).toEqual([
    ids.get('expired'),
  ])
  expect((await listLinks(ada, { ...all, query: 'wanjiru' })).links).toHaveLength(5)
  expect((await listLinks(ada, { ...all, query: 'kamau wanjiru' })).links).toHaveLength(5)
  expect((await listLinks(ada, { ...all, query: 'kamau njoroge' })).links).toHaveLength(0)
  const opened = ids.get('opened') ?? ''
  expect((await listLinks(ada, { ...all, query: opened.toUpperCase() })).links.map(({ id }) => id)).toEqual([opened])
  expect((await listLinks(ada, { ...all, query: '%' })).links).toHaveLength(0)
})
