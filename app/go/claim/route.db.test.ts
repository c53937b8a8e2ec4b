import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { newOperator } from '@/scripts/testing/captures'
import { type TestDatabase, testDatabase } from '@/scripts/testing/database'
import { newLink, newVisit } from '@/scripts/testing/links'

const browser = vi.hoisted(() => ({ cookies: new Map<string, string>(), headers: new Headers() }))

vi.mock('next/headers', () => ({
  cookies: async () => ({
    get: (name: string) => (browser.cookies.has(name) ? { value: browser.cookies.get(name) } : undefined),
    set: (name: string, value: string, { maxAge }: { maxAge: number }) =>
      maxAge > 0 ? browser.cookies.set(name, value) : browser.cookies.delete(name),
  }),
  headers: async () => browser.headers,
}))

const origin = 'http://localhost:3000'

let database: TestDatabase
let ada: { id: string; role: 'OPERATOR' }
beforeAll(async () => {
  database = await testDatabase()
  ada = { ...(await newOperator()), role: 'OPERATOR' }
})
afterAll(() => database.close())
beforeEach(() => {
  browser.cookies.clear()
  browser.headers = new Headers({ origin })
})

async function post(fields: Record<string, string>): Promise<string | null> {
  const { POST } = await import('./route')
  const body = new URLSearchParams({ language: 'en', ...fields })
  const answer = await POST(new Request(`${origin}/go/claim`, { method: 'POST', headers: { origin }, body }))
  return answer.headers.get('location')
}

/** A code for a link that is under way on another device. */
async function codeInUse(): Promise<string> {
  const { makeShortCode } = await import('@/lib/server/short-code')
  const { token, linkId } = await newLink(ada)
  await newVisit(token)
  const made = await makeShortCode(ada, linkId)
  if (!made.ok) throw new Error(made.code)
  return made.code
}

test('a code that has still to be confirmed waits in a cookie and never stands in an address', async () => {
  const code = await codeInUse()
  expect(await post({ code })).toBe('/go?here=ask')
  expect(browser.cookies.get('kioo_code')).toBe(code)
  expect(await post({ supersede: 'yes' })).toBe('/e/visit')
  expect(browser.cookies.has('kioo_visit')).toBe(true)
  expect(browser.cookies.has('kioo_code'), 'a spent code is forgotten').toBe(false)
})

test('who confirms without having typed a code is asked for one', async () => {
  expect(await post({ supersede: 'yes' })).toBe('/go?problem=wrong')
})
