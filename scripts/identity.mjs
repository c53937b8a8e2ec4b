import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/**
 * Which process has this number now: its time of birth; null when none (or only a zombie) has. Numbers are
 * used again, so a number alone must never be signalled.
 */
export function identityOf(pid) {
  if (existsSync('/proc/self/stat')) {
    try {
      // The name in brackets may contain anything; the fields are counted from its end.
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
      return fields[0] === 'Z' ? null : `${boot} ${fields[19]}`
    } catch {
      return null
    }
  }
  return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() || null
}
