import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { lookReasons } from '@/lib/domain/look-reason'
import { db } from '@/lib/server/db'
import { seal } from '@/lib/server/sealing'
import { testDatabase } from '@/scripts/testing/database'
import { makeJob, makeOperator } from '@/scripts/testing/make-job'
import { POST } from './route'

// Who is asking has tests of its own beside the door; here it is whoever `asking` says.
let asking: { id: string; role: string }
vi.mock('@/lib/server/auth', () => ({ routeActor: async () => ({ ok: true, actor: asking }) }))

let close = async () => {}
let jobId = ''
const plain = Uint8Array.from([0xff, 0xd8, 1, 2, 3])

beforeAll(async () => {
  close = (await testDatabase()).close
})
afterAll(() => close())
beforeEach(async () => {
  await db().$executeRaw`TRUNCATE "Operator", "Enrollee", "Job", "Capture", "AuditEvent" CASCADE`
  asking = await makeOperator('Ada')
  const job = await makeJob({ by: asking.id, userId: 'u-1' })
  jobId = job.id
  const place = { captureId: job.captureId, position: 0 }
  await db().frame.create({ data: { ...place, ...seal(plain, place), width: 480, height: 640 } })
})

const ask = (body: string | undefined, id = jobId, position = '0') =>
  POST(new Request('http://kioo.test', { method: 'POST', ...(body !== undefined && { body }) }), {
    params: Promise.resolve({ jobId: id, position }),
  })
const looks = () => db().auditEvent.findMany({ select: { detail: true } })

test.each(lookReasons)(
  'a picture looked at for “%s” is shown, kept by nobody on its way, and its look says so',
  async (reason) => {
    const answer = await ask(JSON.stringify({ reason }))
    expect([answer.status, new Uint8Array(await answer.arrayBuffer())]).toEqual([200, plain])
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await looks()).toEqual([{ detail: { jobId, position: 0, reason } }])
  },
)

test.each([undefined, '', '{', '{}', 'null', '{"reason":"because"}', '{"reason":["result"]}'])(
  'without a reason there is no picture and no look, and it is said in words: %j',
  async (body) => {
    const answer = await ask(body)
    expect(answer.status).toBe(422)
    expect(await answer.json()).toEqual({ code: 'no_reason', message: expect.stringMatching(/choose a reason/) })
    expect(await looks()).toEqual([])
  },
)

test('what is larger than any reason shows no picture and is no look; its connection ends', async () => {
  const answer = await ask(`{"reason":"result","x":"${'x'.repeat(300)}"}`)
  expect([answer.status, answer.headers.get('connection')]).toEqual([413, 'close'])
  expect(await looks()).toEqual([])
})

test('whether there is such a picture is not told to whoever gives no reason', async () => {
  expect((await ask('{}', randomUUID())).status).toBe(422)
  expect((await ask('{"reason":"result"}', randomUUID())).status).toBe(404)
  expect((await ask('{"reason":"result"}', jobId, '8')).status).toBe(404)
  asking = await makeOperator('Bo')
  expect((await ask('{"reason":"result"}')).status).toBe(404)
  expect(await looks()).toEqual([])
})
