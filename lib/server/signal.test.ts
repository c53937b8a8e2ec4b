import { createServer, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { testSettings } from '@/scripts/testing/settings'
import { log } from './log'
import { listenFor } from './signal'

/** A network that takes connections and never says a word. */
const sockets: Socket[] = []
const silent = createServer((socket) => sockets.push(socket))

beforeAll(async () => {
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const address = silent.address()
  const port = typeof address === 'object' ? address?.port : null
  Object.assign(process.env, testSettings, { DATABASE_URL: `postgres://kioo:none@127.0.0.1:${port}/kioo` })
})
afterAll(() => {
  for (const socket of sockets) socket.destroy()
  silent.close()
})

test('a database that takes the connection and says nothing is tried again, and the log is told of it once', async () => {
  const told = vi.spyOn(log, 'warn').mockImplementation(() => {})
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const stop = listenFor('job', () => {})
  try {
    for (let turn = 0; turn < 500 && sockets.length < 4; turn++) {
      await vi.advanceTimersByTimeAsync(100)
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(sockets.length).toBeGreaterThan(3)
    expect(told).toHaveBeenCalledExactlyOnceWith('what moves is not heard, so pages are late', { error: 'Error' })
  } finally {
    stop()
    vi.useRealTimers()
  }
})
