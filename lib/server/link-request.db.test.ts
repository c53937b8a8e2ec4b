import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { code, newOperator } from '@/scripts/testing/captures'
import { type TestDatabase, testDatabase } from '@/scripts/testing/database'
import { agreedVisit, knock, newLink, newVisit, visitCapture } from '@/scripts/testing/links'
import { claimVisit } from './claim-visit'
import { db } from './db'
import { submitVisit } from './enroll-by-visit'
import { readLink } from './link'
import { countLinkNeeds, handleLinkNeed, listLinkNeeds, NEEDS_SHOWN } from './link-needs'
import { readLinkByToken } from './link-page'
import { askForNewLink } from './link-request'
import { reissueLink } from './reissue-link'
import { cannotTakeSelfie, declineConsent, notMe } from './visit-steps'
import { withdraw } from './withdraw'

let database: TestDatabase
let ada: { id: string; role: 'OPERATOR' }
beforeAll(async () => {
  database = await testDatabase()
  ada = await newOperator()
})
afterAll(() => database.close())

let last = 0
const address = () => `203.0.113.${++last}`
const told = (linkId: string) =>
  db().linkRequest.findMany({ where: { linkId }, select: { kind: true, newLinkId: true } })

async function deadLink() {
  const link = await newLink(ada)
  await db().link.update({ where: { id: link.linkId }, data: { expiresAt: new Date(0) } })
  return link
}

test('asked for four times at one moment, a new link is one line to see to, answered by a re-issue', async () => {
  const { token, linkId } = await deadLink()
  const asks = await Promise.all(Array.from({ length: 4 }, () => askForNewLink(token, address())))
  expect(asks.filter((asked) => asked.ok && !asked.before)).toHaveLength(1)
  expect(await told(linkId)).toEqual([{ kind: 'new_link', newLinkId: null }])
  const made = await reissueLink(ada, linkId, randomUUID())
  if (!made.ok) throw new Error(made.code)
  expect(await told(linkId)).toEqual([{ kind: 'new_link', newLinkId: made.linkId }])
})

test('one link asks five times a day at most, however often it was seen to', async () => {
  const { token, linkId } = await deadLink()
  for (let times = 0; times < 8; times++) {
    expect(code(await askForNewLink(token, address()))).toBe('ok')
    await db().linkRequest.updateMany({ where: { linkId }, data: { handledAt: new Date() } })
  }
  expect(await told(linkId)).toHaveLength(5)
})

test('one address asks for twenty links an hour at most', async () => {
  const from = address()
  const codes: string[] = []
  for (let times = 0; times < 21; times++) codes.push(code(await askForNewLink(randomUUID(), from)))
  expect(codes).toEqual([...Array(20).fill('unknown_link'), 'too_many'])
})

test('"this is not me" needs no claim: the link\u2019s token is enough, and a dead link\u2019s is not', async () => {
  const { token, linkId } = await newLink(ada)
  expect(code(await notMe({ ...knock, token, address: address() }))).toBe('ok')
  expect(await readLinkByToken(token)).toMatchObject({ kind: 'dead', reason: 'not_me' })
  expect(await told(linkId)).toEqual([{ kind: 'not_me', newLinkId: null }])
  const dead = await deadLink()
  expect(code(await notMe({ ...knock, token: dead.token, address: address() }))).toBe('expired')
  expect(await told(dead.linkId)).toEqual([])
})

test('nobody can say "this is not me" for all the others: a link that names nobody stays as it is', async () => {
  const { token, linkId } = await newLink(ada, { userIdPrefix: 'day-', maxUses: 5 })
  const visit = await newVisit(token)
  expect(code(await notMe({ ...knock, token, address: address() }))).toBe('for_anybody')
  expect(code(await notMe(visit))).toBe('for_anybody')
  expect(await readLinkByToken(token)).toMatchObject({ kind: 'open', whom: null })
  expect(await told(linkId)).toEqual([])
})

test('a no before the claim stays to be read when it was seen to, and twice the same is one until then', async () => {
  const { token, linkId } = await newLink(ada)
  const no = (reason: string) => cannotTakeSelfie({ ...knock, token, address: address() }, reason)
  const stands = () => readLink(ada, linkId)
  for (let times = 0; times < 2; times++) expect(code(await no('privacy'))).toBe('ok')
  const [need, ...more] = await listLinkNeeds(ada, linkId)
  expect(more).toEqual([])
  expect(code(await handleLinkNeed(ada, need?.id ?? ''))).toBe('ok')
  const events = [{ kind: 'cannot', detail: { reason: 'privacy' } }]
  expect(await stands()).toMatchObject({
    ...{ state: 'said_no', note: 'Cannot or does not want to', uses: 0 },
    visits: [{ state: 'cannot', stopReason: 'privacy', device: knock.device, endedAt: expect.any(Date), events }],
  })
  expect((await stands())?.history).toContainEqual(
    expect.objectContaining({ action: 'link.request_handled', detail: { kind: 'cannot' } }),
  )

  expect(code(await no('privacy'))).toBe('ok')
  expect(code(await no('other'))).toBe('ok')
  expect((await listLinkNeeds(ada, linkId)).map(({ detail }) => detail)).toEqual(['privacy', 'other'])
  expect(await stands()).toMatchObject({ state: 'said_no', visitCount: 3 })
  // It is nobody's visit: whoever changes their mind is not asked about another device.
  await newVisit(token)
  expect(await stands()).toMatchObject({ state: 'in_use' })
})

