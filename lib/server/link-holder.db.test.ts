import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { PUT as putFrame } from '@/app/api/captures/[captureId]/frames/[position]/route'
import { POST as lookAtFrame } from '@/app/api/jobs/[jobId]/frames/[position]/route'
import { POST as agree } from '@/app/e/visit/consent/route'
import { GET as follow } from '@/app/e/visit/state/route'
import { POST as submit } from '@/app/e/visit/submit/route'
import { POST as takeBack } from '@/app/e/withdraw/route'
import { CONSENT_TEXT_VERSION } from '@/lib/domain/consent-text'
import { type Action, permissions } from '@/lib/domain/permissions'
import { framePicture, newOperator } from '@/scripts/testing/captures'
import { type TestDatabase, testDatabase } from '@/scripts/testing/database'
import { agreedVisit, newLink, newVisit, visitCapture } from '@/scripts/testing/links'
import { actionActor, pageActor, routeActor } from './auth'
import { db } from './db'

/** The fourth column of who may do what: whoever holds a link, who is no operator and has a visit's cookie. */

const browser = vi.hoisted(() => ({ cookies: new Map<string, string>(), headers: new Headers() }))
vi.mock('next/headers', () => ({
  cookies: async () => ({
    get: (name: string) => (browser.cookies.has(name) ? { value: browser.cookies.get(name) } : undefined),
    set: () => undefined,
  }),
  headers: async () => browser.headers,
}))
vi.mock('next/navigation', () => ({
  redirect: (to: string) => {
    throw new Error(`redirect ${to}`)
  },
  forbidden: () => {
    throw new Error('forbidden')
  },
}))

const origin = 'http://localhost:3000'
let database: TestDatabase
let ada: { id: string }
beforeAll(async () => {
  database = await testDatabase()
  ada = await newOperator()
})
afterAll(() => database.close())
beforeEach(() => {
  browser.cookies.clear()
  browser.headers = new Headers({ origin })
})

/** Somebody with a link, however far they are. `captureId`: theirs, all frames there. */
type Holder = { id: string | null; linkId: string | null; receipt: string; captureId: string }

/** This browser is theirs from now on. */
async function holder(): Promise<Holder> {
  const visit = await agreedVisit((await newLink(ada)).token)
  browser.cookies.set('kioo_visit', visit.cookie)
  return { id: visit.id, linkId: visit.linkId, receipt: visit.receipt, captureId: await visitCapture(visit.id) }
}

const stands = {
  nobody: async (): Promise<Holder> => ({ id: null, linkId: null, receipt: 'x'.repeat(43), captureId: randomUUID() }),
  claimed: async (): Promise<Holder> => {
    const visit = await newVisit((await newLink(ada)).token)
    browser.cookies.set('kioo_visit', visit.cookie)
    return { id: visit.id, linkId: visit.linkId, receipt: 'x'.repeat(43), captureId: await visitCapture(visit.id) }
  },
  agreed: holder,
  submitted: async () => {
    const held = await holder()
    expect((await send(held.captureId)).status).toBe(200)
    return { ...held, captureId: await visitCapture(held.id ?? '') }
  },
  late: async () => {
    const held = await holder()
    await db().$executeRaw`UPDATE "Visit" SET deadline = now() - interval '1 second' WHERE id = ${held.id}::uuid`
    return held
  },
  revoked: async () => {
    const held = await holder()
    await db().$executeRaw`UPDATE "Link" SET "revokedAt" = now() WHERE id = ${held.linkId}::uuid`
    return held
  },
}
type Stand = keyof typeof stands

/** What goes out with this browser's cookie. */
function request(method: string, body: BodyInit | null, type = 'application/json'): Request {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  return new Request(`${origin}/x`, { method, body, headers: { origin, cookie, 'content-type': type } })
}
const form = (fields: Record<string, string>) =>
  request('POST', new URLSearchParams(fields).toString(), 'application/x-www-form-urlencoded')
const send = (captureId: string) => submit(request('POST', JSON.stringify({ captureId })))
const put = async (captureId: string) =>
  putFrame(request('PUT', await framePicture(), 'image/jpeg'), {
    params: Promise.resolve({ captureId, position: '0' }),
  })
const seen = () =>
  db().frame.findMany({ where: { position: 0 }, select: { nonce: true }, orderBy: { captureId: 'asc' } })

