import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { openLog } from './log-file'

/** A process gets this long to end by itself; requests and uploads under way finish in that time. */
const GRACE_MS = 25_000
const RESTART_FIRST_MS = 500
const RESTART_MAX_MS = 30_000
/** Having run this long, a crash counts as the first again. */
const STEADY_MS = 60_000

export type ChildPlan = {
  name: string
  args: string[]
  env: NodeJS.ProcessEnv
  home: string
  /** What to do when it ends unasked; asked each time, with what it said last. */
  onExit: 'restart' | ((lastWords: string) => 'restart' | 'leave')
  /** Every line it says. */
  onLine?(line: string): void
  onStart?(pid: number): void
  /** Lines for the terminal. */
  tell(line: string): void
}

export type Child = { restart(): void; stop(): Promise<void> }

/** Keeps one Node process running, with its words in `<home>/logs/<name>.log`. */
export function keepRunning(plan: ChildPlan): Child {
  const log = openLog(join(plan.home, 'logs', `${plan.name}.log`))
  let running: ChildProcess | undefined
  let ended: Promise<void> = Promise.resolve()
  let stopping = false
  let wait = RESTART_FIRST_MS
  let timer: NodeJS.Timeout | undefined

  function begin(): void {
    const started = Date.now()
    const last: string[] = []
    const child = spawn(process.execPath, ['--import', new URL('leash.mjs', import.meta.url).href, ...plan.args], {
      env: plan.env,
      // A group of its own: Ctrl-C reaches the starter alone, which stops everything in the right order.
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    running = child
    if (child.pid) plan.onStart?.(child.pid)
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        log.write(`${line}\n`)
        last.push(line)
        if (last.length > 12) last.shift()
        if (isImportant(line)) plan.tell(`${plan.name}: ${line}`)
        plan.onLine?.(line)
      })
    }
    ended = new Promise((resolve) => {
      child.once('error', () => resolve())
      child.once('close', (code, signal) => {
        running = undefined
        resolve()
        if (stopping) return
        if (plan.onExit !== 'restart' && plan.onExit(last.join('\n')) === 'leave') return
        if (Date.now() - started > STEADY_MS) wait = RESTART_FIRST_MS
        if (wait > 0) plan.tell(`${plan.name} ended (${signal ?? code}); starting it again in ${wait / 1000} s`)
        timer = setTimeout(begin, wait)
        wait = Math.min(Math.max(wait * 2, RESTART_FIRST_MS), RESTART_MAX_MS)
      })
    })
  }

  async function end(): Promise<void> {
    clearTimeout(timer)
    const late = setTimeout(() => running?.kill('SIGKILL'), GRACE_MS)
    running?.kill('SIGTERM')
    await ended
    clearTimeout(late)
  }

  begin()
  return {
    restart() {
      wait = 0
      if (running || stopping) return void end()
      // It has just ended and waits to be started again.
      clearTimeout(timer)
      begin()
    },
    async stop() {
      stopping = true
      await end()
      log.end()
    },
  }
}

/** Pino's errors and fatals, and what Node says before it dies. */
function isImportant(line: string): boolean {
  return /^\{"level":(50|60)\b/.test(line) || /^(\w*Error\b|.*\bEADDRINUSE\b|Wrong settings)/.test(line)
}
