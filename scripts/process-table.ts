import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/** The command line of a running process, or null when there is none of that number. */
export function commandOf(pid: number): string | null {
  if (existsSync('/proc/self/cmdline'))
    try {
      // A zombie has an empty command line: it runs no more.
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() || null
    } catch {
      return null
    }
  return spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() || null
}
