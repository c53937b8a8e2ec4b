import { beforeAll, expect, test } from 'vitest'
import { testSettings } from '@/scripts/testing/settings'
import { foreignOrigin } from './auth-origin'

beforeAll(() => {
  Object.assign(process.env, testSettings, {
    DATABASE_URL: 'postgres://localhost/none',
    KIOO_URL: 'https://kioo.example',
  })
})

const ours = 'https://kioo.example'

test.each<[string, Record<string, string>]>([
  ['our origin', { origin: ours }],
  ['our origin, as modern browsers say it', { origin: ours, 'sec-fetch-site': 'same-origin' }],
  ['a form of ours posted before its script came', { origin: 'null', 'sec-fetch-site': 'same-origin' }],
])('%s may change things', (_, headers) => {
  expect(foreignOrigin(new Headers(headers))).toBeNull()
})

test.each<[string, Record<string, string>]>([
  ['no origin at all', {}],
  ['no origin, whatever else is said', { 'sec-fetch-site': 'same-origin' }],
  ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
  ['a sandboxed frame', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
  ['an opaque origin of an old browser', { origin: 'null' }],
  ['a sister host', { origin: 'https://www.kioo.example', 'sec-fetch-site': 'same-site' }],
  ['our name without TLS', { origin: 'http://kioo.example' }],
  ['our name on another port', { origin: 'https://kioo.example:8443' }],
  ['a name that begins like ours', { origin: 'https://kioo.example.evil.example' }],
  ['our origin contradicted by the browser', { origin: ours, 'sec-fetch-site': 'cross-site' }],
])('%s may not', (_, headers) => {
  expect(foreignOrigin(new Headers(headers))).toMatchObject({ ok: false, code: 'foreign_origin' })
})

test('a host header or a forwarded host changes nothing', () => {
  const headers = new Headers({
    origin: 'https://evil.example',
    host: 'evil.example',
    'x-forwarded-host': 'evil.example',
  })
  expect(foreignOrigin(headers)).toMatchObject({ code: 'foreign_origin' })
})
