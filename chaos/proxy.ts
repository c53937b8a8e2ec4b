import { connect, createServer, type Socket } from 'node:net'

/** What lies between two of our processes. */
type Weather = {
  /** Milliseconds each piece is on its way, either way. */
  delayMs: number
  /** Connections are taken and nothing ever comes back: the other side has gone without a word. */
  isSilent: boolean
  /** Share of connections that are reset after their first piece. */
  resetRate: number
  /** A connection that is refused is tried with the next target; else whoever opened it learns of it. */
  isForgiving: boolean
}

export const fair: Weather = { delayMs: 0, isSilent: false, resetRate: 0, isForgiving: true }

export type Wire = {
  port: number
  weather: Weather
  /** Where connections lead: to each of these in turn. */
  aim(ports: readonly number[]): void
  /** Resets every connection there is. */
  cut(): void
  close(): Promise<void>
}

/** A TCP proxy that can be told to misbehave. Loopback only. `roll`: chance, in [0, 1). */
export async function openProxy(targets: readonly number[], roll: () => number): Promise<Wire> {
  const weather: Weather = { ...fair }
  const sockets = new Set<Socket>()
  let ports = targets
  let turn = 0

  const kept = (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    return socket
  }
  const pass = (from: Socket, to: Socket) => {
    from.on('data', (piece) => {
      if (weather.isSilent) return
      if (weather.delayMs === 0) return void to.write(piece)
      setTimeout(() => to.writable && to.write(piece), weather.delayMs)
    })
    from.on('end', () => void setTimeout(() => to.end(), weather.delayMs))
    from.on('error', () => to.destroy())
    from.on('close', () => void setTimeout(() => to.destroy(), weather.delayMs))
  }

  function reach(client: Socket, triesLeft: number): void {
    const port = ports[turn++ % ports.length]
    if (port === undefined || triesLeft === 0) return void client.resetAndDestroy()
    const upstream = connect(port, '127.0.0.1')
    const next = () => reach(client, weather.isForgiving ? triesLeft - 1 : 0)
    upstream.once('error', next)
    upstream.once('connect', () => {
      upstream.off('error', next)
      kept(upstream)
      pass(client, upstream)
      pass(upstream, client)
      client.resume()
    })
  }

  const server = createServer({ pauseOnConnect: true, noDelay: true }, (client) => {
    kept(client)
    client.on('error', () => client.destroy())
    const isDoomed = roll() < weather.resetRate
    if (isDoomed) client.once('data', () => client.resetAndDestroy())
    reach(client, ports.length * 2)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const cut = () => {
    for (const socket of sockets) socket.resetAndDestroy()
  }
  return {
    port: address.port,
    weather,
    aim(to) {
      ports = to
    },
    cut,
    close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      cut()
      return closed
    },
  }
}