test('two reasons said in turn, before the claim or after it, are a line each until somebody has seen to them', async () => {
  const { token, linkId } = await newLink(ada)
  for (let times = 0; times < 12; times++)
    expect(code(await cannotTakeSelfie({ ...knock, token, address: address() }, turn(times)))).toBe('ok')
  expect(await db().visit.count({ where: { linkId } })).toBe(2)
  for (let times = 0; times < 5; times++)
    expect(code(await cannotTakeSelfie(await newVisit(token), turn(times)))).toBe('ok')
  for (let times = 0; times < 2; times++) expect(code(await declineConsent(await newVisit(token)))).toBe('ok')
  expect(await told(linkId)).toHaveLength(3)
  expect(code(await cannotTakeSelfie({ ...knock, token, address: address() }, 'privacy'))).toBe('ok')
  expect(await readLink(ada, linkId)).toMatchObject({ state: 'said_no', note: 'Cannot or does not want to' })
  await db().linkRequest.updateMany({ where: { linkId }, data: { handledAt: new Date() } })
  expect(code(await cannotTakeSelfie({ ...knock, token, address: address() }, 'privacy'))).toBe('ok')
  expect(await told(linkId)).toHaveLength(4)
})

const turn = (times: number) => (times % 2 ? 'privacy' : 'other')

test('a withdrawal is listed before whatever else was said earlier, first of all one of a selfie that was sent', async () => {
  const maker = await newOperator()
  const noisy = await newLink(maker, { userIdPrefix: 'day-', maxUses: 5 })
  const many = Array.from({ length: NEEDS_SHOWN + 10 }, () => ({ linkId: noisy.linkId, kind: 'new_link' as const }))
  await db().linkRequest.createMany({ data: many })
  const unsent = await newLink(maker)
  expect(code(await withdraw((await agreedVisit(unsent.token)).receipt))).toBe('ok')
  const sent = await newLink(maker)
  const visit = await agreedVisit(sent.token)
  expect(code(await submitVisit(visit, await visitCapture(visit.id)))).toBe('ok')
  expect(code(await withdraw(visit.receipt))).toBe('ok')

  const listed = await listLinkNeeds(maker)
  expect(listed).toHaveLength(NEEDS_SHOWN)
  expect(listed.slice(0, 3).map(({ linkId }) => linkId)).toEqual([sent.linkId, unsent.linkId, noisy.linkId])
  expect(await countLinkNeeds(maker)).toBe(NEEDS_SHOWN + 12)
  expect(await countLinkNeeds(maker, sent.linkId)).toBe(1)
})

test('the link stands where something was said last: a selfie sent after a no, a withdrawal after beginning again', async () => {
  const { token, linkId } = await newLink(ada, { maxUses: 2 })
  const state = async () => (await readLink(ada, linkId))?.state
  const visit = await agreedVisit(token)
  expect(code(await cannotTakeSelfie({ ...knock, token, address: address() }, 'other'))).toBe('ok')
  expect(await state()).toBe('in_use')
  expect(code(await submitVisit(visit, await visitCapture(visit.id)))).toBe('ok')
  expect(await state()).toBe('part_used')
  const again = await newVisit(token)
  await db().visit.update({ where: { id: again.id }, data: { deadline: new Date() } })
  expect(await state()).toBe('opened')
  expect(code(await withdraw(visit.receipt))).toBe('ok')
  expect(await state()).toBe('withdrawn')
})

test('whoever did not agree and then sends the selfie after all needs nobody, once the link has no use left', async () => {
  for (const { maxUses, left } of [
    { maxUses: 1, left: [] },
    { maxUses: 2, left: [{ kind: 'declined' }] },
  ]) {
    const { token, linkId } = await newLink(ada, { maxUses })
    expect(code(await declineConsent(await newVisit(token)))).toBe('ok')
    expect(await listLinkNeeds(ada, linkId)).toMatchObject([{ kind: 'declined' }])
    const visit = await agreedVisit(token)
    expect(await listLinkNeeds(ada, linkId)).toHaveLength(1)
    expect(code(await submitVisit(visit, await visitCapture(visit.id)))).toBe('ok')
    expect(await listLinkNeeds(ada, linkId)).toMatchObject(left)
  }
})

test('of a link that names nobody each no stays to be seen to, whoever else sends a selfie', async () => {
  const { token, linkId } = await newLink(ada, { userIdPrefix: 'day-', maxUses: 1 })
  expect(code(await declineConsent(await newVisit(token)))).toBe('ok')
  const visit = await agreedVisit(token)
  expect(code(await submitVisit(visit, await visitCapture(visit.id)))).toBe('ok')
  expect(await listLinkNeeds(ada, linkId)).toMatchObject([{ kind: 'declined' }])
})

test('re-issuing stops whoever is on the old link, and the new one works', async () => {
  const { token, linkId } = await newLink(ada)
  const visit = await agreedVisit(token)
  const captureId = await visitCapture(visit.id)
  const made = await reissueLink(ada, linkId, randomUUID())
  if (!made.ok) throw new Error(made.code)
  expect(await readLinkByToken(token)).toMatchObject({ kind: 'dead', reason: 'reissued' })
  expect(code(await submitVisit(visit, captureId))).toBe('reissued')
  expect(code(await claimVisit(made.url.slice(-43), knock))).toBe('ok')
})
