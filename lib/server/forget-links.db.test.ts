import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { LinkForm } from '@/lib/domain/link-form'
import { linkWords } from '@/lib/domain/link-words'
import { code } from '@/scripts/testing/captures'
import { type TestDatabase, testDatabase } from '@/scripts/testing/database'
import { agreedVisit, knock, newLink, newVisit, visitCapture } from '@/scripts/testing/links'
import { makeOperator } from '@/scripts/testing/make-job'
import { columnsSaying } from '@/scripts/testing/text-scan'
import { wipe } from '@/worker/wipe'
import { db } from './db'
import { submitVisit } from './enroll-by-visit'
import { forgetLinks } from './forget-links'
import { extendLink, pauseLink, revokeLink } from './keep-link'
import { readLink } from './link'
import { listLinkNeeds } from './link-needs'
import { askForNewLink } from './link-request'
import { listLinks } from './links'
import { pool } from './pool'
import { reissueLink } from './reissue-link'
import { cannotTakeSelfie, declineConsent, notMe } from './visit-steps'
import { withdraw } from './withdraw'

/** Stands in every place that may say something about the person. */
const MARKER = 'zanzibar7marker'

let database: TestDatabase
let ada: Awaited<ReturnType<typeof makeOperator>>
beforeAll(async () => {
  database = await testDatabase()
  ada = await makeOperator('Ada', 'ADMIN')
})
afterAll(async () => {
  await pool().end()
  await database.close()
})
beforeEach(async () => {
  await db().$executeRaw`TRUNCATE "Link", "Enrollee", "Organisation" CASCADE`
})

const typed = (): Partial<LinkForm> => ({
  ...{
    userId: `${MARKER}-${randomUUID().slice(0, 8)}`,
    displayName: `${MARKER} Kamau`,
    email: `${MARKER}@example.org`,
  },
  ...{ label: MARKER, reason: MARKER, allowReEnroll: true, contact: MARKER },
  redirectUrl: `https://example.org/?who=${MARKER}`,
})
const aLink = (given: Partial<LinkForm> = {}) => newLink(ada, { ...typed(), ...given })
/** For whoever opens it. */
const openLink = (given: Partial<LinkForm> = {}) => aLink({ userId: null, userIdPrefix: `${MARKER}-`, ...given })

/** So many days pass: everything of every link moves back. */
async function pass(days: number) {
  for (const [table, columns] of Object.entries({
    Link: ['createdAt', 'expiresAt', 'revokedAt', 'pausedAt', 'erasedAt'],
    Visit: ['createdAt', 'deadline', 'endedAt'],
    LinkRequest: ['at', 'handledAt'],
  })) {
    const back = columns.map((column) => `"${column}" = "${column}" - make_interval(days => $1::int)`)
    await pool().query(`update "${table}" set ${back.join(', ')}`, [days])
  }
}

const read = (id: string) => db().link.findUniqueOrThrow({ where: { id } })
const isForgotten = async ({ linkId }: { linkId: string }) => (await read(linkId)).erasedAt !== null

/** One link of every kind that ended without a selfie. */
async function unusedLinks() {
  const links = { expired: await aLink(), declined: await aLink(), cannot: await aLink(), notMe: await aLink() }
  await declineConsent(await newVisit(links.declined.token))
  await cannotTakeSelfie(await newVisit(links.cannot.token), MARKER)
  await notMe(await newVisit(links.notMe.token))
  const [withdrawn, left, revoked] = [await aLink(), await aLink({ maxUses: 3 }), await aLink()]
  await withdraw((await agreedVisit(withdrawn.token)).receipt)
  await agreedVisit(left.token)
  expect(code(await revokeLink(ada, revoked.linkId))).toBe('ok')
  const single = await openLink()
  await db().visit.updateMany({ data: { device: `${MARKER} on iPhone` } })
  await db().visitEvent.updateMany({ where: { kind: 'claimed' }, data: { detail: { device: MARKER, by: 'link' } } })
  return { ...links, withdrawn, left, revoked, single }
}

test('when the days are over nothing says any more whom links were for that ended without a selfie', async () => {
  const links = await unusedLinks()
  await pass(29)
  expect(await forgetLinks()).toBe(0)
  expect(await columnsSaying(MARKER)).toEqual([
    ...['Link.contact', 'Link.displayName', 'Link.email', 'Link.label', 'Link.reason', 'Link.redirectUrl'],
    ...['Link.userId', 'Link.userIdPrefix', 'LinkRequest.detail', 'Visit.device', 'Visit.stopReason'],
    'VisitEvent.detail',
  ])
  await pass(2)
  await wipe()
  expect(await columnsSaying(MARKER)).toEqual([])
  for (const { linkId } of Object.values(links)) {
    const link = await read(linkId)
    expect(link).toMatchObject({ userId: `forgotten ${linkId.slice(-12)}`, erasedAt: expect.any(Date) })
    // What the form was hashed from could be guessed at.
    expect(link.formHash).toHaveLength(0)
  }
  expect(await forgetLinks()).toBe(0)
  expect(await listLinkNeeds(ada)).toEqual([])
})

