// npm run chaos: kills, cuts and delays everything under load, against a fresh build, and counts what was lost.
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { build, generate, install } from './prepare.mjs'
import { checkNode, give } from './say.mjs'

checkNode()
process.chdir(resolve(import.meta.dirname, '..'))
try {
  await install({ dev: true })
  await generate()
  await build()
} catch (error) {
  give(error instanceof Error ? error.message : String(error))
}
const args = ['--import', 'tsx', '--conditions=react-server', 'chaos/main.ts', ...process.argv.slice(2)]
process.exit(spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1)
