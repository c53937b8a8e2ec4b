import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** `swallow`: connections stay open and nothing passes, as behind a router that has forgotten them. */
type Mode = 'pass' | 'swallow' | 'cut'

export type TcpProxy = { port: number; set(mode: Mode): void; close(): Promise<void> }

/** For tests: a network between us and a server that can be taken away. */
export async function tcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  let mode: Mode = 'pass'
  const sockets = new Set<Socket>()
  const server = createServer((inner) => {
    if (mode === 'cut') return void inner.destroy()
    const outer = connect(target)
    const pairs: [Socket, Socket][] = [
      [inner, outer],
      [outer, inner],
    ]
    for (const [from, to] of pairs) {
      sockets.add(from)
      from.on('data', (bytes) => mode === 'pass' && to.write(bytes))
      from.on('error', () => {})
      from.on('close', () => {
        sockets.delete(from)
        to.destroy()
      })
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('The proxy has no port')
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    port: address.port,
    set(next) {
      mode = next
      if (next === 'cut') cut()
    },
    async close() {
      cut()
      server.close()
    },
  }
}
