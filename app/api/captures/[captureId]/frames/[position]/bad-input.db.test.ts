import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { FRAME_BYTES_MAX, framePositions } from '@/lib/domain/frame'
import { db } from '@/lib/server/db'
import { openFrame } from '@/lib/server/frames'
import { framePicture } from '@/scripts/testing/captures'
import { testDatabase } from '@/scripts/testing/database'
import { MARKER, polyglots, refusedPictures } from '@/scripts/testing/hostile-pictures'
import { PUT } from './route'

// Who is asking has tests of its own beside the door; here it is an operator.
const ada = randomUUID()
vi.mock('@/lib/server/auth', () => ({ routeActor: async () => ({ ok: true, actor: { id: ada } }) }))

let close = async () => {}
let hostile: Awaited<ReturnType<typeof refusedPictures>> = []
// Pictures of many million pixels take a moment to make.
beforeAll(async () => {
  hostile = await refusedPictures()
  close = (await testDatabase()).close
  await db().operator.create({ data: { id: ada, email: 'ada@kioo.test', name: 'Ada', role: 'OPERATOR' } })
}, 90_000)
afterAll(() => close())

/** Everything claims to be a JPEG: a header is a claim, and the route believes none. */
const headers = { 'content-type': 'image/jpeg', 'content-disposition': 'attachment; filename="selfie.jpg"' }

async function put(captureId: string, position: string, body: BodyInit) {
  // Node wants `duplex` for a body that is a stream; the DOM's types do not know it.
  const init = { method: 'PUT', body, headers, duplex: 'half' }
  const request = new Request('http://kioo.test', init)
  const response = await PUT(request, { params: Promise.resolve({ captureId, position }) })
  const answer: unknown = await response.json()
  return { status: response.status, body: answer }
}

const stored = (captureId: string) =>
  Promise.all([db().capture.count({ where: { id: captureId } }), db().frame.count({ where: { captureId } })])

/** How much more memory this process holds at most while something is done, in megabytes. */
async function growth(work: () => Promise<void>): Promise<number> {
  const rssMb = () => process.memoryUsage.rss() / 2 ** 20
  const before = rssMb()
  let most = before
  const looking = setInterval(() => {
    most = Math.max(most, rssMb())
  }, 1)
  await work().finally(() => clearInterval(looking))
  return Math.max(most, rssMb()) - before
}

test('every hostile picture is refused in words, in bounded memory, and nothing of it is stored', async () => {
  const grown = await growth(async () => {
    for (const { name, bytes, code } of hostile) {
      expect(bytes.length, name).toBeLessThanOrEqual(FRAME_BYTES_MAX)
      const captureId = randomUUID()
      const { status, body } = await put(captureId, '0', Uint8Array.from(bytes))
      expect([name, status, body]).toEqual([name, 422, { code, message: expect.stringMatching(/\.$/) }])
      expect(await stored(captureId), name).toEqual([0, 0])
    }
  })
  // 64 million pixels unpacked would be 192 MB, 65,535 by 65,535 twelve gigabytes.
  expect(grown).toBeLessThan(150)
})

test('what hides in, before or behind a picture is not stored with it', async () => {
  for (const { name, bytes } of await polyglots()) {
    const captureId = randomUUID()
    expect(await put(captureId, '0', Uint8Array.from(bytes)), name).toMatchObject({ status: 200 })
    const frame = await openFrame(captureId)
    expect(Buffer.from(frame?.jpeg ?? []).includes(MARKER), name).toBe(false)
    expect(frame?.jpeg.length, name).toBeLessThan(400_000)
  }
})

test('a body that does not say how long it is, and does not end, is refused after two megabytes and left soon after', async () => {
  let sent = 0
  let left = false
  const endless = new ReadableStream({
    pull(controller) {
      sent += 65_536
      controller.enqueue(new Uint8Array(65_536).fill(0xff))
    },
    cancel() {
      left = true
    },
  })
  const captureId = randomUUID()
  const answer = await put(captureId, '0', endless)
  expect(answer).toMatchObject({ status: 413, body: { code: 'too_large' } })
  expect([left, sent <= 9_000_000]).toEqual([true, true])
  expect(await stored(captureId)).toEqual([0, 0])
})

test.each(['8', '-1', '00', '1e0', ' 1', '٣', ''])(
  'there is no frame %j, and nothing is begun for it',
  async (position) => {
    const captureId = randomUUID()
    expect((await put(captureId, position, await framePicture())).status).toBe(404)
    expect(await stored(captureId)).toEqual([0, 0])
  },
)

test('frames may arrive in any order and more than once: a capture has eight', async () => {
  const captureId = randomUUID()
  for (const position of [...framePositions].reverse().concat(3, 3, 0))
    expect((await put(captureId, String(position), await framePicture())).status).toBe(200)
  expect(await stored(captureId)).toEqual([1, framePositions.length])
})

test('a hostile picture does not take the place of a good one', async () => {
  const captureId = randomUUID()
  await put(captureId, '0', await framePicture())
  const before = await openFrame(captureId)
  for (const { bytes } of hostile) await put(captureId, '0', Uint8Array.from(bytes))
  expect(
    Buffer.compare((await openFrame(captureId))?.jpeg ?? new Uint8Array(), before?.jpeg ?? new Uint8Array(1)),
  ).toBe(0)
})
