import { eraseOldFrames, wipeUnusedCaptures } from '@/lib/server/captures'
import { forgetImports } from '@/lib/server/link-import'
import { log } from '@/lib/server/log'
import { wipeSetAside } from '@/lib/server/quarantine'
import { wipeRateCounts } from '@/lib/server/rate-limit'
import { wipeShortCodes } from '@/lib/server/short-code'
import { wipeBeats } from '@/lib/server/worker-beat'

/**
 * Erases what has no use any more: captures nobody sent, pictures kept for as long as people were told,
 * deliveries set aside long ago, links handed over, codes and counts that are over.
 */
export async function wipe(): Promise<void> {
  const captures = await wipeUnusedCaptures()
  if (captures) log.info('unused captures erased', { count: captures })
  const frames = await eraseOldFrames()
  if (frames) log.info('frames erased after their time', { count: frames })
  const callbacks = await wipeSetAside()
  if (callbacks) log.info('old deliveries erased', { count: callbacks })
  const imports = await forgetImports()
  if (imports) log.info('imported links forgotten', { count: imports })
  const codes = await wipeShortCodes()
  if (codes) log.info('short codes erased', { count: codes })
  await wipeBeats()
  const counts = await wipeRateCounts()
  if (counts) log.info('rate counts erased', { count: counts })
}
