import { once } from 'node:events'
import { createServer, get, request } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { openFrontDoor } from './front-door'
import { PAGE_BYTES_MAX, requestFault } from './request-guard'

const configSchema = z.object({
  headers: z.custom<() => Promise<unknown>>((given) => typeof given === 'function'),
  experimental: z.object({ serverActions: z.object({ bodySizeLimit: z.string().regex(/^\d+kb$/) }) }),
})
const rulesSchema = z.array(
  z.object({ source: z.string(), headers: z.array(z.object({ key: z.string(), value: z.string() })) }),
)

/** What Next itself is told. It is plain JavaScript, so it is read as anything from outside is. */
async function nextConfig() {
  const path = '../../next.config.js'
  return configSchema.parse((await import(path)).default)
}

const lengthOf = (bytes: number) => ({ url: '/settings', headers: { 'content-length': String(bytes) } })

test('a body of as much as an action may have comes to the page, and one byte more is 413 rather than a bare 500', async () => {
  const { bodySizeLimit } = (await nextConfig()).experimental.serverActions
  expect(Number.parseInt(bodySizeLimit, 10) * 1024).toBe(PAGE_BYTES_MAX)
  expect(requestFault(lengthOf(PAGE_BYTES_MAX))).toBeNull()
  expect(requestFault(lengthOf(PAGE_BYTES_MAX + 1))).toBe('size')
})

/** A server behind the front door: its port. */
async function opened(): Promise<number> {
  const server = createServer((_, response) => response.end())
  openFrontDoor(server)
  onTestFinished(() => void server.close())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('no port')
  return address.port
}

test('what is refused before Next sees it has the policies that Next gives to everything else', async () => {
  const port = await opened()
  const headers = { 'content-length': PAGE_BYTES_MAX + 1, 'x-forwarded-proto': 'https' }
  const refused = await new Promise<NodeJS.Dict<string | string[]>>((resolve, reject) => {
    const sent = request({ port, path: '/settings', method: 'POST', headers, agent: false }, (got) => {
      resolve(got.headers)
      sent.destroy()
    })
    sent.once('error', reject)
    sent.flushHeaders()
  })
  const rules = rulesSchema.parse(await (await nextConfig()).headers())
  const given = rules.filter(({ source }) => source === '/:path*' || source === '/api/:path*')
  expect(given.length).toBeGreaterThan(2)
  for (const { key, value } of given.flatMap(({ headers }) => headers)) expect(refused[key.toLowerCase()]).toBe(value)
  expect(refused['cache-control']).toBe('private, no-store')
})

test('an address with a slash too many, which Next leads elsewhere without a header of its own, has the policies', async () => {
  const port = await opened()
  const sniffing = async (path: string) => {
    const [got] = await once(get({ port, path, agent: false }), 'response')
    got.resume()
    return got.headers['x-content-type-options']
  }
  for (const path of ['//sign-in', '/e//token', '/jobs\\x']) expect(await sniffing(path)).toBe('nosniff')
  expect(await sniffing('/sign-in?next=//x'), 'Next gives its own').toBeUndefined()
})

test.each(['/e/%E0%A4%A', '/%', '/jobs/%zz', '/e/%FF', '/api/callbacks/smile-id/%zz'])(
  'an address that cannot be decoded is a bad request, and no failure of the portal: %s',
  (url) => expect(requestFault({ url, headers: {} })).toBe('address'),
)

test.each(['/e/%D9%85%25', '/jobs?q=%zz'])('one that can is looked at by Next: %s', (url) =>
  expect(requestFault({ url, headers: {} })).toBeNull(),
)

test('TRACE is off, at every address', () => {
  for (const url of ['/', '/api/health/live', '/_next/static/a.js'])
    expect(requestFault({ method: 'TRACE', url, headers: {} })).toBe('method')
})

const form = 'multipart/form-data; boundary=----b'
const posted = (headers: Record<string, string>, url = '/sign-in') =>
  requestFault({ method: 'POST', url, headers: { host: 'kioo.example', ...headers } })

test.each([
  ['multipart/form-data', 'form'],
  ['multipart/form-data; boundary=', 'form'],
  [form, null],
  ['multipart/form-data;boundary="b"', null],
])('a form without the mark that parts its fields is a bad request: %s', (type, fault) =>
  expect(posted({ 'content-type': type })).toBe(fault),
)

test.each(['https://evil.example', 'https://kioo.example:8443', 'no address', ''])(
  'an action or a form that a page of another site sent is refused: %j',
  (origin) => {
    expect(posted({ origin, 'next-action': '7f00' })).toBe('origin')
    expect(posted({ origin, 'content-type': form })).toBe('origin')
  },
)

test.each([
  ['from where it was reached', { origin: 'https://kioo.example' }],
  ['from where a proxy was reached', { origin: 'https://kioo.org', 'x-forwarded-host': 'kioo.org, inner' }],
  ['that was posted before its script came', { origin: 'null' }],
  ['without an origin', {}],
])('an action %s is left to Next and to the action itself', (_, headers) =>
  expect(posted({ ...headers, 'next-action': '7f00' })).toBeNull(),
)

test('what is no action is left to the page or the route, which says no in its own words', () => {
  const origin = 'https://evil.example'
  expect(posted({ origin, 'content-type': 'application/x-www-form-urlencoded' }, '/e/ask')).toBeNull()
  expect(posted({ origin, 'content-type': form }, '/api/link-imports')).toBeNull()
})
