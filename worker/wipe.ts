import { wipeUnusedCaptures } from '@/lib/server/captures'
import { log } from '@/lib/server/log'
import { wipeSetAside } from '@/lib/server/quarantine'

/** Erases what has no use any more: captures nobody sent, and deliveries set aside long ago. */
export async function wipe(): Promise<void> {
  const captures = await wipeUnusedCaptures()
  if (captures) log.info('unused captures erased', { count: captures })
  const callbacks = await wipeSetAside()
  if (callbacks) log.info('old deliveries erased', { count: callbacks })
}
