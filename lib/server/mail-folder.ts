import 'server-only'
import { existsSync } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { EXPIRY_MINUTES_MAX } from '@/lib/domain/link-form'
import { env } from './env'

/** Where mails lie that no mail server takes: in the home of the portal that wrote them. */
export const mailFolder = () => join(env().KIOO_HOME, 'mail')

/**
 * Removes written mails older than any link is good for: they hold names, addresses and tokens. Only of this home, which
 * portal and worker share under npm start. Returns how many.
 */
export async function wipeWrittenMails(): Promise<number> {
  const folder = mailFolder()
  if (!existsSync(folder)) return 0
  const names = await readdir(folder)
  const oldest = Date.now() - EXPIRY_MINUTES_MAX * 60_000
  let wiped = 0
  for (const name of names.filter((name) => name.endsWith('.eml'))) {
    const path = join(folder, name)
    if ((await stat(path)).mtimeMs >= oldest) continue
    await rm(path, { force: true })
    wiped += 1
  }
  return wiped
}
