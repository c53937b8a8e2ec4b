import { execFile, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, lstatSync } from 'node:fs'
import { chown, mkdir, readFile, readlink, realpath, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { SHARED_FOLDER } from './postgres-files'
import type { SystemUser } from './postgres-user'
import { commandOf } from './process-table'

const run = promisify(execFile)
const LEFTOVER_MS = 20_000

/**
 * Where the data lies: `<home>/postgres`. When PostgreSQL's own user cannot walk to `home` (a checkout
 * in /root, or in a fresh `mktemp -d`), that is a link to a folder under /var/lib/kioo. Its name is random:
 * only the link leads to it, so a folder made anew in the same place never meets old data.
 */
export async function dataFolder(home: string, user: SystemUser | null): Promise<string> {
  const at = join(home, 'postgres')
  const present = lstatSync(at, { throwIfNoEntry: false })
  if (present?.isSymbolicLink()) {
    if (existsSync(at)) return join(await realpath(at), 'data')
    await rm(at)
  }
  if (reaches(home, user)) return at
  const shared = join(SHARED_FOLDER, randomBytes(8).toString('hex'))
  await mkdir(shared, { recursive: true, mode: 0o755 })
  if (user) await chown(shared, user.uid, user.gid)
  if (present) await rename(at, join(shared, 'data'))
  await symlink(shared, at)
  return join(shared, 'data')
}

/** Tried by walking there: modes alone do not tell. */
function reaches(folder: string, user: SystemUser | null): boolean {
  if (!user) return true
  return spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { cwd: '/', stdio: 'ignore', ...user }).status === 0
}

type NewCluster = { programs: string; data: string; user: SystemUser | null; password: string; durable: boolean }

/** Makes the cluster beside its place and moves it there when it is whole: an interrupted one is never used. */
export async function createCluster({ programs, data, user, password, durable }: NewCluster): Promise<void> {
  if (existsSync(join(data, 'PG_VERSION'))) return ownedBy(data, user)
  const half = `${data}.half`
  await rm(half, { recursive: true, force: true })
  await rm(data, { recursive: true, force: true })
  await mkdir(half, { recursive: true, mode: 0o700 })
  await writeFile(join(half, 'password'), password, { mode: 0o600 })
  await mkdir(join(half, 'data'), { mode: 0o700 })
  if (user) for (const path of [half, join(half, 'data'), join(half, 'password')]) await chown(path, user.uid, user.gid)
  const flags = ['--username=kioo', '--auth=scram-sha-256', '--encoding=UTF8', '--no-locale', '--data-checksums']
  // PostgreSQL's own collation: the same order of text on every machine, whatever locales it has.
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  try {
    await run(
      join(programs, 'initdb'),
      [
        ...flags,
        ...locale,
        ...(durable ? [] : ['--no-sync']),
        `--pwfile=${join(half, 'password')}`,
        '-D',
        join(half, 'data'),
      ],
      { cwd: '/', ...user },
    )
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim().split('\n').at(-1) : ''
    throw new Error(`The embedded PostgreSQL could not be set up: ${said || 'initdb failed'}`)
  }
  await rename(join(half, 'data'), data)
  await rm(half, { recursive: true })
}

async function ownedBy(data: string, user: SystemUser | null): Promise<void> {
  const { uid } = await stat(data)
  if (uid !== (user?.uid ?? process.getuid?.() ?? uid))
    throw new Error(`${data} belongs to another user (${uid}); start Kioo as the user who started it first.`)
}

/** A server whose starter was killed is shut down; a pid file that names a stranger is taken away. */
export async function stopLeftover(data: string): Promise<void> {
  const file = join(data, 'postmaster.pid')
  const pid = await readFile(file, 'utf8').then(
    (text) => Number.parseInt(text, 10),
    () => 0,
  )
  if (!pid) return
  const until = Date.now() + LEFTOVER_MS
  for (let asked = false; isServerOf(pid, data); asked = true) {
    if (!asked) process.kill(pid, 'SIGINT')
    if (Date.now() > until) process.kill(pid, 'SIGQUIT')
    await new Promise((wake) => setTimeout(wake, 50))
  }
  await rm(file, { force: true })
}

function isServerOf(pid: number, data: string): boolean {
  const command = commandOf(pid)
  return command?.includes(data) === true && command.includes('postgres')
}

/** Deletes a home that is no longer wanted, with what its link leads to. */
export async function removeHome(home: string): Promise<void> {
  const target = await readlink(join(home, 'postgres')).catch(() => null)
  if (target && dirname(target) === SHARED_FOLDER) await rm(target, { recursive: true, force: true })
  await rm(home, { recursive: true, force: true })
}
