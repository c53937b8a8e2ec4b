import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { freePort } from '../scripts/free-port'
import { helperThreads } from '../scripts/helper-threads.mjs'
import { databaseUrl } from '../scripts/testing/names'
import type { Dice } from './dice'
import type { Server } from './postgres'
import { type Running, startProcess } from './process'
import { openProvider, type Past, type ProviderProcess } from './provider'
import { fair, openProxy, type Wire } from './proxy'
import { baseSettings } from './settings'

/** Files loaded before a process; a broken variant and a wrong clock are nothing else. */
type Preload = { preload?: readonly string[]; env?: Record<string, string> }

/** One trial's world: a database and a provider of its own, with proxies in every wire. */
export type Stage = {
  name: string
  dice: Dice
  server: Server
  pool: pg.Pool
  provider: ProviderProcess
  /** Between our processes and the database, the provider, and whoever calls the portal. */
  toDatabase: Wire
  toProvider: Wire
  front: Wire
  env: Record<string, string>
  startWeb(given?: Preload): Promise<Running & { port: number }>
  startWorker(given?: Preload): Promise<Running>
  /** The webs that the front leads to. */
  serve(webs: readonly { port: number }[]): void
  /** Kills every process of a run, and lets the wires be as they should. */
  clear(): Promise<void>
  close(): Promise<void>
}

const WORKER_STEPS = '8'

type World = { name: string; home: string; server: Server; dice: Dice; past: Past }

export async function openStage({ name, home, server, dice, past }: World): Promise<Stage> {
  const database = `chaos_${name.toLowerCase()}`
  const folder = join(home, name)
  mkdirSync(folder, { recursive: true })
  await server.create(database)
  const provider = await openProvider(folder, past)
  const toDatabase = await openProxy([server.port()], dice.roll)
  const toProvider = await openProxy([provider.port], dice.roll)
  const front = await openProxy([], dice.roll)
  const through = new URL(server.url(database))
  through.port = String(toDatabase.port)
  const env = {
    ...baseSettings,
    KIOO_HOME: folder,
    KIOO_URL: `http://127.0.0.1:${front.port}`,
    DATABASE_URL: through.href,
    SMILE_ID_SANDBOX_URL: `http://127.0.0.1:${toProvider.port}/v1`,
    KIOO_WORKER_STEPS: WORKER_STEPS,
    // As the starters have it. Only where there is a balancer does a portal wait for one.
    NEXT_MANUAL_SIG_HANDLE: '1',
    KIOO_DRAIN_S: '0',
  }
  const pool = openPool(() => databaseUrl(server.url(database), database))
  let serial = 0
  let started: Running[] = []
  const noted = <T extends Running>(one: T): T => {
    started.push(one)
    return one
  }
  const imports = ({ preload = [] }: Preload) => preload.flatMap((file) => ['--import', file])
  return {
    name,
    dice,
    server,
    pool,
    provider,
    toDatabase,
    toProvider,
    front,
    env,
    async startWeb(given = {}) {
      const port = await freePort()
      const answers = () => fetch(`http://127.0.0.1:${port}/api/health/live`).then(({ ok }) => ok)
      const args = ['node_modules/next/dist/bin/next', 'start', '-p', String(port), '-H', '127.0.0.1']
      const web = await startProcess({
        name: `web-${++serial}`,
        home: folder,
        args: [helperThreads, ...imports(given), ...args],
        env: { ...env, ...given.env },
        ready: answers,
      })
      return noted({ ...web, port })
    },
    async startWorker(given = {}) {
      const code = ['--import', 'tsx', ...imports(given), '--conditions=react-server', 'worker/main.ts']
      const worker = await startProcess({
        name: `worker-${++serial}`,
        home: folder,
        args: code,
        // The preloads of the tests refuse to be loaded in production.
        env: { ...env, ...(given.preload && { NODE_ENV: 'test' }), ...given.env },
        ready: /Worker ready/,
      })
      return noted(worker)
    },
    serve: (webs) => front.aim(webs.map(({ port }) => port)),
    async clear() {
      await Promise.all(started.map((one) => one.kill()))
      started = []
      for (const proxy of [toDatabase, toProvider, front]) Object.assign(proxy.weather, fair)
      await provider.misbehave([])
    },
    async close() {
      await pool.end()
      await Promise.all([provider.stop(), toDatabase.close(), toProvider.close(), front.close()])
    },
  }
}

/** The rig's own eyes: straight to the database, wherever it listens by now. */
function openPool(url: () => string): pg.Pool {
  const pool = new pg.Pool({ max: 8, connectionTimeoutMillis: 30_000, Client: clientTo(url) })
  pool.on('error', () => undefined)
  return pool
}

function clientTo(url: () => string) {
  return class extends pg.Client {
    constructor() {
      super(url())
    }
  }
}
