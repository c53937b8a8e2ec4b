import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { framePositions } from '@/lib/domain/frame'
import { AUTHENTICATE } from '@/lib/domain/job'
import { callbackBody, post, postTo } from '@/scripts/testing/callbacks'
import { code, newForm } from '@/scripts/testing/captures'
import { testDatabase } from '@/scripts/testing/database'
import { agreedVisit, knock, newLink, visitCapture, visitOf } from '@/scripts/testing/links'
import { lockWaiters } from '@/scripts/testing/lock-waiters'
import { columnsSaying } from '@/scripts/testing/text-scan'
import { applyAgain } from './apply-again'
import { readCallbackView } from './callback'
import { setAside } from './callback-store'
import { checkImport } from './check-import'
import { readReceipt } from './consent'
import { db } from './db'
import { enroll } from './enroll'
import { submitVisit } from './enroll-by-visit'
import { listEnrollees, readEnrollee } from './enrollees'
import { erasePerson } from './erase-person'
import { askToErase } from './erase-requests'
import { makeNextLinks } from './import-links'
import { readImport } from './imports'
import { readJob } from './job'
import { listCallbacks } from './job-callbacks'
import { listJobs } from './jobs'
import { readLink } from './link'
import { countLinkNeeds, handleLinkNeed, listLinkNeeds } from './link-needs'
import { readLinkByToken } from './link-page'
import { askForNewLink } from './link-request'
import { listLinks } from './links'
import { sendMail } from './mail'
import { pool } from './pool'
import { redrive } from './redrive'
import { reissueLink } from './reissue-link'
import { rematch } from './rematch'
import { seal } from './sealing'
import { sendAgain } from './send-again'
import { sendLink } from './send-link'
import type { Actor } from './session'
import { readSuspects } from './suspects'
import { cannotTakeSelfie } from './visit-steps'
import { withdraw } from './withdraw'

vi.mock('./mail', { spy: true })

/** Stands in every place that may say something about the person. */
const MARKER = 'zanzibar7marker'
const desk = 'Chrome on Windows'

let close = async () => {}
let ada: Actor
const home = mkdtempSync(join(tmpdir(), 'kioo-erase-'))
beforeAll(async () => {
  process.env.KIOO_HOME = home
  close = (await testDatabase()).close
  const name = { email: 'ada@kioo.test', name: 'Ada Obi', role: 'ADMIN' } as const
  const { id } = await db().operator.create({ data: name })
  ada = { id, sessionId: randomUUID(), ...name }
})
afterAll(async () => {
  await pool().end()
  await close()
  rmSync(home, { recursive: true })
})

/** Two signed in one moment share their signature, as a replay does. */
const secondsAgo = (seconds: number) => new Date(Date.now() - 1_000 * seconds).toISOString()
/** Smile ID's report that the person of a job may be this other one. */
function suspicion(job: { id: string; userId: string }, suspect: string, age = 0): string {
  const extra = { Actions: undefined, Antifraud: { SuspectUsers: [{ user_id: suspect }] } }
  return callbackBody(job, { code: '5211', timestamp: secondsAgo(age), extra })
}

const ended = { state: 'approved', resultCode: '0840', finishedAt: new Date(), nextStepAt: null } as const
const personOf = (jobId: string) => db().job.findUniqueOrThrow({ where: { id: jobId }, select: { enrollee: true } })
const erase = (enrolleeId: string, userId: string, actor = ada) => erasePerson(actor, { enrolleeId, userId })

/** A whole capture of the desk's, sealed but no real pictures. */
async function sitting(): Promise<string> {
  const id = randomUUID()
  const frames = framePositions.map((position) => ({
    ...{ position, width: 640, height: 480 },
    ...seal(Uint8Array.from([0xff, 0xd8, 0xff, position]), { captureId: id, position }),
  }))
  await db().capture.create({ data: { id, operatorId: ada.id, frames: { create: frames } } })
  return id
}

/** Somebody enrolled at the desk, their job at its end. */
async function enrolled(given: Parameters<typeof newForm>[1] = {}) {
  const done = await enroll(ada, newForm(await sitting(), given), desk)
  if (!done.ok) throw new Error(done.code)
  const { jobId } = done
  await db().job.update({ where: { id: jobId }, data: ended })
  const { enrollee } = await personOf(jobId)
  const { id, userId } = enrollee
  await db().enrollee.update({ where: { id }, data: { enrolledAt: new Date(), enrolledJobId: jobId } })
  return { id, userId, jobId }
}

