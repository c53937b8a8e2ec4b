import { watch } from 'node:fs'
import { relative } from 'node:path'
import { type Stack, startStack } from './stack'

type Start = { home: string; port: number; url: string; dev: boolean }

/** One Ctrl-C may come twice, from the terminal and from npm. */
const SAME_PRESS_MS = 300

/** Starts everything, says where it is, and stays until it is told to stop. */
export async function start({ home, port, url, dev }: Start): Promise<void> {
  const began = Date.now()
  let stop: () => Promise<void> = () => Promise.resolve()
  let stopping = false
  async function end(code: number): Promise<void> {
    if (stopping) return
    stopping = true
    await stop()
    process.exit(code)
  }
  let toldAt = 0
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      const now = performance.now()
      // Somebody will not wait. What we started ends with us, on its leash.
      if (stopping && signal === 'SIGINT' && now - toldAt > SAME_PRESS_MS) process.exit(130)
      if (stopping) return
      toldAt = now
      console.log('\n  Stopping …')
      void end(0)
    })

  const starting = startStack({ home, port, url, dev, given: process.env, tell: (line) => console.error(`  ${line}`) })
  // Told to stop while starting: what is half up comes up and is then stopped, rather than left behind.
  stop = () =>
    starting.then(
      (stack) => stack.stop(),
      () => undefined,
    )
  const stack = await starting.catch((error: unknown) => {
    // Told to stop in the middle of a step, the step fails; that is no news.
    if (!stopping) throw error
  })
  if (stopping || !stack) return
  if (dev) restartWorkerOnChange(stack)
  console.log(block(stack, { home, port, url, dev, seconds: (Date.now() - began) / 1000 }))
  const reason = await stack.broken
  if (stopping) return
  console.error(`\n  ${reason}\n`)
  await end(1)
}

function block(stack: Stack, { home, url, dev, seconds }: Start & { seconds: number }): string {
  const beside = relative(process.cwd(), home)
  const logs = !beside || beside.startsWith('..') ? home : beside
  const lines = [
    '',
    `  Kioo is running${dev ? ' for development' : ''} (started in ${seconds.toFixed(1)} s)`,
    '',
    stack.setupUrl
      ? `  Open       ${stack.setupUrl}\n             to choose the first administrator's password; good once, for 30 minutes`
      : `  Open       ${url}`,
    '',
    `  Portal     ${url}`,
    '  Worker     sends captures and reads results, in a process of its own',
    stack.sandboxUrl
      ? `  Sandbox    ${stack.sandboxUrl}  (stands in for Smile ID; no real checks are made)`
      : '  Smile ID   its own sandbox, by the keys you set',
    stack.embeddedDatabase
      ? `  Database   PostgreSQL of its own; data in ${logs}/postgres`
      : '  Database   the one DATABASE_URL names',
    `  Logs       ${logs}/logs`,
    '',
    '  Stop       Ctrl-C',
    '',
  ]
  return lines.join('\n')
}

/** Next reloads the portal by itself; the worker is started anew when code it may use changes. */
function restartWorkerOnChange(stack: Stack): void {
  let timer: NodeJS.Timeout | undefined
  for (const folder of ['worker', 'lib'])
    watch(folder, { recursive: true }, (_event, file) => {
      if (!file?.endsWith('.ts') || file.endsWith('.test.ts')) return
      clearTimeout(timer)
      timer = setTimeout(() => stack.worker.restart(), 200)
    })
}
