import 'server-only'
import { subscribe } from 'node:diagnostics_channel'
import { Server, ServerResponse } from 'node:http'
import { Server as NetServer, Socket } from 'node:net'
import type { DirectRoute } from './direct-route'
import { env } from './env'
import { openFrontDoor } from './front-door'
import { oncePerProcess } from './once-per-process'
import { isStopping } from './stopping'

/** A browser sends its headers at once; whoever takes longer only holds a connection. Node checks every 30 s. */
const HEADERS_MS = 10_000
/** A whole request: a frame of 300 kB at 25 kbit/s. Node's own limit is 5 minutes. */
const REQUEST_MS = 120_000
/**
 * An idle connection. A proxy must give it up before we do: what it sends at the moment we close gets no answer, and a
 * POST it does not send again by itself. nginx and AWS keep theirs for a minute, Traefik for one and a half, Caddy for
 * two; Node's own limit is 5 seconds.
 */
const IDLE_MS = 130_000
/** Of one process: every open dashboard holds one for its events. */
const CONNECTIONS_MAX = 2_000

/** Milliseconds that a request's head, which comes at once, may still take once the servers close. */
const HEAD_PATIENCE_MS = 2_000
/** Milliseconds between two looks for connections on which no request is under way. */
const IDLE_LOOK_MS = 100

/**
 * Limits how much of the server one client can hold. Next does not hand out its HTTP server, so it is taken from the
 * first request that comes: the starter's or the load balancer's, asking whether the portal lives. `direct`: what its
 * front door answers without Next.
 */
export function limitConnections(direct: readonly DirectRoute[] = []): void {
  servers(direct)
}

/** How many requests are under way on a connection. */
const underWay = oncePerProcess('requests under way', () => new WeakMap<Socket, number>())

const servers = (direct: readonly DirectRoute[] = []) => oncePerProcess('servers', () => watchServers(direct))

/** Each server with its connections: those made since its first request, and those on which something was asked. */
function watchServers(direct: readonly DirectRoute[]): Map<Server, Set<Socket>> {
  const watched = new Map<Server, Set<Socket>>()
  subscribe('http.server.request.start', (message) => {
    if (!message || typeof message !== 'object') return
    const response = 'response' in message ? message.response : null
    const server = 'server' in message ? message.server : null
    const socket = 'socket' in message ? message.socket : null
    if (!(response instanceof ServerResponse) || !(server instanceof Server) || !(socket instanceof Socket)) return
    // While we stop, connections are closed after each answer: one that a balancer or an open page kept would break in
    // the middle of its next request.
    if (isStopping()) response.shouldKeepAlive = false
    count(socket, 1)
    response.once('close', () => count(socket, -1))
    const sockets = watched.get(server) ?? new Set()
    if (!watched.has(server)) {
      watched.set(server, sockets)
      server.on('connection', (made) => keepWhileOpen(sockets, made))
      limit(server, direct)
    }
    keepWhileOpen(sockets, socket)
  })
  return watched
}

function count(socket: Socket, more: 1 | -1): void {
  underWay.set(socket, (underWay.get(socket) ?? 0) + more)
}

function keepWhileOpen(sockets: Set<Socket>, socket: Socket): void {
  if (sockets.has(socket)) return
  sockets.add(socket)
  socket.once('close', () => sockets.delete(socket))
}

function limit(server: Server, direct: readonly DirectRoute[]): void {
  server.headersTimeout = HEADERS_MS
  server.requestTimeout = REQUEST_MS
  server.keepAliveTimeout = IDLE_MS
  server.maxConnections = CONNECTIONS_MAX
  // Whoever asks for another protocol (Upgrade) is closed by Next without an answer, or left open, where none of these
  // limits counts any more. Where nothing listens Node answers as if that had not been asked. Developing needs it.
  if (env().NODE_ENV !== 'development') server.removeAllListeners('upgrade')
  openFrontDoor(server, direct)
}

/** Takes no new connection; resolves when every request under way is answered. */
export async function closeServers(): Promise<void> {
  await Promise.all([...servers()].map(([server, sockets]) => closed(server, sockets)))
}

function closed(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    // Node takes a connection for idle once its answer has ended, though much of it may still be on its way to a slow
    // reader: closed then, the answer would be cut off.
    const endIdle = () => {
      const isSending = [...sockets].some(({ writableLength }) => writableLength > 0)
      if (!isSending) server.closeIdleConnections()
    }
    const since = performance.now()
    // One that a browser opened in advance and has said nothing on is no idle one to Node, which waits for its request, and
    // so does one on which a request has begun and goes no further.
    const endSilent = () => {
      const isLate = performance.now() - since > HEAD_PATIENCE_MS
      for (const socket of sockets)
        if (socket.bytesRead === 0 || (isLate && socket.writableLength === 0 && !underWay.get(socket))) socket.destroy()
    }
    const looking = setInterval(() => {
      endIdle()
      // Where this process stood still, a request may lie there already: a turn reads it after the timers.
      setImmediate(endSilent)
    }, IDLE_LOOK_MS)
    // As any server closes: one for HTTP would begin with what Node takes for idle.
    NetServer.prototype.close.call(server, () => {
      clearInterval(looking)
      resolve()
    })
    endIdle()
  })
}
