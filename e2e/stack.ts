import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'

/** Where the set-up leaves word of what it started; workers are processes of their own. */
export const stackFile = join(tmpdir(), `kioo-e2e-${process.env.KIOO_E2E_RUN ?? 'run'}.json`)

const schema = z.object({
  home: z.string(),
  url: z.string(),
  databaseUrl: z.string(),
  sandboxUrl: z.string(),
  /** Good for the one journey that sets Kioo up; the others make their operators themselves. */
  setupUrl: z.string(),
  settings: z.record(z.string(), z.string()),
})

export function runningStack() {
  return schema.parse(JSON.parse(readFileSync(stackFile, 'utf8')))
}
