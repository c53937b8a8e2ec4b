// npm start, npm run dev: everything, from a bare checkout to one address to open.
import './settings-file.mjs'
import { resolve } from 'node:path'
import { takeHome } from './home-lock.mjs'
import { build, generate, home, install } from './prepare.mjs'
import { checkNode, give } from './say.mjs'

checkNode()
process.chdir(resolve(import.meta.dirname, '..'))

const dev = process.argv.includes('--dev')
const port = Number(process.env.PORT ?? 3000)
if (!Number.isInteger(port) || port < 1 || port > 65_535)
  give(`PORT is ${process.env.PORT}; it must be a number from 1 to 65535.`)
const url = (process.env.KIOO_URL ?? `http://localhost:${port}`).replace(/\/+$/, '')

const other = takeHome(home, { url })
if (other) give(`Kioo is already running at ${other.url} (process ${other.pid}).`)

try {
  await install()
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
