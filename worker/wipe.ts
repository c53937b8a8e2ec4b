import { wipeUnusedCaptures } from '@/lib/server/captures'
import { forgetImports } from '@/lib/server/link-import'
import { log } from '@/lib/server/log'
import { wipeSetAside } from '@/lib/server/quarantine'

/** Erases what has no use any more: captures nobody sent, deliveries set aside long ago, links handed over. */
export async function wipe(): Promise<void> {
  const captures = await wipeUnusedCaptures()
  if (captures) log.info('unused captures erased', { count: captures })
  const callbacks = await wipeSetAside()
  if (callbacks) log.info('old deliveries erased', { count: callbacks })
  const imports = await forgetImports()
  if (imports) log.info('imported links forgotten', { count: imports })
}
