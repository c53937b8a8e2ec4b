import 'server-only'

type Waiting = { due: number; begin: () => void }

/** Lets at most so many tasks run at once; the others wait for their turn. For one process, so it is made once in it. */
export function turns(most: number) {
  let running = 0
  const waiting: Waiting[] = []
  return {
    /** How many wait. */
    waiting: () => waiting.length,
    /** Runs the task when its turn comes. For `givesWayMs` milliseconds it lets others that came later go before it. */
    async take<T>(task: () => Promise<T>, givesWayMs = 0): Promise<T> {
      if (running < most) running += 1
      // Whoever finishes hands its place over, so `running` stays as it is.
      else await new Promise<void>((begin) => waiting.push({ due: performance.now() + givesWayMs, begin }))
      try {
        return await task()
      } finally {
        const next = takeFirstDue(waiting)
        if (next) next.begin()
        else running -= 1
      }
    },
  }
}

function takeFirstDue(waiting: Waiting[]): Waiting | undefined {
  const [first, ...others] = waiting
  if (!first) return undefined
  const next = others.reduce((one, other) => (one.due <= other.due ? one : other), first)
  waiting.splice(waiting.indexOf(next), 1)
  return next
}
