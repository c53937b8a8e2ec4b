import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { guardOver } from '../scripts/guard'

const START_MS = 60_000
const STOP_MS = 30_000

type Plan = {
  name: string
  home: string
  args: string[]
  env: Record<string, string>
  /** Resolves when it can be worked with; else the line that says so. */
  ready: RegExp | (() => Promise<unknown>)
}

export type Running = {
  name: string
  pid: number
  ended: Promise<void>
  isAlive(): boolean
  signal(name: NodeJS.Signals): void
  /** `kill -9`, and its end awaited. */
  kill(): Promise<void>
  /** SIGTERM, and its end awaited; milliseconds that took. */
  stop(): Promise<number>
  /** Bytes it holds in memory; 0 where that cannot be told. */
  memory(): number
}

const alive = new Set<ChildProcess>()
const leash = new URL('../scripts/leash.mjs', import.meta.url).href

/** Starts one Node process of ours. It dies with the rig, even when the rig is killed. */
export async function startProcess({ name, home, args, env, ready }: Plan): Promise<Running> {
  mkdirSync(join(home, 'logs'), { recursive: true })
  const log = createWriteStream(join(home, 'logs', `${name}.log`), { flags: 'a' })
  const child = spawn(process.execPath, ['--import', leash, ...args], {
    env: { PATH: process.env.PATH ?? '', NODE_ENV: 'production', ...env },
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  alive.add(child)
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      log.write(chunk)
      said = (said + chunk).slice(-4_000)
    })
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => {
      alive.delete(child)
      log.end()
      resolve()
    })
  })
  const { pid } = child
  if (!pid) throw new Error(`${name} did not start`)
  await isReady(name, ready, ended, () => said)
  const end = async (signal: NodeJS.Signals) => {
    const began = performance.now()
    child.kill(signal)
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
    await ended
    clearTimeout(late)
    return performance.now() - began
  }
  return {
    name,
    pid,
    ended,
    isAlive: () => alive.has(child) && child.exitCode === null && child.signalCode === null,
    signal(sent) {
      // Stopped, it would not notice that the rig is gone.
      if (sent === 'SIGSTOP') guardOver(child, 'KILL')
      child.kill(sent)
    },
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    memory: () => memoryOf(pid),
  }
}

async function isReady(name: string, ready: Plan['ready'], ended: Promise<void>, said: () => string): Promise<void> {
  const until = Date.now() + START_MS
  let isOver = false
  void ended.then(() => {
    isOver = true
  })
  while (Date.now() < until && !isOver) {
    const isThere = ready instanceof RegExp ? ready.test(said()) : await ready().then(Boolean, () => false)
    if (isThere) return
    await new Promise((wake) => setTimeout(wake, 20))
  }
  throw new Error(`${name} did not start. It said last:\n${said()}`)
}

/** The end of everything this rig has started and that still runs, by its number. */
export function killAll(): void {
  for (const child of alive) child.kill('SIGKILL')
}

function memoryOf(pid: number): number {
  const file = `/proc/${pid}/status`
  if (!existsSync(file)) return 0
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(file, 'utf8'))?.[1] ?? 0) * 1024
}