/** One person with the marker in every place: at the desk, by a link, in an import, in callbacks of every kind. */
async function markedPerson() {
  const userId = `${MARKER}-${randomUUID().slice(0, 8)}`
  const csv = Buffer.from(`user id,name,e-mail\n${userId},${MARKER} Kamau,${MARKER}@example.org\nother-1,Other,\n`)
  const options = {
    environment: 'SANDBOX',
    label: 'Intake',
    expiryMinutes: 60,
    maxUses: 1,
    allowReEnroll: false,
  } as const
  const page = { reason: null, language: null, redirectUrl: null, contact: '' }
  const imported = await checkImport(ada, csv, { ...options, ...page })
  if (!imported.ok) throw new Error(imported.code)

  const link = await newLink(ada, {
    ...{ userId, displayName: `${MARKER} Kamau`, label: MARKER, email: `${MARKER}@example.org`, allowReEnroll: true },
    ...{ reason: MARKER, redirectUrl: `https://example.org/?who=${MARKER}`, contact: MARKER, maxUses: 2 },
  })
  const visit = await agreedVisit(link.token)
  const sent = await submitVisit(visit, await visitCapture(visit.id))
  if (!sent.ok) throw new Error(sent.code)
  await db().visit.update({ where: { id: visit.id }, data: { device: `${MARKER} on iPhone` } })
  const detail = { device: MARKER, camera: MARKER }
  await db().visitEvent.create({ data: { visitId: visit.id, kind: 'camera_details', detail } })
  await db().visitEvent.create({ data: { visitId: visit.id, kind: 'superseded', detail } })

  const location = { latitude: -1.29, longitude: 36.82, altitude: null, accuracy: 5 }
  const typed = { userId, displayName: `${MARKER} Kamau`, allowReEnroll: true, reason: MARKER, location }
  const person = await enrolled({ ...typed, partnerParams: [{ key: MARKER, value: MARKER }] })
  const data = { ...ended, resultText: MARKER, confidence: 99.1, reportWaits: true, conflictWaits: true }
  await db().job.updateMany({ where: { enrolleeId: person.id }, data })
  await db().jobEvent.createMany({
    data: [
      { kind: 'verdict', detail: { state: 'approved', code: '0840', text: MARKER, confidence: 99, revision: 0 } },
      { kind: 'refused', detail: { code: '2209', text: MARKER } },
    ].map((line) => ({ ...line, jobId: person.jobId })),
  })
  const { captureId } = await db().job.findUniqueOrThrow({ where: { id: person.jobId } })
  const gate = { seen: MARKER }
  await db().capture.update({ where: { id: captureId }, data: { gate, guidance: gate } })
  const position = { captureId_position: { captureId, position: 0 } }
  const { nonce } = await db().frame.findUniqueOrThrow({ where: position })
  await db().frameReading.upsert({
    where: position,
    create: { captureId, position: 0, nonce, reading: gate },
    update: { reading: gate },
  })
  await askToErase(ada, { enrolleeId: person.id, reason: MARKER })
  const about = { id: person.jobId, userId }
  const images = { ImageLinks: { selfie_image: `https://example.org/${MARKER}.jpg` }, FullName: MARKER }
  await postTo(person.jobId, callbackBody(about, { extra: images }))
  // Too old, wrongly signed to its address, and wrongly signed to nobody's: set aside, sealed.
  await postTo(person.jobId, callbackBody(about, { timestamp: '2020-01-01T00:00:00.000Z', extra: images }))
  await postTo(person.jobId, callbackBody(about, { apiKey: 'nobody’s', extra: images }))
  await post(callbackBody(about, { apiKey: 'nobody’s', extra: images }))
  await post(callbackBody({ ...about, id: randomUUID() }, { extra: images }))
  await db().job.updateMany({ where: { enrolleeId: person.id }, data: { nextStepAt: null } })
  // Somebody else's: a report that names the person, and what came there for them, sealed.
  const other = await enrolled()
  expect((await postTo(other.jobId, suspicion({ id: other.jobId, userId: other.userId }, userId))).status).toBe(200)
  await postTo(other.jobId, callbackBody({ id: other.jobId, userId }, { extra: images }))
  return { ...person, link, visit, importId: imported.importId, byLink: sent.jobId }
}