test('a link that was forgotten says so, stays what it was, and nothing more is made of it', async () => {
  const { expired, revoked } = await unusedLinks()
  await pass(31)
  await forgetLinks()
  const link = await readLink(ada, expired.linkId)
  if (!link) throw new Error('no link')
  expect(link).toMatchObject({ state: 'expired', person: { displayName: 'Forgotten person' }, revokedAt: null })
  expect(linkWords(link)).toContain('forgotten')
  expect(await readLink(ada, revoked.linkId)).toMatchObject({ state: 'revoked', revokedBy: 'Ada' })
  const { links } = await listLinks(ada, { environment: null, group: 'expired', query: '', before: null })
  expect(links.find(({ id }) => id === expired.linkId)?.person?.displayName).toBe('Forgotten person')
  expect(code(await extendLink(ada, expired.linkId, 60))).toBe('moved_on')
  expect(code(await pauseLink(ada, expired.linkId))).toBe('moved_on')
  expect(code(await reissueLink(ada, expired.linkId, randomUUID()))).toBe('link_forgotten')
  expect(code(await askForNewLink(expired.token, knock.address))).toBe('person_erased')
})

test('a link stays whole while it is good, or its person an enrollee, or somebody waits for an answer', async () => {
  const [used, known, asked, open] = [await aLink(), await aLink(), await aLink(), await aLink()]
  const visit = await agreedVisit(used.token)
  expect(code(await submitVisit(visit, await visitCapture(visit.id)))).toBe('ok')
  const { userId } = await read(known.linkId)
  await db().enrollee.create({ data: { environment: 'SANDBOX', userId: userId ?? '' } })
  const busy = await aLink()
  await pass(31)
  await db().link.update({ where: { id: open.linkId }, data: { expiresAt: new Date(Date.now() + 60_000) } })
  expect(code(await askForNewLink(asked.token, knock.address))).toBe('ok')
  const until = { cookieHash: new Uint8Array(32), language: 'en', deadline: new Date(Date.now() + 60_000) }
  await db().visit.create({ data: { linkId: busy.linkId, ...until } })
  expect(await forgetLinks()).toBe(0)
  for (const link of [used, known, asked, open, busy]) expect(await isForgotten(link)).toBe(false)
  // Nobody answered in as many days, and the visit is over.
  await pass(31)
  expect(await forgetLinks()).toBe(3)
  for (const link of [asked, open, busy]) expect(await isForgotten(link)).toBe(true)
})

test('the same user id in the other environment is somebody else', async () => {
  const link = await aLink()
  const { userId } = await read(link.linkId)
  await db().enrollee.create({ data: { environment: 'PRODUCTION', userId: userId ?? '' } })
  await pass(31)
  expect(await forgetLinks()).toBe(1)
})

test('a link for many keeps how its user ids begin and what it says to all; who was typed into it goes', async () => {
  const many = await openLink({ maxUses: 20, label: 'Market day', contact: 'Ring us' })
  await cannotTakeSelfie(await newVisit(many.token), 'privacy')
  await pass(31)
  expect(await forgetLinks()).toBe(1)
  const kept = { userId: null, userIdPrefix: `${MARKER}-`, label: 'Market day', contact: 'Ring us' }
  expect(await read(many.linkId)).toMatchObject({ ...kept, displayName: null, email: null })
  const request = { detail: null, handledAt: expect.any(Date), handledById: null }
  expect(await db().linkRequest.findMany()).toMatchObject([request])
  expect(await db().visit.findMany()).toMatchObject([{ device: '', stopReason: null }])
})

test('the days are the organisation’s', async () => {
  await db().organisation.create({ data: { id: 1, retentionDays: 400 } })
  const link = await aLink()
  await pass(400)
  expect(await forgetLinks()).toBe(0)
  await pass(1)
  expect(await forgetLinks()).toBe(1)
  expect(await isForgotten(link)).toBe(true)
})

test('however many there are, all go at once; one that somebody holds just now goes the next time', async () => {
  const held = await aLink()
  const { tokenHash: _, formKey: __, id: ___, ...like } = await read(held.linkId)
  const copies = Array.from({ length: 250 }, () => ({
    ...like,
    tokenHash: Uint8Array.from(Buffer.from(randomUUID())),
    formKey: randomUUID(),
  }))
  await db().link.createMany({ data: copies })
  await pass(31)
  await db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Link" WHERE id = ${held.linkId}::uuid FOR NO KEY UPDATE`
    expect(await forgetLinks()).toBe(250)
  })
  expect(await isForgotten(held)).toBe(false)
  expect(await forgetLinks()).toBe(1)
})
