import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { APIRequestContext } from '@playwright/test'
import { expect, test } from './fixtures'

const MARK = 'Planted-mark-of-a-journey'

/** The id of the sign-in form's action, as the page tells it to a browser whose script has not loaded. */
async function signInAction(request: APIRequestContext): Promise<string> {
  const page = await (await request.get('/sign-in')).text()
  const [, id = ''] = /\{&quot;id&quot;:&quot;([0-9a-f]{42})&quot;/.exec(page) ?? []
  return id
}

test('nothing that a request says reaches the log, only what kind of error it was', async ({
  request,
  stack,
  backstage,
}) => {
  // Before there is anybody, the page has no form.
  await backstage.operator('OPERATOR')
  const log = () => readFileSync(join(stack.home, 'logs', 'portal.log'), 'utf8')
  const action = await signInAction(request)
  expect(action).not.toBe('')
  const post = async (data: string, headers: Record<string, string>) => {
    const { origin } = new URL(stack.url)
    const answer = await request.post('/sign-in', {
      data,
      headers: { origin, 'content-type': 'text/plain', ...headers },
    })
    return answer.status()
  }
  const before = log().length
  const form = `multipart/form-data; boundary=${MARK}`
  await post(`["${MARK}",]`, { 'next-action': action })
  await post(`["$Q${MARK}"]`, { 'next-action': action })
  await post(`["${MARK}"]`, { 'next-action': MARK })
  await post(`--${MARK}\r\ncontent-disposition: form-data; name="${MARK}"\r\n\r\n${MARK}`, { 'content-type': form })
  await post(`["${MARK}"]`, { 'next-action': action, 'x-forwarded-host': `${MARK}.example` })
  expect(await post(`["${MARK}"]`, { 'next-action': action, origin: `https://${MARK}.example` })).toBe(403)
  expect(await post(MARK, { 'content-type': 'multipart/form-data' })).toBe(400)
  const said = () => log().slice(before)
  await expect.poll(said).toContain('"error":"SyntaxError"')
  // Written in the order in which it was asked: with the second warning of an unknown action, all before it are there.
  await post('[last]', { 'next-action': 'last' })
  await expect.poll(() => said().match(/"level":40.*"msg":"next"/g)?.length).toBe(2)
  expect(said().toLowerCase()).not.toContain(MARK.toLowerCase())
  for (const line of said().trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow()
})

test('what no browser asks for is refused in a few words, with the portal’s own headers', async ({
  request,
  stack,
}) => {
  const trace = await request.fetch('/sign-in', { method: 'TRACE' })
  expect([trace.status(), trace.headers().allow]).toEqual([405, 'GET, HEAD, POST'])
  const nothing = await request.get('/api/nope')
  expect([nothing.status(), await nothing.json()]).toEqual([
    404,
    { code: 'not_found', message: 'There is nothing here.' },
  ])
  const noFile = await request.get('/face/nope')
  expect([noFile.status(), await noFile.text()]).toEqual([404, expect.stringContaining('Nothing here')])
  const slashes = await request.get(`${stack.url}//sign-in`, { maxRedirects: 0 })
  expect(slashes.status()).toBe(308)
  const icons = [await request.get('/icon.svg'), await request.get('/favicon.ico'), await request.get('/icon.svgs')]
  for (const answer of [trace, nothing, noFile, slashes, ...icons]) {
    expect(answer.headers()['content-security-policy']).toContain("default-src 'none'")
    expect(answer.headers()['permissions-policy']).toContain('camera=()')
  }
})

test('a callback is answered before Next is asked, with the same policies', async ({ request }) => {
  const callback = await request.post('/api/callbacks/smile-id', { data: {} })
  const throughNext = await request.post('/api/callbacks/smile-id?through=next', { data: {} })
  expect([callback.status(), throughNext.status()]).toEqual([401, 401])
  // What Next writes into each of its answers, for its own router in the browser.
  expect(throughNext.headers().vary).toContain('next-router')
  expect(callback.headers().vary).toBeUndefined()
  expect(callback.headers()).toMatchObject({ 'content-length': '0', 'cache-control': 'no-store' })
  for (const name of ['content-security-policy', 'permissions-policy', 'x-content-type-options', 'referrer-policy'])
    expect(callback.headers()[name]).toBe(throughNext.headers()[name])
})