test('erasing leaves nothing that was said about the person in any column of any table', async () => {
  const person = await markedPerson()
  // Were a place not planted, its being empty afterwards would prove nothing.
  expect(await columnsSaying(MARKER)).toEqual([
    ...['Callback.body', 'Capture.gate', 'Capture.guidance', 'Enrollee.displayName', 'Enrollee.userId'],
    ...[
      'EraseRequest.reason',
      'FrameReading.reading',
      'Job.partnerParams',
      'Job.reason',
      'Job.resultText',
      'JobEvent.detail',
    ],
    ...['Link.contact', 'Link.displayName', 'Link.email', 'Link.label', 'Link.reason', 'Link.redirectUrl'],
    ...['Link.userId', 'LinkImport.rows', 'Visit.device', 'VisitEvent.detail'],
  ])
  expect(code(await erase(person.id, person.userId))).toBe('ok')
  expect(await columnsSaying(MARKER)).toEqual([])

  const jobs = await db().job.findMany({
    where: { enrolleeId: person.id },
    include: { capture: { include: { frames: true } }, callbacks: true, events: true },
  })
  expect(jobs).toHaveLength(2)
  for (const job of jobs) {
    expect(job.capture.frames).toEqual([])
    expect(job).toMatchObject({ latitude: null, longitude: null, accuracy: null, confidence: null, nextStepAt: null })
    // What would let a guess at the person be tried.
    expect([job.formHash.length, ...job.callbacks.map(({ contentHash }) => contentHash)]).not.toContain(32)
    for (const { body, keyId } of job.callbacks) expect([body.length, keyId]).toEqual([0, null])
    expect(job).toMatchObject({ state: 'approved', resultCode: '0840', reportWaits: false, conflictWaits: false })
    expect(job.events.filter(({ kind }) => kind === 'erased')).toMatchObject([{ operatorId: ada.id }])
  }
  // Sealed bodies of no job, about this person all the same.
  expect(await db().callback.count({ where: { jobId: null } })).toBe(0)
  const erased = { userId: `erased ${person.id.slice(-12)}`, enrolledAt: null, erasedById: ada.id }
  expect(await db().enrollee.findUniqueOrThrow({ where: { id: person.id } })).toMatchObject(erased)
  const [line] = await db().auditEvent.findMany({ where: { action: 'person.erased', objectType: 'person' } })
  const counts = { jobs: 2, frames: 16, links: 1 }
  expect(line).toMatchObject({ operatorId: ada.id, objectId: person.id, detail: counts })
  // The rest of the file the person stood in is as it was.
  expect(await readImport(ada, person.importId)).toMatchObject({ wanted: 1, rows: [{ userId: 'other-1' }] })
})

describe('mails that were only written', () => {
  const folder = join(home, 'mail')
  beforeEach(() => {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder)
  })
  const mailed = ({ linkId, url }: { linkId: string; url: string }, email = 'mina@example.org') =>
    sendLink(ada, { linkId, url, email, zone: 'UTC', kind: 'first' })
  const written = () => readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))

  test('erasing a person takes the mails about them out of the folder, and nobody else’s', async () => {
    const { id, userId } = await enrolled()
    const old = await newLink(ada, { userId, displayName: 'Mina', email: 'mina@example.org' })
    await mailed(old)
    const renewed = await reissueLink(ada, old.linkId, randomUUID())
    if (!renewed.ok) throw new Error(renewed.code)
    await mailed(renewed)
    await mailed(await newLink(ada), 'other@example.org')
    expect(written()).toHaveLength(3)
    expect(code(await erase(id, 'somebody else'))).toBe('wrong_user_id')
    expect(written()).toHaveLength(3)
    expect(code(await erase(id, userId))).toBe('ok')
    expect(written()).toEqual([expect.stringContaining('To: other@example.org')])
  })

  test('a mail that is written behind the back of whoever erased its person is not left', async () => {
    const { id, userId } = await enrolled()
    const link = await newLink(ada, { userId })
    const { sendMail: write } = await vi.importActual<typeof import('./mail')>('./mail')
    vi.mocked(sendMail).mockImplementationOnce(async (mail) => {
      expect(code(await erase(id, userId))).toBe('ok')
      const fate = await write(mail)
      expect(written()).toHaveLength(1)
      return fate
    })
    expect(code(await mailed(link))).toBe('another_link')
    expect(written()).toEqual([])
  })
})

