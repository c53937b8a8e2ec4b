import { type Answer, plain } from './answer'
import type { Job } from './job'
import { count } from './ledger'
import type { Sandbox } from './sandbox'
import { sameText } from './signature'
import { zipArrived } from './work'

/** PUT of the zip to the address that /upload gave out. Clients take nothing but 200 for success. */
export async function putZip(sandbox: Sandbox, folder: string, zip: Uint8Array): Promise<Answer> {
  const { smileJobId, token } = partsOf(folder)
  const job = sandbox.store.job(smileJobId)
  if (job) count(sandbox, job, 'uploads')
  if (!job || !sameText(job.uploadToken, token)) return plain(403, 'This address is not valid.')
  if (job.uploadExpiresAt < sandbox.now()) return plain(403, 'This address has expired.')
  count(sandbox, job, 'zips')
  // A job is judged once. A zip that comes again (its answer was lost) is welcome and changes nothing.
  if (job.zipAt !== null) return plain(200)
  const written = await sandbox.store.writeZip(smileJobId, zip)
  // Asked again, and taken in the same turn: another may have arrived meanwhile, or the job may be forgotten.
  if (sandbox.store.job(smileJobId)?.zipAt !== null) written.drop()
  else {
    written.keep()
    zipArrived(sandbox, smileJobId)
  }
  return plain(200)
}

/** Whose zip goes to this address, whether or not the address is still valid. */
export function jobOfFolder(sandbox: Sandbox, folder: string): Job | undefined {
  return sandbox.store.job(partsOf(folder).smileJobId)
}

function partsOf(folder: string): { smileJobId: string; token: string } {
  const [, smileJobId = '', token = ''] = /-(\d{10})-([0-9a-f]{64})$/.exec(folder) ?? []
  return { smileJobId, token }
}
