import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { log } from '@/lib/server/log'
import { testSettings } from '@/scripts/testing/settings'
import { POST } from './route'

beforeAll(() => {
  Object.assign(process.env, testSettings, { DATABASE_URL: 'postgres://localhost/none' })
})
const lines = vi.spyOn(log, 'warn').mockImplementation(() => {})
beforeEach(() => lines.mockClear())

const token = 'a-person-s-token'
const post = (body: string, type = 'application/reports+json') =>
  POST(new Request('http://kioo.test/api/csp-reports', { method: 'POST', headers: { 'content-type': type }, body }))
const entry = (blockedURL: string, effectiveDirective = 'connect-src') => ({
  type: 'csp-violation',
  url: `http://localhost:3000/e/${token}`,
  body: {
    documentURL: `http://localhost:3000/e/${token}`,
    blockedURL,
    effectiveDirective,
    sample: `fetch('${token}')`,
  },
})

test('of a report only the directive and the kind of what was stopped are logged, the same once with its number', async () => {
  const evil = `https://evil.example/?${token}`
  const answer = await post(JSON.stringify([entry(evil), entry('inline'), entry(evil)]))
  expect(answer.status).toBe(204)
  expect(lines.mock.calls.map(([, fields]) => fields)).toEqual([
    { directive: 'connect-src', blocked: 'another host', count: 2 },
    { directive: 'connect-src', blocked: 'inline', count: 1 },
  ])
  expect(JSON.stringify(lines.mock.calls)).not.toMatch(/token|evil|localhost/)
})

test('the older format is heard as well', async () => {
  const report = { 'csp-report': { 'violated-directive': 'img-src', 'blocked-uri': 'data', 'document-uri': token } }
  expect((await post(JSON.stringify(report), 'application/csp-report')).status).toBe(204)
  expect(lines.mock.calls.map(([, fields]) => fields)).toEqual([{ directive: 'img-src', blocked: 'data', count: 1 }])
})

test.each(['', '{', 'null', '{"csp-report":4}'])(
  'what is no report is answered alike and logs nothing: %j',
  async (body) => {
    expect((await post(body)).status).toBe(204)
    expect(lines).not.toHaveBeenCalled()
  },
)

test('a body beyond 16 kB says nothing, and is answered alike', async () => {
  const answer = await post(JSON.stringify([{ ...entry('inline'), filler: 'x'.repeat(16 * 1024) }]))
  expect([answer.status, answer.headers.get('connection')]).toEqual([204, 'close'])
  expect(lines).not.toHaveBeenCalled()
})

test('a flood of reports writes few lines, and every one of them is answered alike', async () => {
  const body = JSON.stringify([entry('inline')])
  const answers = await Promise.all(Array.from({ length: 500 }, () => post(body)))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]))
  expect(lines.mock.calls.length).toBeLessThan(40)
})

test('reports of many kinds in one body write no more lines than as many requests would', async () => {
  const later = performance.now() + 600_000
  const clock = vi.spyOn(performance, 'now')
  const directives = ['script-src', 'style-src', 'img-src', 'font-src', 'media-src']
  const kinds = ['inline', 'eval', 'data', 'blob']
  const body = JSON.stringify(directives.flatMap((directive) => kinds.map((kind) => entry(kind, directive))))
  const seconds = 20
  for (let second = 0; second < seconds; second += 1) {
    clock.mockReturnValue(later + second * 1_000)
    expect((await post(body)).status).toBe(204)
  }
  clock.mockRestore()
  expect(lines.mock.calls.length).toBeGreaterThan(30)
  expect(lines.mock.calls.length).toBeLessThan(30 + seconds)
})
