import { createServer } from 'node:http'
import { expect, it } from 'vitest'
import { limitConnections } from './connection-limits'

it('a server is limited from its first request on', async () => {
  limitConnections()
  const server = createServer((_, response) => void response.end())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('no port')
  await fetch(`http://127.0.0.1:${address.port}/`)
  expect(server).toMatchObject({ headersTimeout: 10_000, requestTimeout: 120_000, maxConnections: 2_000 })
  server.closeAllConnections()
  server.close()
})
