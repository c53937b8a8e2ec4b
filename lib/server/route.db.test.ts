import { Pool } from 'pg'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { refuse } from '@/lib/domain/outcome'
import { testDatabase } from '@/scripts/testing/database'
import { type TcpProxy, tcpProxy } from '@/scripts/testing/tcp-proxy'
import { BodyTooLarge, BodyTooSlow } from './body'
import { databaseAnswers } from './database-watch'
import { db } from './db'
import { pool } from './pool'
import { route } from './route'

let close = async () => {}
let proxy: TcpProxy
beforeAll(async () => {
  const { url } = await testDatabase()
  const { hostname: host, port } = new URL(url)
  proxy = await tcpProxy({ host, port: Number(port) })
  const through = new URL(url)
  through.port = String(proxy.port)
  process.env.DATABASE_URL = through.href
  close = async () => {
    await Promise.all([db().$disconnect(), pool().end()])
    await proxy.close()
  }
})
afterAll(() => close())

const put = (body = 'a frame') => new Request('http://kioo.test', { method: 'PUT', body })

/** Each way in which a route asks the database. */
const ways: [string, () => Promise<unknown>][] = [
  ['by Prisma', () => db().operator.count()],
  ['by a statement of its own', () => db().$queryRaw`SELECT 1`],
  ['in a transaction', () => db().$transaction((tx) => tx.operator.count())],
  ['by pg', () => pool().query('select 1')],
]

beforeEach(async () => {
  proxy.set('pass')
  // What an earlier cut has broken is found broken here, and connections stand when the next cut comes.
  for (const [, ask] of ways) await ask().catch(ask)
  await vi.waitFor(async () => expect(await databaseAnswers()).toBe(true), { timeout: 10_000 })
})

test.each(ways.flatMap(([way, ask]) => (['cut', 'swallow'] as const).map((mode) => [way, mode, ask] as const)))(
  'asked %s, a database that is gone (%s) is 503 with Retry-After, before the statement itself gives up',
  async (_, mode, ask) => {
    proxy.set(mode)
    const answer = await route(async (_request: Request) => {
      await ask()
      return new Response('done')
    })(put())
    expect({ status: answer.status, again: answer.headers.get('retry-after') }).toEqual({ status: 503, again: '5' })
    expect(await answer.json()).toMatchObject({ code: 'database_away' })
  },
)

test('an answer is kept by nobody, unless it says otherwise', async () => {
  const kept = async (said: HeadersInit) => (await route(async () => new Response('done', { headers: said }))()).headers
  expect((await kept({})).get('cache-control')).toBe('no-store')
  expect((await kept({ 'cache-control': 'public' })).get('cache-control')).toBe('public')
})

test('a small body that did not come in time is 408, which senders try again, and its connection ends', async () => {
  const answer = await route(async () => {
    throw new BodyTooSlow()
  })()
  expect([answer.status, answer.headers.get('connection')]).toEqual([408, 'close'])
  expect(await answer.json()).toMatchObject({ code: 'too_slow' })
})

test('a body that is larger than its reader takes is 413, in the reader’s words, and its connection ends', async () => {
  const refusal = refuse('too_large', 'Split it.', { file: 'Split it.' })
  const answer = await route(async () => {
    throw new BodyTooLarge(refusal)
  })()
  expect([answer.status, answer.headers.get('connection')]).toEqual([413, 'close'])
  expect(await answer.json()).toEqual(refusal)
})

test('slow work with a database that answers is waited for', async () => {
  const slow = route(async () => {
    await db().$queryRaw`SELECT pg_sleep(2.2)::text`
    return new Response('done')
  })
  expect(await (await slow()).text()).toBe('done')
})

test.each(['cut', 'swallow'] as const)(
  'a database that falls away (%s) under those who wait for other work is told to all of them',
  async (mode) => {
    const asked = vi.spyOn(Pool.prototype, 'query')
    onTestFinished(() => asked.mockRestore())
    const slow = route(() => new Promise<Response>(() => {}))
    const begun = Array.from({ length: 20 }, () => slow())
    // They have begun to ask, and it still answers.
    await expect.poll(() => asked.mock.calls.length, { timeout: 10_000 }).toBeGreaterThan(0)
    expect(await databaseAnswers()).toBe(true)
    proxy.set(mode)
    expect(new Set((await Promise.all(begun)).map(({ status }) => status))).toEqual(new Set([503]))
  },
)

test.each([new TypeError('a bug'), new Error('a bug'), 'a bug'])(
  'a bug stays a bug while the database answers: %s',
  async (bug) => {
    await expect(route(() => Promise.reject(bug))()).rejects.toBe(bug)
  },
)

test('a bug with a class of its own stays one also without a database', async () => {
  proxy.set('cut')
  const bug = new TypeError('a bug')
  await expect(route(() => Promise.reject(bug))()).rejects.toBe(bug)
})

test('whoever is answered before the body was read may go on with the connection, and else not', async () => {
  proxy.set('cut')
  const ask = () => pool().query('select 1')
  const unread = await route(async (_request: Request) => Response.json(await ask()))(put())
  expect(unread.headers.get('connection')).toBeNull()
  const body = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(new Uint8Array(1)) })
  const init = { method: 'PUT', body, duplex: 'half' }
  const halfRead = new Request('http://kioo.test', init)
  const cut = await route(async (_request: Request) => Response.json(await ask()))(halfRead)
  expect(cut.headers.get('connection')).toBe('close')
})
