import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { freePort } from './free-port'
import { isPortTaken } from './port-taken.mjs'

const keptSchema = z.coerce.number().int().min(1).max(65_535)

/**
 * The sandbox's port: the same at every start while nobody else has it, so that its page's address stays good.
 * `portal`: the port that is about to be the portal's.
 */
export async function sandboxPort(home: string, portal: number): Promise<number> {
  const file = join(home, 'sandbox-port')
  const kept = keptSchema.safeParse(await readFile(file, 'utf8').catch(() => ''))
  if (kept.success && kept.data !== portal && !(await isPortTaken(kept.data))) return kept.data
  const port = await freePort()
  await mkdir(home, { recursive: true, mode: 0o700 })
  await writeFile(file, `${port}\n`)
  return port
}
