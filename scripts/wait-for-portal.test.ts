import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { portalAnswers } from './wait-for-portal'

test.each(['127.0.0.2', '0.0.0.0'])('a portal that listens at %s is found', async (host) => {
  const server = createServer((_, response) => response.end('{}'))
  await new Promise<void>((ready) => server.listen(0, host, ready))
  await expect(portalAnswers(portOf(server.address()), host, AbortSignal.timeout(10_000))).resolves.toBeUndefined()
  await new Promise((closed) => server.close(closed))
})

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