/** A whole capture of somebody else's, with their job. */
async function somebodyElse() {
  const mine = new Map(browser.cookies)
  const { captureId, id } = await stands.submitted()
  browser.cookies.clear()
  for (const [name, value] of mine) browser.cookies.set(name, value)
  const job = await db().job.findUniqueOrThrow({ where: { visitId: id ?? '' }, select: { id: true } })
  return { captureId, jobId: job.id }
}

/** Each gives whether it was done, by what is so afterwards and not by what was answered. */
const acts = {
  'follow their own': async () => (await (await follow()).text()) !== 'none',
  agree: async ({ id }: Holder) => {
    const before = await db().consent.count()
    await agree(form({ language: 'en', textVersion: CONSENT_TEXT_VERSION }))
    const [consent] = await db().consent.findMany({ orderBy: { at: 'desc' }, take: 1 })
    return (await db().consent.count()) > before && consent?.visitId === id
  },
  'put a frame of their own': async ({ captureId }: Holder) => {
    const before = await seen()
    await put(captureId)
    return JSON.stringify(await seen()) !== JSON.stringify(before)
  },
  'submit their own': async ({ captureId, id }: Holder) => {
    const before = await db().job.count()
    await send(captureId)
    return (await db().job.count()) > before && (await db().job.count({ where: { visitId: id ?? '' } })) === 1
  },
  'withdraw, which asks to be erased': async ({ receipt, id }: Holder) => {
    await takeBack(form({ token: receipt }))
    return id !== null && (await db().linkRequest.count({ where: { visitId: id, kind: 'withdrawn' } })) === 1
  },
  'put a frame of somebody else’s': async () => {
    const { captureId } = await somebodyElse()
    const before = await seen()
    await put(captureId)
    return JSON.stringify(await seen()) !== JSON.stringify(before)
  },
  'submit somebody else’s': async () => {
    const { captureId } = await somebodyElse()
    const before = await db().job.count()
    await send(captureId)
    return (await db().job.count()) > before
  },
  'look at a picture, even of their own': async ({ id }: Holder) => {
    const own = id && (await db().job.findUnique({ where: { visitId: id }, select: { id: true } }))
    const looked = await lookAtFrame(request('POST', JSON.stringify({ reason: 'result' })), {
      params: Promise.resolve({ jobId: own ? own.id : (await somebodyElse()).jobId, position: '0' }),
    })
    return looked.ok
  },
} satisfies Record<string, (held: Holder) => Promise<boolean>>
type Act = keyof typeof acts

const columns = ['nobody', 'claimed', 'agreed', 'submitted', 'late', 'revoked'] as const satisfies Stand[]
const expected: Record<Act, readonly boolean[]> = {
  // nobody, claimed, agreed, submitted, late, revoked
  'follow their own': [false, true, true, true, true, true],
  agree: [false, true, false, false, false, false],
  'put a frame of their own': [false, false, true, false, false, false],
  'submit their own': [false, false, true, false, false, false],
  'withdraw, which asks to be erased': [false, false, true, true, true, true],
  'put a frame of somebody else’s': [false, false, false, false, false, false],
  'submit somebody else’s': [false, false, false, false, false, false],
  'look at a picture, even of their own': [false, false, false, false, false, false],
}

const isAct = (name: string): name is Act => name in acts
const cells = Object.keys(acts)
  .filter(isAct)
  .flatMap((act) => columns.map((stand, at) => [stand, act, expected[act][at]] as const))

describe('of those who hold a link', () => {
  test.each(cells)('who is %s may %s: %s', async (stand, act, granted) => {
    expect(await acts[act](await stands[stand]())).toBe(granted)
  })

  test('a link that is used up makes no second job, however often the same is sent', async () => {
    const { captureId, id } = await stands.agreed()
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(captureId)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(await db().job.count({ where: { visitId: id ?? '' } })).toBe(1)
  })
})

const actions = Object.keys(permissions).filter((name): name is Action => name in permissions)

test.each(actions)('a link opens no door of %s', async (action) => {
  await stands.agreed()
  expect(await actionActor(action)).toMatchObject({ ok: false, code: 'signed_out' })
  await expect(pageActor(action, '/x')).rejects.toThrow('redirect /sign-in')
  const door = await routeActor(request('POST', null), action)
  expect(door.ok ? 200 : door.response.status).toBe(401)
})
