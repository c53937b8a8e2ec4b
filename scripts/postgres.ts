import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, openSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { freePort } from './free-port'
import { guardOver } from './guard'
import { makeOnce } from './kept-file'
import { shortenLog } from './log-file'
import { createCluster, dataFolder, stopLeftover } from './postgres-data'
import { postgresPrograms } from './postgres-files'
import { postgresUser, type SystemUser } from './postgres-user'

/** `socketUrl`: the same database by a socket in the file system; null where there can be none. */
export type RunningPostgres = {
  url: string
  socketUrl: string | null
  port: number
  /** Resolves when it has ended, with a word on how. */
  exited: Promise<string>
  /** Once it has ended: the same one again, with its data and at its addresses. */
  again(): Promise<RunningPostgres>
  stop(): Promise<void>
}

type Options = {
  /** The folder of state; the data lies in `<home>/postgres`. */
  home: string
  /** False for tests: a power cut may then lose the data, and everything is quicker. */
  durable?: boolean
}

const READY_WITHIN_MS = 60_000
const STOPPED_WITHIN_MS = 20_000
const LOG_LOOKED_AT_MS = 60_000
/** An address of a socket has room for 104 bytes on macOS, 108 on Linux, the closing zero included. */
const SOCKET_BYTES_MAX = 103

/** A real PostgreSQL of the portal's own: this machine only, with a password only this folder knows. */
export async function startPostgres({ home: folder, durable = true }: Options): Promise<RunningPostgres> {
  const home = resolve(folder)
  await mkdir(join(home, 'logs'), { recursive: true, mode: 0o700 })
  const user = postgresUser()
  const programs = await postgresPrograms(user)
  const data = await dataFolder(home, user)
  await stopLeftover(data)
  const password = await keptPassword(home)
  await createCluster({ programs, data, user, password, durable })

  const port = await freePort()
  const sockets = socketFolder(data, port)
  const log = join(home, 'logs', 'postgres.log')
  const url = `postgresql://kioo:${password}@127.0.0.1:${port}/postgres`
  const socketUrl = sockets && `${url}?host=${encodeURIComponent(sockets)}`

  async function begin(): Promise<RunningPostgres> {
    const child = spawnServer({ programs, data, user, port, sockets, durable, log })
    guardOver(child, 'INT', user)
    const shortening = setInterval(() => shortenLog(log), LOG_LOOKED_AT_MS).unref()
    const exited = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(error.message))
      child.once('exit', (code, signal) => resolve(signal ?? String(code)))
    }).finally(() => clearInterval(shortening))
    await ready(child, data)
    return {
      url,
      socketUrl,
      port,
      exited,
      // A pid file that a killed one left stays where it is: by it PostgreSQL finds out whether a part of that lives on.
      again: begin,
      async stop() {
        // SIGINT is PostgreSQL's fast shutdown: connections are closed, nothing is lost.
        child.kill('SIGINT')
        const late = setTimeout(() => child.kill('SIGQUIT'), STOPPED_WITHIN_MS)
        await exited
        clearTimeout(late)
      },
    }
  }
  return begin()
}

async function keptPassword(home: string): Promise<string> {
  const file = join(home, 'postgres-password')
  if (!existsSync(file)) makeOnce(file, `${randomBytes(32).toString('hex')}\n`)
  return (await readFile(file, 'utf8')).trim()
}

/**
 * The data's own folder: nobody but its owner (and root) can walk there. Null: the system has no such sockets, or the
 * path does not fit.
 */
function socketFolder(data: string, port: number): string | null {
  const fits = Buffer.byteLength(join(data, `.s.PGSQL.${port}`)) <= SOCKET_BYTES_MAX
  return process.platform !== 'win32' && fits && !data.includes('"') ? data : null
}

type Server = {
  programs: string
  data: string
  user: SystemUser | null
  port: number
  sockets: string | null
  durable: boolean
  log: string
}

function spawnServer({ programs, data, user, port, sockets, durable, log }: Server): ChildProcess {
  const settings = [
    'listen_addresses=127.0.0.1',
    // Quoted: a comma would part two folders.
    `unix_socket_directories=${sockets ? `"${sockets}"` : ''}`,
    `port=${port}`,
    'password_encryption=scram-sha-256',
    // Without it an error is logged with the values of the row it is about: user ids, addresses, names.
    'log_error_verbosity=terse',
    ...(durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']),
  ]
  const output = openSync(log, 'a', 0o600)
  try {
    return spawn(join(programs, 'postgres'), ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], {
      cwd: '/',
      // A group of its own: Ctrl-C in the terminal must not take the database away before its clients.
      detached: true,
      stdio: ['ignore', output, output],
      ...user,
    })
  } finally {
    closeSync(output)
  }
}

/** The server writes its own state to the last line of postmaster.pid, as pg_ctl reads it. */
async function ready(child: ChildProcess, data: string): Promise<void> {
  const until = Date.now() + READY_WITHIN_MS
  while (Date.now() < until) {
    if (!child.pid || child.exitCode !== null || child.signalCode !== null) break
    const lines = await readFile(join(data, 'postmaster.pid'), 'utf8').then(
      (text) => text.split('\n'),
      () => [],
    )
    if (lines[0] === String(child.pid) && lines[7]?.trim() === 'ready') return
    await new Promise((wake) => setTimeout(wake, 20))
  }
  child.kill('SIGQUIT')
  throw new Error('The embedded PostgreSQL did not start; logs/postgres.log beside its data says why.')
}
