import { type ChildProcess, spawn } from 'node:child_process'
import { testSettings } from './settings'

export type WorkerProcess = {
  process: ChildProcess
  /** How it ended: its exit code, or the signal that killed it. */
  ended: Promise<number | NodeJS.Signals | null>
}

type Given = {
  env: Record<string, string>
  /** Files loaded before the worker, as Node's `--import` takes them: crash points, wrong clocks, broken variants. */
  preload?: string[]
}

const running = new Set<ChildProcess>()
const leash = new URL('../leash.mjs', import.meta.url).href

/** A real worker process, from the moment it says that it is ready. It ends when the tests do, however they end. */
export async function startWorker({ env, preload = [] }: Given): Promise<WorkerProcess> {
  const imports = [leash, 'tsx', ...preload].flatMap((file) => ['--import', file])
  const child = spawn(process.execPath, [...imports, '--conditions=react-server', 'worker/main.ts'], {
    env: { PATH: process.env.PATH, NODE_ENV: 'test', ...testSettings, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  running.add(child)
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.once('exit', (code, signal) => {
      running.delete(child)
      resolve(code ?? signal)
    })
  })
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => chunk.includes('Worker ready') && resolve())
    void ended.then((end) => reject(new Error(`The worker ended with ${end}`)))
  })
  return { process: child, ended }
}

/** Ends every worker that this test file started and that still runs. */
export function killWorkers(): void {
  for (const child of running) child.kill('SIGKILL')
}
