import 'server-only'
import { closeServers } from './connection-limits'
import { env } from './env'
import { beginToStop, endWhatStays, isStopping } from './stopping'

/** What is still under way this long after the word to stop is cut off; whoever started us waits 25 s. */
const EXIT_MS = 22_000
/** One Ctrl-C may come twice, from the terminal and from npm. What comes later is a person who will not wait. */
const SAME_PRESS_MS = 300
const INTERRUPTED = 130

/**
 * Listens for the word to stop. The portal says at once that it should be sent nothing new and goes on answering for
 * KIOO_DRAIN_S, until every load balancer has asked and knows; then it closes its door, ends the streams, finishes what
 * is under way, and ends. Where Next was not told to leave this to us (`npm run dev`) it closes its own door at once.
 */
export function learnToStop(): void {
  const { NEXT_MANUAL_SIG_HANDLE, KIOO_DRAIN_S } = env()
  const isOurs = Boolean(NEXT_MANUAL_SIG_HANDLE)
  let toldAt = 0
  const told = (signal: NodeJS.Signals) => {
    const now = performance.now()
    if (!isStopping()) {
      toldAt = now
      beginToStop()
      setTimeout(() => process.exit(0), EXIT_MS).unref()
      if (isOurs) setTimeout(leave, KIOO_DRAIN_S * 1_000)
      else endWhatStays()
    } else if (signal === 'SIGINT' && now - toldAt > SAME_PRESS_MS) process.exit(INTERRUPTED)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, told)
  // A terminal that was closed. Of this one Next knows nothing, and Node ends the process.
  if (isOurs) process.on('SIGHUP', told)
}

async function leave(): Promise<void> {
  endWhatStays()
  await closeServers()
  process.exit(0)
}
