import { Agent, request } from 'node:http'
import { inLanes } from '@/scripts/testing/lanes'

/** One request, ready to be sent: nothing of it is made while the clock runs. */
export type Shot = { method: 'GET' | 'POST' | 'PUT'; path: string; headers?: Record<string, string>; body?: Uint8Array }

type Target = {
  fire(shots: readonly Shot[], expected: number): Promise<number>
  pace(shots: readonly Shot[], everyMs: number, expected: number): Promise<number[]>
  close(): void
}

/** Sends shots to one origin over `connections` kept-alive connections. */
export function aim(origin: string, connections: number): Target {
  const { port } = new URL(origin)
  const agent = new Agent({ keepAlive: true, maxSockets: connections, scheduling: 'fifo' })

  function send({ method, path, headers, body }: Shot): Promise<number> {
    return new Promise((resolve, reject) => {
      const length = body ? { 'content-length': body.byteLength } : {}
      const sent = request(
        { agent, host: '127.0.0.1', port, method, path, headers: { ...headers, ...length } },
        (got) => {
          got.resume()
          got.once('end', () => resolve(got.statusCode ?? 0))
          got.once('error', reject)
        },
      )
      sent.once('error', reject)
      sent.end(body)
    })
  }

  return {
    /** Sends all of them, as many at once as there are connections. Returns how many a second; throws at a wrong status. */
    async fire(shots, expected) {
      const began = performance.now()
      await inLanes(connections, shots, async (shot) => {
        const status = await send(shot)
        if (status !== expected) throw new Error(`${shot.method} was answered ${status}, not ${expected}`)
      })
      return (shots.length * 1000) / (performance.now() - began)
    },
    /**
     * Sends one every so many milliseconds, whether or not those before were answered. Returns how many milliseconds
     * each took from the moment it was due, so that a server which holds everybody up pays for all who wait.
     */
    async pace(shots, everyMs, expected) {
      const began = performance.now()
      return Promise.all(
        shots.map(async (shot, at) => {
          const due = began + at * everyMs
          await new Promise((wake) => setTimeout(wake, due - performance.now()))
          const status = await send(shot)
          if (status !== expected) throw new Error(`${shot.method} was answered ${status}, not ${expected}`)
          return performance.now() - due
        }),
      )
    },
    close: () => agent.destroy(),
  }
}
