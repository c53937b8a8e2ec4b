import { forgetLinks } from '@/lib/server/forget-links'
import { forgetImports } from '@/lib/server/imports'
import { errorName, log } from '@/lib/server/log'
import { wipeMailsOfErased, wipeWrittenMails } from '@/lib/server/mail-folder'
import { wipeOneTimeLinks } from '@/lib/server/one-time-link'
import { wipeSetAside } from '@/lib/server/quarantine'
import { wipeRateCounts } from '@/lib/server/rate-limit'
import { wipeSessions } from '@/lib/server/session'
import { wipeShortCodes } from '@/lib/server/short-code'
import { wipeThrottle } from '@/lib/server/throttle'
import { eraseOldFrames, wipeUnusedCaptures } from '@/lib/server/wipe-captures'
import { wipeBeats } from '@/lib/server/worker-beat'

/** What the log says of it, and how it is done; each gives how many went. */
const wipes: { what: string; erase: () => Promise<number> }[] = [
  { what: 'unused captures erased', erase: wipeUnusedCaptures },
  { what: 'frames erased after their time', erase: eraseOldFrames },
  { what: 'old deliveries erased', erase: wipeSetAside },
  { what: 'imported links forgotten', erase: forgetImports },
  { what: 'ended links forgotten', erase: forgetLinks },
  { what: 'short codes erased', erase: wipeShortCodes },
  { what: 'signs of life erased', erase: wipeBeats },
  { what: 'rate counts erased', erase: wipeRateCounts },
  { what: 'counts of wrong tries erased', erase: wipeThrottle },
  { what: 'written mails erased', erase: wipeWrittenMails },
  { what: 'written mails of erased people erased', erase: wipeMailsOfErased },
  { what: 'sessions forgotten', erase: wipeSessions },
  { what: 'invitations forgotten', erase: wipeOneTimeLinks },
]

/**
 * Erases what has no use any more: captures nobody sent, pictures kept for as long as people were told,
 * deliveries set aside long ago, links handed over, whom links were for that nobody used, mails that were only written, sessions, codes and counts that are
 * over. Each by itself: one that fails, which the log says, keeps none of the others from what people were promised.
 */
export async function wipe(): Promise<void> {
  for (const { what, erase } of wipes) {
    try {
      const count = await erase()
      if (count > 0) log.info(what, { count })
    } catch (thrown) {
      log.error(`not done: ${what}`, { error: errorName(thrown) })
    }
  }
}
