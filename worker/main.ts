import { checkSettings } from '@/lib/server/env'
import { errorName, log } from '@/lib/server/log'
import { newId } from '@/lib/server/new-id'
import { waitLongForConnections } from '@/lib/server/pool'
import { rematch } from '@/lib/server/rematch'
import { beat } from '@/lib/server/worker-beat'
import { probeProviders } from './probe-providers'
import { keepDoing } from './rounds'
import { startRunner } from './runner'
import { keepSweeping } from './sweep'

/** A graceful stop may take this long; what is still under way then is stopped, and written down as such. */
const EXIT_MS = 25_000
/** Before the queue is asked again after it could not be reached. */
const RESTART_MS = 1_000
/** A callback can be faster than the commit of its job, but not by much: the state is right within 5 s. */
const REMATCH_MS = 2_000
/** Silent for 30 s, a worker counts as gone. */
const BEAT_MS = 5_000
const PROBE_MS = 30_000

checkSettings()
waitLongForConnections()

let stopping = false
let stopRunner: () => Promise<void> = async () => {}
const workerId = newId()
const probing = new AbortController()
const rounds = [
  keepSweeping(),
  keepDoing('taking in early callbacks', REMATCH_MS, rematch),
  keepDoing('a sign of life', BEAT_MS, () => beat(workerId)),
  keepDoing('asking the provider how it is', PROBE_MS, () => probeProviders(probing.signal)),
]

async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  for (const round of rounds) round.stop()
  probing.abort()
  const late = setTimeout(() => process.exit(1), EXIT_MS)
  await stopRunner().catch((thrown: unknown) => log.error('stopping failed', { error: errorName(thrown) }))
  clearTimeout(late)
  process.exit(0)
}

process.on('SIGTERM', () => void stop())
process.on('SIGINT', () => void stop())

// The runner gives up when the database stays away; the worker does not.
while (!stopping) {
  try {
    const runner = await startRunner()
    stopRunner = runner.stop
    if (stopping) break
    console.log('Worker ready')
    await runner.ended
  } catch (thrown) {
    log.error('the queue is not answering', { error: errorName(thrown) })
  }
  if (!stopping) await new Promise((resolve) => setTimeout(resolve, RESTART_MS))
}
