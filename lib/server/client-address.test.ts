import { createServer, get } from 'node:http'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { testSettings } from '@/scripts/testing/settings'

afterEach(() => vi.resetModules())

/** A fresh copy of the module behind so many trusted proxies. */
async function behind(proxies: number) {
  Object.assign(process.env, testSettings, {
    DATABASE_URL: 'postgres://localhost/none',
    KIOO_TRUSTED_PROXIES: String(proxies),
  })
  return import('./client-address')
}

const forwarded = (value: string) => new Headers({ 'x-forwarded-for': value })

describe('the address a request comes from', () => {
  test('is never taken from a header while no proxy is trusted', async () => {
    const { clientAddress } = await behind(0)
    expect(clientAddress(forwarded('203.0.113.9'))).toBe(clientAddress(forwarded('203.0.113.10')))
  })

  test('is what the trusted proxies wrote, not what the client put before it', async () => {
    expect((await behind(1)).clientAddress(forwarded('1.2.3.4, 203.0.113.9'))).toBe('203.0.113.9')
    vi.resetModules()
    expect((await behind(2)).clientAddress(forwarded('1.2.3.4, 203.0.113.9, 10.0.0.1'))).toBe('203.0.113.9')
  })

  test.each([
    ['2001:db8:1:2:aaaa::1', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2:bbbb:cccc:dddd:eeee', '2001:db8:1:2::/64'],
    ['2001:db8::5', '2001:db8:0:0::/64'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['203.0.113.9:50001', '203.0.113.9'],
    ['[2001:db8::5]:443', '2001:db8:0:0::/64'],
    ['[2001:db8::5]', '2001:db8:0:0::/64'],
  ])('%s counts as %s', async (address, counted) => {
    expect((await behind(1)).clientAddress(forwarded(address))).toBe(counted)
  })

  test('is the socket’s, under a header nobody can guess', async () => {
    const { clientAddress, learnSocketAddresses } = await behind(0)
    learnSocketAddresses()
    const seen = new Promise<string>((resolve) => {
      const server = createServer((request, response) => {
        const headers = new Headers()
        for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value))
        resolve(clientAddress(headers))
        response.end()
        server.close()
      })
      server.listen(0, '127.0.0.1', () => {
        const address = server.address()
        const port = typeof address === 'object' ? address?.port : undefined
        get({ host: '127.0.0.1', port, headers: { 'x-forwarded-for': '203.0.113.9', 'x-kioo-address': '203.0.113.9' } })
      })
    })
    expect(await seen).toBe('127.0.0.1')
  })
})
