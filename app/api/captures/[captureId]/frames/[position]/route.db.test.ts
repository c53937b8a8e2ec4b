import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { FRAME_BYTES_MAX } from '@/lib/domain/frame'
import { db } from '@/lib/server/db'
import { heavyWork } from '@/lib/server/heavy-work'
import { SPARED } from '@/lib/server/processors'
import { UPLOADS_PER_ADDRESS } from '@/lib/server/upload-places'
import { testDatabase } from '@/scripts/testing/database'
import { PUT } from './route'

// Who is asking has tests of its own beside the door; here it is whoever `asking` says.
const ada = randomUUID()
let asking = ada
vi.mock('@/lib/server/auth', () => ({ routeActor: async () => ({ ok: true, actor: { id: asking } }) }))

const storing = vi.hoisted(() => vi.fn())
vi.mock('@/lib/server/frames', async (original) => {
  const frames = await original<typeof import('@/lib/server/frames')>()
  return { ...frames, storeFrame: storing.mockImplementation(frames.storeFrame) }
})

let close = async () => {}
let picture = new Uint8Array()
beforeAll(async () => {
  vi.stubEnv('KIOO_TRUSTED_PROXIES', '1')
  close = (await testDatabase()).close
  const create = { width: 640, height: 480, channels: 3, background: '#987' } as const
  picture = Uint8Array.from(await sharp({ create }).jpeg().toBuffer())
  await db().operator.create({ data: { id: ada, email: 'ada@kioo.test', name: 'Ada', role: 'OPERATOR' } })
})
afterAll(() => close())

async function put(captureId: string, position: string, body: Uint8Array<ArrayBuffer>) {
  const request = new Request('http://kioo.test', { method: 'PUT', body })
  const response = await PUT(request, { params: Promise.resolve({ captureId, position }) })
  return { status: response.status, body: await response.json() }
}

test('a frame is answered with its place and size, and may be put again', async () => {
  const captureId = randomUUID()
  const expected = { status: 200, body: { ok: true, position: 3, width: 640, height: 480 } }
  expect(await put(captureId, '3', picture)).toEqual(expected)
  expect(await put(captureId, '3', picture)).toEqual(expected)
})

test('one byte over two megabytes is 413, in words', async () => {
  const answer = await put(randomUUID(), '0', new Uint8Array(FRAME_BYTES_MAX + 1))
  expect(answer).toMatchObject({ status: 413, body: { code: 'too_large', message: expect.stringContaining('2 MB') } })
})

test('what is no picture is 422, and no capture is begun for it', async () => {
  const captureId = randomUUID()
  expect(await put(captureId, '0', new Uint8Array(64))).toMatchObject({ status: 422, body: { code: 'not_a_picture' } })
  expect(await db().capture.count({ where: { id: captureId } })).toBe(0)
})

test.each([
  ['8', randomUUID()],
  ['-1', randomUUID()],
  ['1.5', randomUUID()],
  ['0', '../../etc/passwd'],
])('position %s of capture %s is no place for a frame', async (position, captureId) => {
  expect((await put(captureId, position, picture)).status).toBe(404)
})

test("another operator's capture is not found", async () => {
  const captureId = randomUUID()
  await put(captureId, '0', picture)
  asking = randomUUID()
  expect(await put(captureId, '0', picture)).toMatchObject({ status: 404, body: { code: 'capture_not_found' } })
  asking = ada
})

test('a submitted capture takes no more frames', async () => {
  const captureId = randomUUID()
  await put(captureId, '0', picture)
  await db().capture.update({ where: { id: captureId }, data: { submittedAt: new Date() } })
  expect(await put(captureId, '0', picture)).toMatchObject({ status: 409, body: { code: 'capture_submitted' } })
})

/** A frame that has begun to arrive and goes on when told. */
function underWay(captureId: string, address: string) {
  let goOn = () => {}
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(picture.subarray(0, 100))
      goOn = () => {
        controller.enqueue(picture.subarray(100))
        controller.close()
      }
    },
  })
  const init = { method: 'PUT', body, duplex: 'half', headers: { 'x-forwarded-for': address } }
  const request = new Request('http://kioo.test', init)
  const params = Promise.resolve({ captureId, position: '0' })
  return { answered: PUT(request, { params }), goOn }
}

test('twenty frames may be on their way from one network; the next is told when to come again, and elsewhere nobody waits', async () => {
  const captureId = randomUUID()
  // One IPv6 network is one household, whatever its devices call themselves.
  const some = Array.from({ length: UPLOADS_PER_ADDRESS }, (_, nth) => underWay(captureId, `2001:db8::${nth}`))
  const one = underWay(captureId, '2001:db8::ffff')
  one.goOn()
  const refused = await one.answered
  expect({ status: refused.status, again: refused.headers.get('retry-after') }).toEqual({ status: 429, again: '2' })
  expect(await refused.json()).toMatchObject({ code: 'too_many_uploads' })

  const elsewhere = underWay(captureId, '2001:db8:0:1::1')
  elsewhere.goOn()
  expect((await elsewhere.answered).status).toBe(200)

  for (const { goOn } of some) goOn()
  for (const { answered } of some) expect((await answered).status).toBe(200)
  const later = underWay(captureId, '2001:db8::ffff')
  later.goOn()
  expect((await later.answered).status).toBe(200)
})

test('a frame that has arrived keeps its place until it is stored', async () => {
  let leave = () => {}
  const stays = new Promise<void>((resolve) => {
    leave = resolve
  })
  const others = Array.from({ length: SPARED }, () => heavyWork('password', () => stays))
  const captureId = randomUUID()
  storing.mockClear()
  const some = Array.from({ length: UPLOADS_PER_ADDRESS }, () => underWay(captureId, '2001:db8:0:2::1'))
  for (const { goOn } of some) goOn()
  await vi.waitFor(() => expect(storing).toHaveBeenCalledTimes(UPLOADS_PER_ADDRESS), { timeout: 60_000 })
  const one = underWay(captureId, '2001:db8:0:2::1')
  one.goOn()
  expect((await one.answered).status).toBe(429)
  leave()
  await Promise.all(others)
  for (const { answered } of some) expect((await answered).status).toBe(200)
})
