import 'server-only'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { EXPIRY_MINUTES_MAX } from '@/lib/domain/link-form'
import { db } from './db'
import { env } from './env'
import { errorName, log } from './log'
import { idsOf } from './rows'

/** Where mails lie that no mail server takes: in the home of the portal that wrote them. */
export const mailFolder = () => join(env().KIOO_HOME, 'mail')

/** The link a written mail is about, by which it is found again: an id, and neither a name nor an address. */
const LINK_IN_NAME = /\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.[0-9a-f]{8}\.eml$/

/** Writes one mail, for its owner only, under a name that says when, and which link it is about. */
export async function writeMail(bytes: Uint8Array, linkId: string): Promise<void> {
  const folder = mailFolder()
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const name = `${new Date().toISOString().replace(/[:.]/g, '-')}.${linkId}.${randomBytes(4).toString('hex')}.eml`
  await writeFile(join(folder, name), bytes, { mode: 0o600, flag: 'wx' })
}

/**
 * Removes written mails older than any link is good for: they hold names, addresses and tokens. Only of this home, which
 * portal and worker share under npm start. Returns how many.
 */
export async function wipeWrittenMails(): Promise<number> {
  const oldest = Date.now() - EXPIRY_MINUTES_MAX * 60_000
  let wiped = 0
  for (const name of await writtenMails()) {
    const path = join(mailFolder(), name)
    const mail = await stat(path).catch(nullWhenGone)
    if (!mail || mail.mtimeMs >= oldest) continue
    await rm(path, { force: true })
    wiped += 1
  }
  return wiped
}

/**
 * Removes the written mails of links whose person was erased. Asks the links and not whoever erases, so that one that
 * was cut short is made good by the next call, whoever makes it. Only of this home. Returns how many.
 */
export async function wipeMailsOfErased(): Promise<number> {
  const mails = (await writtenMails()).flatMap((name) => {
    const linkId = LINK_IN_NAME.exec(name)?.[1]
    return linkId ? [{ name, linkId }] : []
  })
  if (mails.length === 0) return 0
  const ids = [...new Set(mails.map(({ linkId }) => linkId))]
  const rows = await db().$queryRaw`
    SELECT id FROM "Link" WHERE id = ANY(${ids}::uuid[]) AND "erasedAt" IS NOT NULL`
  const erased = new Set(idsOf(rows))
  const gone = mails.filter(({ linkId }) => erased.has(linkId))
  for (const { name } of gone) await rm(join(mailFolder(), name), { force: true })
  return gone.length
}

/** The same for whoever is waiting: what fails is written down, and the worker makes it good with its next wipe. */
export async function tryToWipeMailsOfErased(): Promise<void> {
  await wipeMailsOfErased().catch((thrown: unknown) =>
    log.error('mails of somebody erased are still there', { error: errorName(thrown) }),
  )
}

/** Portal and worker wipe in the same folder: a file may go between two looks. */
function nullWhenGone(thrown: unknown): null {
  if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return null
  throw thrown
}

async function writtenMails(): Promise<string[]> {
  if (!existsSync(mailFolder())) return []
  return (await readdir(mailFolder())).filter((name) => name.endsWith('.eml'))
}
