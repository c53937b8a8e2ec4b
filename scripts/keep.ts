const RESTART_FIRST_MS = 500
const RESTART_MAX_MS = 30_000
/** Having run this long, a crash counts as the first again. */
const STEADY_MS = 60_000

/** Something that runs. */
export type Run = {
  /** Resolves when it has ended, with a word on how. Never rejects. */
  over: Promise<string>
  /** Asks it to end, and resolves when it has. */
  end(): Promise<void>
}

type KeepPlan = {
  name: string
  /** What runs already. */
  first: Run
  /** Starts it once more. */
  begin(): Run
  /** What to do when it ends unasked; asked each time. */
  onExit(): 'restart' | 'leave'
  /** Lines for the terminal. */
  tell(line: string): void
}

export type Kept = { restart(): void; stop(): Promise<void> }

/** Keeps something running: what ends unasked is started again, after pauses that grow while it does not stay. */
export function keep({ name, first, begin, onExit, tell }: KeepPlan): Kept {
  let running: Run | undefined
  let stopping = false
  let wait = RESTART_FIRST_MS
  let timer: NodeJS.Timeout | undefined

  async function watch(run: Run): Promise<void> {
    const started = Date.now()
    running = run
    const how = await run.over
    running = undefined
    if (stopping || onExit() === 'leave') return
    if (Date.now() - started > STEADY_MS) wait = RESTART_FIRST_MS
    if (wait > 0) tell(`${name} ended (${how}); starting it again in ${wait / 1000} s`)
    timer = setTimeout(() => watch(begin()), wait)
    wait = Math.min(Math.max(wait * 2, RESTART_FIRST_MS), RESTART_MAX_MS)
  }

  void watch(first)
  return {
    restart() {
      wait = 0
      if (running || stopping) return void running?.end()
      // It has just ended and waits to be started again.
      clearTimeout(timer)
      void watch(begin())
    },
    async stop() {
      stopping = true
      clearTimeout(timer)
      await running?.end()
    },
  }
}
