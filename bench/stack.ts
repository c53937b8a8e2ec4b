import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { db } from '@/lib/server/db'
import { pool } from '@/lib/server/pool'
import { freePort } from '../scripts/free-port'
import { removeHome } from '../scripts/postgres-data'
import { type Stack, startStack } from '../scripts/stack'

type BenchStack = Stack & { home: string; url: string }

/**
 * Runs one measurement against the whole of Kioo as `npm start` starts it: production build, durable
 * PostgreSQL, worker and sandbox, in a home of its own that is gone afterwards. The sandbox thinks for no time, and
 * looks at no face, and neither does the portal's gate, which has a measurement of its own: these pictures show
 * nobody. `more`: settings of this measurement.
 */
export async function withStack(
  measure: (stack: BenchStack) => Promise<void>,
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'kioo-bench-'))
  const port = await freePort()
  const url = `http://localhost:${port}`
  // What this shell has set for a portal of its own must not be measured by accident.
  for (const name of Object.keys(process.env))
    if (/^(KIOO_|SMILE_ID_|DATABASE_URL$)/.test(name)) delete process.env[name]
  const blind = { KIOO_SANDBOX_PROCESSING_MS: '0', KIOO_SANDBOX_SIGHT: 'off', KIOO_FACE_GATE: 'off' }
  const given = { ...process.env, NODE_ENV: 'production', ...blind, ...more } as const
  let stop = async () => {}
  const end = async () => {
    await stop()
    await removeHome(home)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void end().then(() => process.exit(1)))
  try {
    const stack = await startStack({ home, port, url, dev: false, given, tell: (line) => console.error(`  ${line}`) })
    // The server's own code, used below for seeding, reads these at its first use.
    Object.assign(process.env, stack.settings)
    stop = async () => {
      await Promise.allSettled([db().$disconnect(), pool().end()])
      await stack.stop()
    }
    await measure({ ...stack, home, url })
  } finally {
    await end()
  }
}
