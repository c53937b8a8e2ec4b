import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { home } from './prepare.mjs'
import { runQuietly } from './run-quietly.mjs'
import { step } from './say.mjs'

const places = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** Asked, not only looked for: on Ubuntu /usr/bin/chromium-browser may be a note that says "use snap". */
function works(program) {
  return existsSync(program) && spawnSync(program, ['--version'], { timeout: 30_000 }).status === 0
}

/** A Chromium that runs here; null when there is none. */
export async function findChromium() {
  const { chromium } = await import('@playwright/test')
  return [...places, chromium.executablePath()].find((program) => program && works(program)) ?? null
}

/** Finds a Chromium, or brings one. */
export async function ensureChromium() {
  const present = await findChromium()
  if (present) return present
  const log = join(home, 'logs', 'chromium.log')
  const tries = []
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get'))
    tries.push(['/bin/sh', ['-c', 'apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y chromium']])
  tries.push([process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium']])
  for (const [command, args] of tries) {
    // The next way, or the line below, says what can be done about it.
    await step('Installing Chromium', () => runQuietly(command, args, { log }).catch(() => undefined))
    const found = await findChromium()
    if (found) return found
  }
  throw new Error(`No Chromium could be installed (${log} says why); install one and set CHROMIUM to its path.`)
}