test('why somebody said no goes with them; that they did, and when, stays', async () => {
  const { id, userId } = await enrolled()
  const link = await newLink(ada, { userId })
  const no = { ...knock, token: link.token }
  expect(code(await cannotTakeSelfie(no, 'religion'))).toBe('ok')
  expect(await columnsSaying('religion')).toEqual(['LinkRequest.detail', 'Visit.stopReason', 'VisitEvent.detail'])
  expect(code(await erase(id, userId))).toBe('ok')
  expect(await columnsSaying('religion')).toEqual([])
  const events = [{ kind: 'cannot', at: expect.any(Date), detail: {} }]
  expect(await readLink(ada, link.linkId)).toMatchObject({ state: 'revoked', visits: [{ state: 'cannot', events }] })
})

test('what was erased is found by no search, and stands in every list as erased, for everybody', async () => {
  const { id, userId, jobId } = await enrolled({ displayName: 'Mina Zeta' })
  await newLink(ada, { userId, displayName: 'Mina Zeta', label: 'Zeta' })
  expect(code(await erase(id, userId))).toBe('ok')
  for (const query of [userId, 'Mina', 'Zeta']) {
    const [people, jobs, links] = await Promise.all([
      listEnrollees(ada, { environment: null, query, before: null }),
      listJobs(ada, { environment: null, query, before: null, group: null, today: false }, new Date()),
      listLinks(ada, { environment: null, query, before: null, group: null }),
    ])
    expect([people.enrollees, jobs.jobs, links.links]).toEqual([[], [], []])
  }
  const person = { userId: `erased ${id.slice(-12)}`, displayName: 'Erased person' }
  for (const role of ['ADMIN', 'VIEWER'] as const) {
    expect((await readEnrollee({ id: ada.id, role }, id))?.person).toEqual(person)
    expect((await readJob({ id: ada.id, role }, jobId))?.person).toEqual(person)
  }
  expect((await readEnrollee(ada, id))?.erased).toEqual({ at: expect.any(Date), by: 'Ada Obi' })
})

test.each([
  ['was sent, and that Smile ID is to be asked stays to be done', { uploadedAt: new Date() }, 'none', 1],
  ['was sent in vain, and that Smile ID is to be asked stays to be done', { uploadedAt: null }, 'not_taken', 1],
  ['was not sent, and nothing is left to do', { uploadedAt: null }, 'none', 0],
] as const)('whoever was erased reads so on their receipt; their selfie %s', async (_, sending, outcome, left) => {
  const link = await newLink(ada)
  const visit = await agreedVisit(link.token)
  const sent = await submitVisit(visit, await visitCapture(visit.id))
  if (!sent.ok) throw new Error(sent.code)
  await db().job.update({ where: { id: sent.jobId }, data: { ...ended, ...sending } })
  const { captureId } = await db().job.findUniqueOrThrow({ where: { id: sent.jobId } })
  if (outcome !== 'none') await db().billedCall.create({ data: { jobId: sent.jobId, captureId, type: 4, outcome } })
  await withdraw(visit.receipt)
  expect(code(await askForNewLink(link.token, '203.0.113.9'))).toBe('ok')
  expect(await readReceipt(visit.receipt)).toMatchObject({ isErased: false })
  const { enrollee } = await personOf(sent.jobId)
  expect(code(await erase(enrollee.id, enrollee.userId))).toBe('ok')
  expect(await readReceipt(visit.receipt)).toMatchObject({ isErased: true })
  const stays = { kind: 'withdrawn', enrolleeId: enrollee.id, isErased: true, mayHaveGoneOut: true }
  const needs = await listLinkNeeds(ada, visit.linkId)
  expect(needs).toMatchObject(Array(left).fill(stays))
  for (const need of needs) expect(code(await handleLinkNeed(ada, need.id))).toBe('ok')
})

