// npm start, npm run dev: everything, from a bare checkout to one address to open.
import './settings-file.mjs'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { takeHome } from './home-lock.mjs'
import { isPortTaken, portOf, portTaken } from './port-taken.mjs'
import { build, generate, home, install } from './prepare.mjs'
import { checkNode, give } from './say.mjs'

checkNode()
process.chdir(resolve(import.meta.dirname, '..'))

const dev = process.argv.includes('--dev')
const port = portOf(process.env.PORT)
const url = (process.env.KIOO_URL ?? `http://localhost:${port}`).replace(/\/+$/, '')

const other = takeHome(home, { url })
if (other) give(`Kioo is already running at ${other.url} (process ${other.pid}).`)

// What would stop the start in the end, asked before minutes are spent on it. A start that was killed may have left its
// portal; that is ended first (scripts/leftovers.ts), and the port asked for then.
if (!existsSync(join(home, 'processes.json')) && (await isPortTaken(port))) give(portTaken(port, 'npm start'))

try {
  await install()
  checkAdminPassword()
  await generate()
  if (!dev) await build()
  // Only now is there something that understands TypeScript.
  const { register } = await import('tsx/esm/api')
  register()
  const { start } = await import('./start.ts')
  await start({ home, port, url, dev })
} catch (error) {
  give(error instanceof Error ? error.message : String(error))
}

/** The password of a first administrator, where there can be none yet: this home has no database. */
function checkAdminPassword() {
  const { KIOO_ADMIN_EMAIL, KIOO_ADMIN_PASSWORD, DATABASE_URL } = process.env
  if ((!KIOO_ADMIN_EMAIL && !KIOO_ADMIN_PASSWORD) || DATABASE_URL || existsSync(join(home, 'postgres'))) return
  const server = ['--import', 'tsx', '--conditions=react-server']
  const { stdout } = spawnSync(process.execPath, [...server, 'scripts/admin-password.ts'], { encoding: 'utf8' })
  if (stdout.trim()) give(stdout.trim())
}
