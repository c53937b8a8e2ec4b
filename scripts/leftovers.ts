import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { identityOf } from './identity.mjs'

const GRACE_MS = 5_000

const list = z.array(z.object({ pid: z.number(), identity: z.string() }))
type Entry = z.infer<typeof list>[number]

/** Which processes a home has started, written down so that the next start can end what a killed one left. */
export function processList(home: string) {
  const file = join(home, 'processes.json')
  let entries: Entry[] = []

  function isRunning({ pid, identity }: Entry): boolean {
    return identityOf(pid) === identity
  }

  return {
    /** Ends everything an earlier start left running. */
    async endLeftovers(): Promise<void> {
      const left = read(file).filter(isRunning)
      for (const { pid } of left) signal(pid, 'SIGTERM')
      const until = Date.now() + GRACE_MS
      while (left.some(isRunning) && Date.now() < until) await new Promise((wake) => setTimeout(wake, 50))
      for (const entry of left.filter(isRunning)) signal(entry.pid, 'SIGKILL')
    },
    add(pid: number): void {
      const identity = identityOf(pid)
      if (!identity) return
      entries = [...entries.filter(isRunning), { pid, identity }]
      mkdirSync(home, { recursive: true, mode: 0o700 })
      writeFileSync(file, JSON.stringify(entries), { mode: 0o600 })
    },
    clear(): void {
      rmSync(file, { force: true })
    },
  }
}

function read(file: string): Entry[] {
  try {
    return list.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return []
  }
}

/** Every child leads a group of its own, so what it started ends with it. */
function signal(pid: number, name: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(-pid, name)
  } catch {
    // Gone in the meantime.
  }
}
