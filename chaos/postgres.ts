import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { migrate } from '../prisma/migrate'
import { type RunningPostgres, startPostgres } from '../scripts/postgres'
import { databaseUrl, TEMPLATE } from '../scripts/testing/names'
import { until } from './wait'

const CONNECTIONS = 400
const UP_MS = 60_000

/** The rig's own PostgreSQL, durable as in production, which it may kill. */
export type Server = {
  port(): number
  url(database: string): string
  /** A database of one trial's own. */
  create(database: string, template?: string): Promise<void>
  /** `kill -9` of the postmaster and every child of it. */
  kill(): Promise<void>
  start(): Promise<void>
  /** A whole copy of the data, and the way back to it. Both leave the server running. */
  backUp(): Promise<void>
  restore(): Promise<void>
  stop(): Promise<void>
}

export async function openServer(home: string): Promise<Server> {
  let running: RunningPostgres = await startPostgres({ home })
  const admin = async (sql: string) => {
    const client = new pg.Client(running.url)
    await client.connect()
    await client.query(sql).finally(() => client.end())
  }
  // Several trials run side by side, each with webs and workers of its own.
  await admin(`alter system set max_connections = ${CONNECTIONS}`)
  await running.stop()
  running = await startPostgres({ home })
  await admin(`create database ${TEMPLATE}`)
  await migrate(databaseUrl(running.url, TEMPLATE))
  const start = async () => {
    running = await startPostgres({ home })
    const answers = async () => {
      await admin('select 1')
      return true
    }
    if ((await until(answers, UP_MS)) === null) throw new Error('PostgreSQL did not come back')
  }
  const copyWhileDown = async (from: string, to: string) => {
    await running.stop()
    execFileSync('rm', ['-rf', to])
    execFileSync('cp', ['-a', from, to])
    await start()
  }
  const data = dataOf(home)
  return {
    port: () => running.port,
    url: (database) => databaseUrl(running.url, database),
    create: (database, template = TEMPLATE) => admin(`create database ${database} template ${template}`),
    async kill() {
      const pid = Number.parseInt(readFileSync(join(data, 'postmaster.pid'), 'utf8'), 10)
      for (const one of [pid, ...childrenOf(pid)]) killQuietly(one)
      await running.exited
    },
    start,
    backUp: () => copyWhileDown(data, `${data}.backup`),
    restore: () => copyWhileDown(`${data}.backup`, data),
    stop: () => running.stop(),
  }
}

function dataOf(home: string): string {
  const folder = realpathSync(join(home, 'postgres'))
  return existsSync(join(folder, 'PG_VERSION')) ? folder : join(folder, 'data')
}

function childrenOf(parent: number): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n')
  return lines.flatMap((line) => {
    const [pid = 0, ppid = 0] = line.trim().split(/\s+/).map(Number)
    return ppid === parent ? pid : []
  })
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended in the meantime.
  }
}
