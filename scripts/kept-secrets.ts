import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { makeOnce } from './kept-file'

const schema = z.object({
  KIOO_SECRET: z.string(),
  KIOO_FRAME_KEYS: z.string(),
  /** The account the local sandbox knows; Smile ID never sees it. */
  SANDBOX_PARTNER_ID: z.string(),
  SANDBOX_API_KEY: z.string(),
})
type KeptSecrets = z.infer<typeof schema>

/**
 * The secrets of this installation, made once. A file that cannot be read is never replaced: with new keys
 * every picture kept so far would be lost.
 */
export function keptSecrets(home: string): KeptSecrets {
  const file = join(home, 'secrets.json')
  mkdirSync(home, { recursive: true, mode: 0o700 })
  if (!existsSync(file)) make(file)
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    throw new Error(`${file} cannot be read; put it back from a backup. Without it the kept pictures cannot be opened.`)
  }
}

function make(file: string): void {
  const secrets: KeptSecrets = {
    KIOO_SECRET: randomBytes(32).toString('base64'),
    KIOO_FRAME_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    SANDBOX_PARTNER_ID: '001',
    SANDBOX_API_KEY: randomUUID(),
  }
  makeOnce(file, `${JSON.stringify(secrets, null, 2)}\n`)
}