test('the same user id can be enrolled anew, as a new person', async () => {
  const { id, userId, jobId } = await enrolled()
  await erase(id, userId)
  const anew = await enroll(ada, newForm(await sitting(), { userId, retryOf: jobId }), desk)
  if (!anew.ok) throw new Error(anew.code)
  const { enrollee } = await personOf(anew.jobId)
  expect(enrollee).toMatchObject({ userId, erasedAt: null })
  expect(enrollee.id).not.toBe(id)
  const again = newForm(await sitting(), { userId, type: AUTHENTICATE })
  expect(code(await enroll(ada, again, desk))).toBe('not_enrolled')
})

/** Everything that erasing this person would touch. */
async function everything(enrolleeId: string) {
  const whole = { events: true, callbacks: true, capture: { include: { frames: true } } } as const
  const [person, audits] = await Promise.all([
    db().enrollee.findUniqueOrThrow({ where: { id: enrolleeId }, include: { jobs: { include: whole } } }),
    db().auditEvent.count({ where: { objectId: enrolleeId } }),
  ])
  return { person, audits }
}

test('another user id, somebody who may not, or a job under way changes nothing', async () => {
  const { id, userId, jobId } = await enrolled()
  const before = await everything(id)
  expect(code(await erase(id, `${userId}x`))).toBe('wrong_user_id')
  for (const role of ['OPERATOR', 'VIEWER'] as const)
    expect(code(await erase(id, userId, { ...ada, role }))).toBe('enrollee_not_found')
  expect(await everything(id)).toEqual(before)

  const stands = [{ state: 'queued' }, { state: 'submitting' }, { state: 'processing' }] as const
  const busy = [
    ...stands,
    { state: 'unknown', resultCode: null },
    { leaseUntil: new Date(Date.now() + 60_000) },
  ] as const
  for (const data of busy) {
    await db().job.update({ where: { id: jobId }, data: { ...ended, leaseUntil: null, ...data } })
    const running = await everything(id)
    expect(await erase(id, userId)).toMatchObject({ code: 'jobs_under_way', message: expect.stringContaining('Wait') })
    expect(await everything(id)).toEqual(running)
  }
})

test('a provisional result is an end, and what is read of it stops', async () => {
  const { id, userId, jobId } = await enrolled()
  await db().job.update({ where: { id: jobId }, data: { state: 'provisional', nextStepAt: new Date() } })
  expect(code(await erase(id, userId))).toBe('ok')
  expect(await db().job.findUniqueOrThrow({ where: { id: jobId } })).toMatchObject({ nextStepAt: null, fence: 1 })
})

test('erasing twice at once erases once, and says so to both', async () => {
  const { id, userId } = await enrolled()
  const outcomes = await Promise.all([erase(id, userId), erase(id, userId)])
  expect(outcomes.map(code)).toEqual(['ok', 'ok'])
  expect(await db().auditEvent.count({ where: { objectId: id, action: 'person.erased' } })).toBe(1)
  expect(await db().jobEvent.count({ where: { job: { enrolleeId: id }, kind: 'erased' } })).toBe(1)
})

test('a callback that comes late for somebody erased is kept without its body, and asks for nothing', async () => {
  const { id, userId, jobId } = await enrolled()
  await erase(id, userId)
  const late = callbackBody({ id: jobId, userId }, { extra: { FullName: MARKER } })
  const stale = callbackBody({ id: jobId, userId }, { timestamp: '2020-01-01T00:00:00.000Z' })
  expect([(await postTo(jobId, late)).status, (await post(late)).status]).toEqual([200, 200])
  expect((await postTo(jobId, stale)).status).toBe(200)
  expect((await postTo(jobId, 'who is this')).status).toBe(400)
  const kept = await db().callback.findMany({ where: { jobId } })
  expect(kept).toHaveLength(4)
  for (const { body, keyId, nonce, reason } of kept)
    expect({ bytes: body.length, keyId, nonce, reason }).toEqual({
      bytes: 0,
      keyId: null,
      nonce: null,
      reason: 'erased_person',
    })
  expect(await db().job.findUniqueOrThrow({ where: { id: jobId } })).toMatchObject(ended)
  expect(await readCallbackView(ada, kept[0]?.id ?? '')).toMatchObject({ seal: null, body: { raw: '', bytes: 0 } })
})

