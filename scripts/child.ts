import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Kept, keep, type Run } from './keep'
import { openLog } from './log-file'

/** A process gets this long to end by itself; requests and uploads under way finish in that time. */
const GRACE_MS = 25_000

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

/** Keeps one Node process running, with its words in `<home>/logs/<name>.log`. */
export function keepRunning(plan: ChildPlan): Kept {
  const log = openLog(join(plan.home, 'logs', `${plan.name}.log`))
  let last: string[] = []

  function begin(): Run {
    last = []
    const child = spawn(process.execPath, ['--import', new URL('leash.mjs', import.meta.url).href, ...plan.args], {
      env: plan.env,
      // A group of its own: Ctrl-C reaches the starter alone, which stops everything in the right order.
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
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
    const over = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(error.message))
      child.once('close', (code, signal) => resolve(signal ?? String(code)))
    })
    return {
      over,
      async end() {
        const late = setTimeout(() => child.kill('SIGKILL'), GRACE_MS)
        child.kill('SIGTERM')
        await over
        clearTimeout(late)
      },
    }
  }

  const kept = keep({
    name: plan.name,
    first: begin(),
    begin,
    onExit: () => (plan.onExit === 'restart' ? 'restart' : plan.onExit(last.join('\n'))),
    tell: plan.tell,
  })
  return {
    restart: kept.restart,
    async stop() {
      await kept.stop()
      log.end()
    },
  }
}

/** Pino's errors and fatals, and what Node says before it dies. */
function isImportant(line: string): boolean {
  return /^\{"level":(50|60)\b/.test(line) || /^(\w*Error\b|.*\bEADDRINUSE\b|Wrong settings)/.test(line)
}
