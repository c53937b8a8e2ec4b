import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../scripts/free-port'
import { removeHome } from '../scripts/postgres-data'
import { build, generate } from '../scripts/prepare.mjs'
import { startStack } from '../scripts/stack'
import { stackFile } from './stack'

/**
 * The sandbox's delays: short enough to wait for; a review is ended by the journey that watches it. It is blind here: the journeys enroll
 * the same few drawn people under many user ids, which a service that sees faces reports.
 */
const sandbox = { KIOO_SANDBOX_PROCESSING_MS: '400', KIOO_SANDBOX_REVIEW_MS: '600000', KIOO_SANDBOX_SIGHT: 'off' }

/** The whole of Kioo, as `npm start` starts it, in a home of its own; once for all journeys. */
export default async function setup(): Promise<() => Promise<void>> {
  await generate()
  await build()
  const home = mkdtempSync(join(tmpdir(), 'kioo-e2e-'))
  const port = await freePort()
  const url = `http://localhost:${port}`
  const ours = Object.entries(process.env).filter(([name]) => !/^(KIOO_|SMILE_ID_|DATABASE_URL$)/.test(name))
  const given = { ...Object.fromEntries(ours), NODE_ENV: 'production', ...sandbox } as const
  try {
    const stack = await startStack({ home, port, url, dev: false, given, tell: (line) => console.error(line) })
    const { DATABASE_URL = '' } = stack.settings
    writeFileSync(
      stackFile,
      JSON.stringify({
        home,
        url,
        databaseUrl: DATABASE_URL,
        sandboxUrl: stack.sandboxUrl,
        setupUrl: stack.setupUrl,
        settings: stack.settings,
      }),
      { mode: 0o600 },
    )
    return async () => {
      await stack.stop()
      cpSync(join(home, 'logs'), 'test-results/logs', { recursive: true })
      rmSync(stackFile)
      await removeHome(home)
    }
  } catch (error) {
    await removeHome(home)
    throw error
  }
}