test.each(['erasing', 'keeping'])(
  'a callback that is kept at the same moment does not bring its body back (%s first)',
  async (first) => {
    const { id, userId, jobId } = await enrolled()
    const holder = await pool().connect()
    await holder.query('begin')
    await holder.query('select from "Job" where "id" = $1 for update', [jobId])
    // One waits for the row with all it has asked before; the other comes upon it.
    const acts = {
      erasing: async () => code(await erase(id, userId)),
      keeping: async () =>
        (await postTo(jobId, callbackBody({ id: jobId, userId }, { extra: { FullName: MARKER } }))).status,
    }
    const one = first === 'erasing' ? acts.erasing() : acts.keeping()
    await lockWaiters(1)
    const other = first === 'erasing' ? acts.keeping() : acts.erasing()
    await lockWaiters(2)
    await holder.query('commit')
    holder.release()
    expect(new Set([await one, await other])).toEqual(new Set(['ok', 200]))
    expect(await columnsSaying(MARKER)).toEqual([])
    const bodies = await db().callback.findMany({ where: { jobId }, select: { body: true, keyId: true } })
    expect(bodies.map(({ body, keyId }) => [body.length, keyId])).toEqual([[0, null]])
  },
)

test('what came for other people and names somebody erased loses its body; the report, its code and all else stay', async () => {
  const { id, userId, jobId } = await enrolled({ userId: `ke/${randomUUID()}` })
  const other = await enrolled()
  const job = { id: other.jobId, userId: other.userId }
  const send = (body: string) => postTo(job.id, body)
  const escaped = suspicion(job, userId, 1).replace('ke/', 'ke\\/')
  await send(suspicion(job, userId))
  await send(escaped.replace('"x"', '"y"'))
  const spared = [
    suspicion(job, 'nobody', 2),
    suspicion(job, `${userId}0`, 3),
    callbackBody(job, { timestamp: secondsAgo(4) }),
  ]
  for (const body of spared) await send(body)
  // Set aside under the other's job, sealed: their user id, and their job; and an old one that is not about them.
  await send(callbackBody({ id: job.id, userId }))
  await send(callbackBody({ id: jobId, userId }))
  await send(callbackBody(job, { timestamp: '2020-01-01T00:00:00.000Z' }))
  const kept = () => db().callback.findMany({ where: { jobId: job.id }, orderBy: { id: 'asc' } })
  const before = await kept()
  expect(before.map(({ state, reason }) => reason ?? state)).toEqual([
    ...Array(5).fill('authentic'),
    ...['other_user', 'other_job', 'outside_window'],
  ])
  expect(code(await erase(id, userId))).toBe('ok')

  const emptied = { body: new Uint8Array(), nonce: null, wrappedKey: null, keyId: null, contentHash: null }
  const gone = (index: number) => [0, 1, 5, 6].includes(index)
  expect(await kept()).toEqual(before.map((row, index) => (gone(index) ? { ...row, ...emptied } : row)))
  expect((await kept()).filter(({ body }) => body.length > 0)).toHaveLength(4)
  const [report] = await listCallbacks(ada, job.id).then(({ newest }) => newest.slice(-1))
  expect(report).toMatchObject({ resultCode: '5211', state: 'authentic', raw: '' })
  expect(await db().job.findUniqueOrThrow({ where: { id: job.id } })).toMatchObject({ state: 'approved' })
  expect(await db().callback.count({ where: { jobId: null } })).toBe(0)
})

test('of a report that named somebody erased the others it suspects are kept by the ids of their pages alone, and go with whom it is about', async () => {
  const [erin, amina, brian, femi] = [await enrolled(), await enrolled(), await enrolled(), await enrolled()]
  const suspects = [erin.userId, amina.userId, brian.userId, 'nobody-here'].map((user_id) => ({ user_id }))
  const extra = { Actions: undefined, Antifraud: { SuspectUsers: suspects } }
  await postTo(femi.jobId, callbackBody({ id: femi.jobId, userId: femi.userId }, { code: '5211', extra }))
  const read = async () => {
    const job = await readJob(ada, femi.jobId)
    const { newest } = await listCallbacks(ada, femi.jobId)
    const kept = job?.events.flatMap((event) => (event.kind === 'callback' ? [event.detail.kept] : []))[0]
    const { named, gone } = await readSuspects(ada, 'SANDBOX', [{ body: newest[0]?.raw ?? '', kept }])
    return { ids: named.map(({ enrolleeId }) => enrolleeId).sort(), gone }
  }
  expect((await read()).ids).toHaveLength(4)

  expect(code(await erase(erin.id, erin.userId))).toBe('ok')
  expect(await read()).toEqual({ ids: [amina.id, brian.id].sort(), gone: 2 })
  for (const said of [erin.userId, erin.id, amina.userId, 'nobody-here'])
    expect(JSON.stringify(await db().jobEvent.findMany({ where: { jobId: femi.jobId } }))).not.toContain(said)
  // Another one of them, once the report is gone.
  expect(code(await erase(amina.id, amina.userId))).toBe('ok')
  expect(await read()).toEqual({ ids: [brian.id], gone: 3 })

  expect(code(await erase(femi.id, femi.userId))).toBe('ok')
  expect(JSON.stringify(await db().jobEvent.findMany({ where: { jobId: femi.jobId } }))).not.toContain(brian.id)
})

