import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { commandOf } from '../scripts/process-table'

const PARTS = ['web', 'worker', 'sandbox'] as const
type Part = (typeof PARTS)[number]
export type Memory = Record<Part, number>

const listSchema = z.array(z.object({ pid: z.number() }))

/** Which processes of this home are which part. */
export function partsOf(home: string): Map<Part, number> {
  const pids = listSchema.parse(JSON.parse(readFileSync(join(home, 'processes.json'), 'utf8')))
  return new Map(
    pids.map(({ pid }) => {
      const command = commandOf(pid) ?? ''
      if (command.includes('sandbox/main.ts')) return ['sandbox', pid]
      return [command.includes('worker/main.ts') ? 'worker' : 'web', pid]
    }),
  )
}

/** Resident memory of each part with everything it started, in MB. Linux only: it is read from /proc. */
export function memory(parts: Map<Part, number>): Memory {
  const resident = (part: Part) =>
    family(parts.get(part) ?? 0).reduce((sum, pid) => sum + status(pid, 'VmRSS'), 0) / 1024
  return { web: resident('web'), worker: resident('worker'), sandbox: resident('sandbox') }
}

function family(first: number): number[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
  const children = all.filter((pid) => status(pid, 'PPid') === first)
  return [first, ...children.flatMap(family)]
}

function status(pid: number, field: 'VmRSS' | 'PPid'): number {
  try {
    return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}

/** Looks every quarter of a second until stopped; gives the highest it saw of each part. */
export function watchPeak(parts: Map<Part, number>): { stop(): Memory } {
  const peak = memory(parts)
  const timer = setInterval(() => {
    const now = memory(parts)
    for (const part of PARTS) peak[part] = Math.max(peak[part], now[part])
  }, 250)
  return {
    stop() {
      clearInterval(timer)
      return peak
    },
  }
}
