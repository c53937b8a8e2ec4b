import { NextRequest } from 'next/server'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { testSettings } from '@/scripts/testing/settings'
import { config, proxy } from './proxy'

beforeAll(() => {
  Object.assign(process.env, testSettings, { DATABASE_URL: 'postgres://localhost/none', NODE_ENV: 'production' })
})

const answer = (path: string) => proxy(new NextRequest(`http://localhost:3000${path}`)).headers
const nonceOf = (policy: string | null) => /'nonce-([^']+)'/.exec(policy ?? '')?.[1] ?? ''

describe('a page', () => {
  test('has exactly this policy, with a nonce of its own', () => {
    const headers = answer('/jobs')
    const policy = headers.get('content-security-policy') ?? ''
    const nonce = nonceOf(policy)
    expect(Buffer.from(nonce, 'base64')).toHaveLength(18)
    expect(policy.replaceAll(nonce, 'N').split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'nonce-N' 'strict-dynamic'",
      "style-src 'self' 'nonce-N'",
      "img-src 'self' blob:",
      "media-src 'self' blob:",
      "font-src 'self'",
      "connect-src 'self'",
      "worker-src 'self'",
      "manifest-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "form-action 'self'",
      'report-uri /api/csp-reports',
    ])
    expect(headers.get('cache-control')).toBe('private, no-store')
  })

  test.each(['/enroll', '/enrollees/0198c0de/authenticate', '/e/visit'])(
    'with a camera may compile WebAssembly, and nothing wider: %s',
    (path) => {
      const policy = answer(path).get('content-security-policy') ?? ''
      const plain = answer('/jobs').get('content-security-policy') ?? ''
      const script = policy.replace(" 'wasm-unsafe-eval'", '').replaceAll(nonceOf(policy), 'N')
      expect(policy).toContain(" 'wasm-unsafe-eval';")
      expect(script).toBe(plain.replaceAll(nonceOf(plain), 'N'))
    },
  )

  const pages = ['/jobs', '/sign-in', '/e/token', '/e/visit', '/go']

  test.each(pages)('says where its violations are reported, a person’s page too: %s', (path) => {
    const headers = answer(path)
    expect(headers.get('content-security-policy')).toMatch(/; report-uri \/api\/csp-reports$/)
    expect(headers.get('reporting-endpoints')).toBeNull()
  })

  test.each(pages)('that comes by https says so in the newer way as well: %s', async (path) => {
    vi.resetModules()
    vi.stubEnv('KIOO_URL', 'https://kioo.example.org')
    const { proxy: secure } = await import('./proxy')
    const { headers } = secure(new NextRequest(`https://kioo.example.org${path}`))
    vi.unstubAllEnvs()
    expect(headers.get('content-security-policy')).toMatch(/; report-uri \/api\/csp-reports; report-to csp$/)
    expect(headers.get('reporting-endpoints')).toBe('csp="/api/csp-reports"')
  })

  test('never repeats a nonce', () => {
    const nonces = Array.from({ length: 1_000 }, () => nonceOf(answer('/').get('content-security-policy')))
    expect(new Set(nonces).size).toBe(1_000)
  })

  test('tells Next the same nonce by the request', () => {
    const headers = answer('/')
    expect(headers.get('x-middleware-request-content-security-policy')).toBe(headers.get('content-security-policy'))
  })
})

test('the page’s path is what proxy.ts says, not what a client says', () => {
  const request = new NextRequest('http://localhost:3000/e/abc', { headers: { 'x-kioo-path': '/jobs' } })
  expect(proxy(request).headers.get('x-middleware-request-x-kioo-path')).toBe('/e/abc')
})

describe('camera and location', () => {
  test.each(['/enroll', '/enrollees/0198c0de/authenticate'])('are open on %s', (path) => {
    expect(answer(path).get('permissions-policy')).toMatch(/^camera=\(self\), geolocation=\(self\), microphone=\(\)/)
  })

  test.each(['/e/visit', '/e/visit/'])('on %s only the camera is open', (path) => {
    expect(answer(path).get('permissions-policy')).toMatch(/^camera=\(self\), geolocation=\(\), microphone=\(\)/)
  })

  test.each([
    '/',
    '/go',
    '/e/token',
    '/e/visit/phone',
    '/e/receipt/visit',
    '/x/e/visit',
    '/sign-in',
    '/jobs',
    '/enrollees/0198c0de',
    '/enrollees/a/b/authenticate',
    '/enrollments',
    '/x/enroll',
  ])('are closed on %s', (path) =>
    expect(answer(path).get('permissions-policy')).toMatch(/^camera=\(\), geolocation=\(\), microphone=\(\)/),
  )
})

test('only who has just signed out is told to forget what was cached, and nothing that should stay', () => {
  expect(answer('/sign-in?out=1').get('clear-site-data')).toBe('"cache"')
  for (const path of ['/sign-in', '/sign-in?next=%2Fjobs', '/jobs?out=1'])
    expect(answer(path).get('clear-site-data')).toBeNull()
})

test('bodies of the API never pass through here', () => {
  const matcher = new RegExp(`^${config.matcher[0]}$`)
  for (const path of ['/api/captures/x/frames/0', '/api/callbacks/smile-id/x', '/_next/static/chunks/a.js'])
    expect(matcher.test(path)).toBe(false)
  for (const path of ['/', '/enroll', '/sign-in', '/setup/x', '/apiary']) expect(matcher.test(path)).toBe(true)
})

test('an address that only begins as an icon’s is a page’s, with its policies', () => {
  const matcher = new RegExp(`^${config.matcher[0]}$`)
  for (const path of ['/icon.svg', '/favicon.ico']) expect(matcher.test(path)).toBe(false)
  for (const path of ['/icon.svgs', '/favicon.ico/x', '/icon-svg', '/favicon-ico'])
    expect(matcher.test(path)).toBe(true)
})