test('what came for people of the other environment stays whole, where somebody has the same user id', async () => {
  const twin = await enrolled()
  const other = await enrolled()
  const job = { id: other.jobId, userId: other.userId }
  await postTo(twin.jobId, callbackBody({ ...twin, id: twin.jobId }, { timestamp: '2020-01-01T00:00:00.000Z' }))
  await postTo(job.id, callbackBody({ ...job, userId: twin.userId }))
  await postTo(job.id, suspicion(job, twin.userId))
  // There are keys for one environment only here: what has come for it moves to the other.
  const live = { environment: 'PRODUCTION' } as const
  await db().job.updateMany({ where: { id: { in: [twin.jobId, job.id] } }, data: live })
  await db().enrollee.updateMany({ where: { id: { in: [twin.id, other.id] } }, data: live })
  const kept = () => db().callback.findMany({ where: { jobId: { in: [twin.jobId, job.id] } }, orderBy: { id: 'asc' } })
  const before = await kept()
  expect(before.map(({ state, reason }) => reason ?? state)).toEqual(['outside_window', 'other_user', 'authentic'])

  const { id } = await enrolled({ userId: twin.userId })
  expect(code(await erase(id, twin.userId))).toBe('ok')
  expect(await kept()).toEqual(before)
})

test.each(['a link made in place of another', 'links of an import'])(
  'erasing finds %s that was being made just then',
  async (what) => {
    const { id, userId } = await enrolled()
    const old = await newLink(ada, { userId, displayName: 'Mina', email: 'mina@example.org' })
    const csv = Buffer.from(`user id,name,e-mail\n${userId},Mina,mina@example.org\n`)
    const common = { environment: 'SANDBOX', label: '', expiryMinutes: 60, maxUses: 1, allowReEnroll: false } as const
    const page = { reason: null, language: null, redirectUrl: null, contact: '' }
    if (what === 'links of an import')
      await db().link.update({ where: { id: old.linkId }, data: { revokedAt: new Date() } })
    const imported = await checkImport(ada, csv, { ...common, ...page })
    if (!imported.ok) throw new Error(imported.code)
    const make = () =>
      what === 'links of an import' ? makeNextLinks(ada, imported.importId) : reissueLink(ada, old.linkId, randomUUID())

    // Whoever makes a link writes it into the audit trail last of all: there they are kept, all done but committed.
    const holder = await pool().connect()
    await holder.query('begin')
    await holder.query('lock table "AuditEvent" in share mode')
    const making = make()
    await lockWaiters(1)
    const erasing = erase(id, userId)
    await lockWaiters(2)
    await holder.query('commit')
    holder.release()
    expect([code(await making), code(await erasing)]).toEqual(['ok', 'ok'])
    expect(await columnsSaying(userId)).toEqual([])
    const links = await db().link.findMany({ where: { userId: `erased ${id.slice(-12)}` } })
    expect(links).toHaveLength(2)
    for (const link of links)
      expect(link).toMatchObject({ displayName: null, email: null, revokedAt: expect.any(Date) })
  },
)

