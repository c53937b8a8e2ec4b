import 'server-only'
import { oncePerProcess } from './once-per-process'
import { SPARED } from './processors'

/**
 * Milliseconds by which a piece of work lets others that came later go before it. A password takes as long as twenty
 * pictures, so it waits a moment for those of a burst; after that it has its turn, however many there are.
 */
const GIVES_WAY_MS = { picture: 0, password: 200 } as const

type Waiting = { due: number; begin: () => void }

const work = oncePerProcess<{ running: number; waiting: Waiting[] }>('heavy work', () => ({ running: 0, waiting: [] }))

/**
 * Runs what keeps a processor busy for long, at most as much of it at once as there are processors to spare. However many
 * people sign in and cameras send, one is left for the thread that answers and for the database: even a thread of the
 * lowest priority ends its turn before it gives way (decision 023).
 */
export async function heavyWork<T>(kind: keyof typeof GIVES_WAY_MS, task: () => Promise<T>): Promise<T> {
  if (work.running < SPARED) work.running += 1
  // Whoever finishes hands its place over, so `running` stays as it is.
  else await new Promise<void>((begin) => work.waiting.push({ due: performance.now() + GIVES_WAY_MS[kind], begin }))
  try {
    return await task()
  } finally {
    const next = takeFirstDue(work.waiting)
    if (next) next.begin()
    else work.running -= 1
  }
}

function takeFirstDue(waiting: Waiting[]): Waiting | undefined {
  const first = waiting.reduce<Waiting | undefined>(
    (one, other) => (one && one.due <= other.due ? one : other),
    undefined,
  )
  if (first) waiting.splice(waiting.indexOf(first), 1)
  return first
}
