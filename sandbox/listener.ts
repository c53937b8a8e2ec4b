import http from 'node:http'
import https from 'node:https'
import net from 'node:net'

/** The first byte of every TLS connection: a handshake record. No HTTP method starts with it. */
const tlsHandshake = 0x16
/** A connection that says nothing for this long is closed. */
const silentMs = 60_000

type Listener = { port: number; close(): Promise<void> }

/**
 * One port that speaks HTTP and HTTPS, told apart by the first byte. The official SDK puts https:// before whatever
 * address it is given, so a plain port alone would be out of its reach.
 */
export function listen(
  at: { host: string; port: number },
  tls: { key: string; cert: string },
  handler: http.RequestListener,
): Promise<Listener> {
  const plain = http.createServer(handler)
  const secure = https.createServer(tls, handler)
  const sockets = new Set<net.Socket>()
  const door = net.createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    // A peer that resets is its own business; without a listener it would end the process.
    socket.on('error', () => socket.destroy())
    socket.setTimeout(silentMs, () => socket.destroy())
    socket.once('data', (first) => {
      socket.pause()
      socket.setTimeout(0)
      socket.unshift(first)
      const server = first[0] === tlsHandshake ? secure : plain
      server.emit('connection', socket)
      process.nextTick(() => socket.resume())
    })
  })
  return new Promise((resolve, reject) => {
    door.once('error', reject)
    door.listen(at.port, at.host, () => {
      const address = door.address()
      const port = typeof address === 'object' && address ? address.port : at.port
      resolve({ port, close: () => close(door, sockets) })
    })
  })
}

function close(door: net.Server, sockets: Set<net.Socket>): Promise<void> {
  return new Promise((resolve) => {
    door.close(() => resolve())
    for (const socket of sockets) socket.destroy()
  })
}