test('deliveries that are taken in again do not hold up an erasure, nor it them for ever', async () => {
  const { id, userId } = await enrolled()
  const others = [await enrolled(), await enrolled(), await enrolled()]
  for (const { jobId, userId: theirs } of others) {
    const body = Uint8Array.from(Buffer.from(callbackBody({ id: jobId, userId: theirs })))
    const aside = { state: 'unknown_job', reason: 'no_such_job', body, jobId: null, code: '0840' } as const
    await setAside({ ...aside, address: { jobId } }, null)
  }
  const holder = await pool().connect()
  await holder.query('begin')
  await holder.query('select from "Job" where "id" = $1 for update', [others[1]?.jobId])
  const taking = rematch()
  // The second waits for its job, the first is done.
  await lockWaiters(1)
  const erasing = erase(id, userId)
  await lockWaiters(2)
  await holder.query('commit')
  holder.release()
  expect([await taking, code(await erasing)]).toEqual([3, 'ok'])
  expect(await db().callback.count({ where: { jobId: null } })).toBe(0)
  for (const { jobId } of others) expect(await db().callback.count({ where: { jobId } })).toBe(1)
})

test('nothing can be sent, read or linked any more for somebody erased', async () => {
  const { id, userId, jobId } = await enrolled()
  const link = await newLink(ada, { userId })
  const visit = await agreedVisit(link.token)
  const unsent = await visitCapture(visit.id)
  await postTo(jobId, callbackBody({ id: jobId, userId }))
  const callback = await db().callback.findFirstOrThrow({ where: { jobId } })
  await erase(id, userId)
  await db().job.update({ where: { id: jobId }, data: { state: 'failed', failureCode: 'gave_up' } })

  expect(code(await redrive(ada, jobId))).toBe('person_erased')
  const again = { formKey: randomUUID(), jobId, allowReEnroll: false, reason: null }
  expect(code(await sendAgain(ada, again, ''))).toBe('person_erased')
  expect(code(await applyAgain(ada, callback.id))).toBe('person_erased')
  expect(code(await reissueLink(ada, link.linkId, randomUUID()))).toBe('person_erased')
  expect(await visitOf(visit.cookie)).toMatchObject({ isOpen: false })
  // Nor is anybody told to make a new one, by whoever held it or by those who had asked before.
  expect(await readLinkByToken(link.token)).toMatchObject({ kind: 'dead', mayAsk: false })
  expect(code(await askForNewLink(link.token, '203.0.113.9'))).toBe('person_erased')
  await db().linkRequest.create({ data: { linkId: link.linkId, kind: 'new_link', at: new Date() } })
  expect([await listLinkNeeds(ada), await countLinkNeeds(ada)]).toEqual([[], 0])
  expect(await db().capture.count({ where: { id: unsent } })).toBe(0)
  expect(code(await submitVisit(visit, unsent))).not.toBe('ok')
  const stopped = { revokedAt: expect.any(Date), erasedAt: expect.any(Date), revokedById: ada.id }
  expect(await db().link.findUniqueOrThrow({ where: { id: link.linkId } })).toMatchObject(stopped)
})

test('a link that many use stays as it is; one made for a single person goes with them, and the one it replaced', async () => {
  const shared = await newLink(ada, { userIdPrefix: 'hr-', label: 'Intake', maxUses: 5 })
  const old = await newLink(ada, { userIdPrefix: 'hr-', label: MARKER })
  const single = await reissueLink(ada, old.linkId, randomUUID())
  if (!single.ok) throw new Error(single.code)
  const use = async (url: string) => {
    const visit = await agreedVisit(url.slice(-43))
    const sent = await submitVisit(visit, await visitCapture(visit.id))
    if (!sent.ok) throw new Error(sent.code)
    await db().job.update({ where: { id: sent.jobId }, data: ended })
    const { enrollee } = await personOf(sent.jobId)
    expect(code(await erase(enrollee.id, enrollee.userId))).toBe('ok')
    return visit.id
  }
  const visitId = await use(shared.url)
  const kept = { userIdPrefix: 'hr-', label: 'Intake', revokedAt: null, erasedAt: null }
  expect(await db().link.findUniqueOrThrow({ where: { id: shared.linkId } })).toMatchObject(kept)
  expect(await db().visit.findUniqueOrThrow({ where: { id: visitId } })).toMatchObject({ device: '' })
  await use(single.url)
  for (const id of [old.linkId, single.linkId])
    expect(await db().link.findUniqueOrThrow({ where: { id } })).toMatchObject({ label: '', userIdPrefix: null })
  expect(await columnsSaying(MARKER)).toEqual([])
})
