import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { FRAME_BYTES_MAX } from '@/lib/domain/frame'
import { db } from '@/lib/server/db'
import { testDatabase } from '@/scripts/testing/database'
import { PUT } from './route'

// Who is asking has tests of its own beside the door; here it is whoever `asking` says.
const ada = randomUUID()
let asking = ada
vi.mock('@/lib/server/auth', () => ({ routeActor: async () => ({ ok: true, actor: { id: asking } }) }))

let close = async () => {}
let picture = new Uint8Array()
beforeAll(async () => {
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
