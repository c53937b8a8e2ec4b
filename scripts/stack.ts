import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { z } from 'zod'
import { inOneLine, migrate } from '../prisma/migrate'
import { type ChildPlan, keepRunning } from './child'
import type { Kept } from './keep'
import { keepPostgres } from './kept-postgres'
import { processList } from './leftovers'
import { isPortTaken, portTaken } from './port-taken.mjs'
import { sandboxPort } from './sandbox-port'
import { settings, wantsSandbox } from './settings'
import { portalProcess, SERVER_CODE, sandboxProcess, workerProcess } from './stack-processes'
import { upInTime } from './up-in-time'
import { portalAnswers } from './wait-for-portal'

const run = promisify(execFile)

type StackOptions = {
  home: string
  port: number
  /** Where people reach the portal. */
  url: string
  dev: boolean
  /** What was set from outside; every setting has a value without it. */
  given: NodeJS.ProcessEnv
  tell(line: string): void
}

export type Stack = {
  settings: NodeJS.ProcessEnv
  /** Where the sandbox's page is; null when Smile ID's own is used. */
  sandboxUrl: string | null
  embeddedDatabase: boolean
  /** The one-time link for the first administrator; null when there is one. */
  setupUrl: string | null
  worker: Kept
  /** Resolves with the reason when something ended that nothing works without. */
  broken: Promise<string>
  stop(): Promise<void>
}

/** Starts database, sandbox, worker and portal, and waits until sandbox and portal answer. All of it or nothing. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { home, port, url, dev, given, tell } = options
  const toStop: (() => Promise<void>)[] = []
  const stop = async () => {
    // Children first and all at once, the database last.
    const [database, ...children] = toStop.splice(0)
    await Promise.all(children.map((end) => end()))
    await database?.()
    processes.clear()
  }
  let breaks: (reason: string) => void = () => undefined
  const broken = new Promise<string>((resolve) => {
    breaks = resolve
  })
  const processes = processList(home)
  await processes.endLeftovers()
  if (await isPortTaken(port)) throw new Error(portTaken(port, 'npm start'))

  const sandboxAt = wantsSandbox(given) ? await sandboxPort(home, port) : null
  const postgres = given.DATABASE_URL ? null : await keepPostgres({ home, tell })
  toStop.push(postgres?.stop ?? (() => Promise.resolve()))
  postgres?.lost.then(() => breaks('The database does not start again; logs/postgres.log says why.'))
  const env = settings(given, {
    home,
    url,
    dev,
    sandboxPort: sandboxAt,
    databaseUrl: given.DATABASE_URL || (postgres?.socketUrl ?? postgres?.url ?? ''),
  })

  function child(plan: Pick<ChildPlan, 'name' | 'args' | 'env' | 'onExit' | 'onLine'>): Kept {
    const kept = keepRunning({ ...plan, home, tell, onStart: (pid) => processes.add(pid) })
    toStop.push(kept.stop)
    return kept
  }

  const wereUp = new Set<string>()
  /** For what the start waits for: it ends the start by ending first, and is started again once it was up. */
  const neededByStart = (name: string) => (words: string) => {
    if (wereUp.has(name)) return 'restart'
    breaks(`The ${name} stopped by itself. It said last:\n${words}`)
    return 'leave'
  }
  let sandboxIsUp: () => void = () => undefined
  const sandboxUp = new Promise<void>((resolve) => {
    sandboxIsUp = resolve
  })

  try {
    await migrate(z.string().parse(env.DATABASE_URL)).catch((error: unknown) => {
      throw new Error(inOneLine(error))
    })
    const setup = openSetup(env)
    // Awaited below; a failure before that must not be an unhandled one.
    setup.catch(() => undefined)
    if (sandboxAt)
      child({
        ...sandboxProcess(given, home, sandboxAt),
        onExit: neededByStart('sandbox'),
        onLine: (line) => {
          if (!line.startsWith('Sandbox ready at ')) return
          wereUp.add('sandbox')
          sandboxIsUp()
        },
      })
    const worker = child({ ...workerProcess(env), onExit: 'restart' })
    const host = given.KIOO_HOST || '127.0.0.1'
    child({ ...portalProcess({ host, port, dev, given }, env), onExit: neededByStart('portal') })
    const setupUrl = await setup
    const ended = broken.then((reason) => Promise.reject(new Error(reason)))
    await Promise.race([upInTime('portal', (signal) => portalAnswers(port, host, signal)), ended])
    wereUp.add('portal')
    if (sandboxAt) await Promise.race([upInTime('sandbox', () => sandboxUp), ended])
    return {
      settings: env,
      sandboxUrl: sandboxAt ? `http://localhost:${sandboxAt}` : null,
      embeddedDatabase: postgres !== null,
      setupUrl,
      worker,
      broken,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Also the first to read the settings: a wrong one is named here, in one line. */
async function openSetup(env: NodeJS.ProcessEnv): Promise<string | null> {
  const { stdout } = await run(process.execPath, [...SERVER_CODE, 'scripts/first-operator.ts'], { env }).catch(
    (error: unknown) => {
      throw new Error(error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error))
    },
  )
  return stdout.trim() || null
}
