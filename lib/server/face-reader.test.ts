import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { availableParallelism, getPriority } from 'node:os'
import { setImmediate } from 'node:timers/promises'
import { afterEach, expect, test, vi } from 'vitest'
import { type FrameReading, judgeReadings } from '@/lib/domain/face-gate'
import { drawnFace } from '@/scripts/testing/drawn-faces'
import { asNewProcess } from '@/scripts/testing/new-process'
import { testSettings } from '@/scripts/testing/settings'
import { BEHIND, threadsHavePriorities } from './processors'

// A thread loads its models first, and a crowded machine takes its time over each picture.
vi.setConfig({ testTimeout: 90_000 })

for (const [name, value] of Object.entries({ ...testSettings, DATABASE_URL: 'postgres://none.test/none' }))
  vi.stubEnv(name, value)

afterEach(() => vi.restoreAllMocks())

const { readFaces, WAITING_MAX } = await import('./face-reader')

/** Each picture is looked at once. */
const seen = new Map<string, ReturnType<typeof readFaces>>()

async function reading(name: string): Promise<FrameReading> {
  const looking = seen.get(name) ?? readFaces(drawnFace(name))
  seen.set(name, looking)
  const answer = await looking
  if (!answer.ok) throw new Error(answer.why)
  return answer.reading
}

async function faultsOf(selfie: string) {
  const calm = await reading('a-neutral')
  return judgeReadings([await reading(selfie), ...Array.from({ length: 7 }, () => calm)], false)
}

test.each(['a', 'b', 'c', 'd', 'e', 'f', 'g'])(
  'person %s passes, neutral and smiling, whatever the skin',
  async (who) => {
    expect(await faultsOf(`${who}-neutral`)).toEqual([])
    expect(await faultsOf(`${who}-smile`)).toEqual([])
    expect((await reading(`${who}-left`)).faces).toBe(1)
  },
)

test.each([
  ['no-face', ['no_face']],
  ['two-people', ['several']],
  ['a-far', ['too_far']],
  ['a-close', ['too_near']],
  ['a-left', ['turned']],
  ['a-tilted', ['tilted']],
  ['a-dark', ['too_dark']],
  ['a-bright', ['too_bright']],
  ['a-blurred', ['blurred']],
])('%s is stopped for %j and nothing else', async (name, faults) => {
  expect(await faultsOf(name)).toEqual(faults)
})

test('the thread that looks steps behind where a thread can, and the one that answers never does', async () => {
  await reading('a-neutral')
  const ids = threadsHavePriorities ? readdirSync('/proc/self/task').map(Number) : []
  expect(ids.filter((id) => getPriority(id) === BEHIND).length > 0).toBe(threadsHavePriorities)
  expect(getPriority(process.pid)).toBe(0)
})

test('a picture is looked at in time also while somebody else wants every processor', async () => {
  await reading('a-neutral')
  const neighbours = Array.from({ length: availableParallelism() }, () =>
    spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
  )
  try {
    // As many as a capture has.
    const answers = Array.from({ length: 8 }, () => readFaces(drawnFace('a-neutral')))
    for (const answer of answers) expect(await answer).toMatchObject({ ok: true })
  } finally {
    for (const neighbour of neighbours) neighbour.kill('SIGKILL')
  }
})

test('a portrait picture of a phone passes', async () => {
  expect(await faultsOf('a-portrait')).toEqual([])
})

test('a burst without a face somewhere, or with the same picture throughout, is stopped for that', async () => {
  const [calm, none] = [await reading('a-neutral'), await reading('no-face')]
  expect(judgeReadings([calm, calm, none, calm], false)).toEqual(['left_burst'])
  expect(judgeReadings([calm, calm, calm], true)).toEqual(['still'])
})

test('the portal goes on answering while a picture is looked at', async () => {
  let turns = 0
  let looking = true
  const found = readFaces(drawnFace('a-neutral')).finally(() => {
    looking = false
  })
  while (looking) {
    await setImmediate()
    turns += 1
  }
  await found
  expect(turns).toBeGreaterThan(100)
})

test('a picture that cannot be read fails alone', async () => {
  const broken = readFaces(Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]))
  expect(await broken).toEqual({ ok: false, why: 'unread' })
  expect(await readFaces(drawnFace('a-neutral'))).toMatchObject({ ok: true })
})

test('where the engine does not start, everybody who waits is told so', async () => {
  asNewProcess()
  const elsewhere = await import('./face-reader')
  vi.spyOn(process, 'cwd').mockReturnValue('/nowhere')
  const [first, second] = [elsewhere.readFaces(drawnFace('a-neutral')), elsewhere.readFaces(drawnFace('a-neutral'))]
  expect(await first).toEqual({ ok: false, why: 'unavailable' })
  expect(await second).toEqual({ ok: false, why: 'unavailable' })
})

test('no more pictures wait than the queue holds: the next is told so at once', async () => {
  asNewProcess()
  const crowded = await import('./face-reader')
  for (let asked = 0; asked < WAITING_MAX * 2; asked++) void crowded.readFaces(drawnFace('no-face'))
  expect(await crowded.readFaces(drawnFace('a-neutral'))).toEqual({ ok: false, why: 'busy' })
})
