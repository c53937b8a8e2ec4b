import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { asNewProcess } from '@/scripts/testing/new-process'
import { testSettings } from '@/scripts/testing/settings'

const { readFaces } = vi.hoisted(() => ({ readFaces: vi.fn(() => new Promise(() => {})) }))
vi.mock('./face-reader', () => ({ readFaces, warmUp: () => {} }))

const settings = { ...testSettings, DATABASE_URL: 'postgres://none.test/none', KIOO_FACE_GATE: 'enforce' }
for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value)

beforeEach(asNewProcess)

/** Loads a module twice, as the two runtimes of a build do: the one of the routes, and the one of pages and actions. */
async function inBothRuntimes<M>(load: () => Promise<M>): Promise<[M, M]> {
  const first = await load()
  vi.resetModules()
  const second = await load()
  expect(second).not.toBe(first)
  return [first, second]
}

describe('what is one per process is one in both runtimes of a build:', () => {
  test('it is made once, and everybody has the same', async () => {
    const [one, other] = await inBothRuntimes(() => import('./once-per-process'))
    const make = vi.fn(() => new Set())
    expect(one.oncePerProcess('test', make)).toBe(other.oncePerProcess('test', make))
    expect(make).toHaveBeenCalledTimes(1)
  })

  test('a submit waits for the look at a picture that the route has begun, and asks for no second one', async () => {
    const [route, action] = await inBothRuntimes(() => import('./frame-readings'))
    const frame = { captureId: 'c', position: 0, nonce: new Uint8Array(12), sealed: new Uint8Array(), keyId: 'none' }
    route.lookAhead(frame, new Uint8Array())
    void action.readingOf({ ...frame, wrappedKey: new Uint8Array() }, null)
    expect(readFaces).toHaveBeenCalledTimes(1)
  })

  test('the sign-in page and the route hash no more passwords at once than either may', async () => {
    const [page, route] = await inBothRuntimes(() => import('./password-queue'))
    let running = 0
    const forEver = () => {
      running += 1
      return new Promise(() => {})
    }
    for (let asked = 0; asked < page.HASHES_AT_ONCE; asked++) {
      void page.inPasswordQueue(forEver)
      void route.inPasswordQueue(forEver)
    }
    expect(running).toBe(page.HASHES_AT_ONCE)
  })
})

/** The settings' own, or found again by anybody who needs it: a second one costs a little memory and changes nothing. */
const caches = [
  'lib/server/env.ts parsed',
  'lib/server/log.ts logger',
  'lib/server/mail.ts transport',
  'lib/server/migrations-applied.ts needed',
  'lib/server/password-guess.ts loaded',
  'lib/server/secrets.ts derived',
]
/** Functions whose result remembers something. */
const remembering = ['gathered', 'hints', 'recent', 'room', 'tokenBucket']

/** A module's variables that remember: those that can be set anew, that begin empty, or that one of the functions made. */
const state = new RegExp(
  String.raw`^(?:export )?(?:let (\w+)|const (\w+).*=\s+(?:new (?:Weak)?(?:Map|Set)\b.*\(\)$|\[\]$|\{\}$|(?:${remembering.join('|')})\b[<(]))`,
  'gm',
)
const stateIn = (text: string) => [...text.matchAll(state)].map(([, variable, constant]) => variable ?? constant ?? '')

const sources = ['lib', 'app']
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)))
  .concat('instrumentation.ts', 'proxy.ts')
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.test.ts') && !path.includes(join('server', 'generated')))
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }))
  // A browser has one of everything.
  .filter(({ text }) => !/^['"]use client['"]/.test(text))

describe('no module of the portal remembers anything by itself:', () => {
  test('the scan knows what remembers from what does not', () => {
    const remembers = [
      'let last = 0',
      'export let last: string | undefined',
      'const underway = new Map<string, Promise<void>>()',
      'const waiting: (() => void)[] = []',
      'const seen = new WeakSet()',
      "export const ringSoon: (id: string) => Promise<void> = hints('ringing', ring)",
      'const bodies = room(1, 2)',
      'const kept = recent<string>(5)',
    ]
    for (const line of remembers) expect([line, stateIn(line).length]).toEqual([line, 1])
    const forgets = [
      '  let last = 0',
      "const kinds = new Map([['a', 1]])",
      "const names = ['a']",
      "const kept = oncePerProcess('kept', () => recent<string>(5))",
      "const open = oncePerProcess('places', () => new Map<string, number>())",
    ]
    for (const line of forgets) expect([line, stateIn(line)]).toEqual([line, []])
  })

  test('what does is kept by oncePerProcess, or is a cache that may be there twice', () => {
    const found = sources.flatMap(({ path, text }) => stateIn(text).map((name) => `${path} ${name}`))
    expect(found.sort()).toEqual(caches)
  })

  test('each name belongs to one file', () => {
    const names = sources.flatMap(({ text }) => [
      ...new Set([...text.matchAll(/\boncePerProcess(?:<.*?>)?\(\s*(['`].*?['`])/g)].map(([, name]) => name)),
    ])
    expect(names.length).toBeGreaterThan(10)
    expect(new Set(names).size).toBe(names.length)
  })
})
