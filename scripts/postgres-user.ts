import { spawnSync } from 'node:child_process'
import { z } from 'zod'

export type SystemUser = { uid: number; gid: number }

const NAME = 'kioo-postgres'

function idOf(flag: '-u' | '-g'): number | null {
  const { status, stdout } = spawnSync('id', [flag, NAME], { encoding: 'utf8' })
  return status === 0 ? z.coerce.number().parse(stdout.trim()) : null
}

function find(): SystemUser | null {
  const uid = idOf('-u')
  const gid = idOf('-g')
  return uid === null || gid === null ? null : { uid, gid }
}

/**
 * PostgreSQL refuses to run as root, so root lends it a system user of its own, made when missing.
 * Null for everybody else: the database then runs as whoever started it.
 */
export function postgresUser(): SystemUser | null {
  if (process.getuid?.() !== 0) return null
  const present = find()
  if (present) return present
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', NAME])
  const made = find()
  if (!made)
    throw new Error(
      `PostgreSQL does not run as root and the system user ${NAME} could not be made; start as an ordinary user, or set DATABASE_URL.`,
    )
  return made
}
