// npm run bench: every measurement, one after the other, against a fresh build.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
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

// One name after the command runs that one alone: npm run bench -- callback
const [only] = process.argv.slice(2)
const benches = (existsSync('bench') ? readdirSync('bench') : [])
  .filter((file) => file.endsWith('.bench.ts') && (!only || file.includes(only)))
  .sort()
if (benches.length === 0) give('There is no such measurement in bench/.')
const failed = benches.filter((file) => {
  console.log(`\n${file}`)
  const args = ['--import', 'tsx', '--conditions=react-server', join('bench', file)]
  return spawnSync(process.execPath, args, { stdio: 'inherit' }).status !== 0
})
if (failed.length > 0) give(`Did not finish: ${failed.join(', ')}`)
