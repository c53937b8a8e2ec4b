import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Two sandboxes on one state folder would overwrite each other. Returns how to let go. */
export function lockFolder(path: string): () => void {
  const mine = [process.pid, startOf(process.pid) ?? ''].join(' ').trim()
  try {
    writeFileSync(path, mine, { flag: 'wx', mode: 0o600 })
  } catch {
    const [owner = '', start] = readFileSync(path, 'utf8').split(' ')
    if (isHeld(Number(owner), start)) {
      throw new Error(`Another sandbox (process ${owner}) keeps its state in ${dirname(path)}. Stop that one first.`)
    }
    writeFileSync(path, mine, { mode: 0o600 })
  }
  return () => rmSync(path, { force: true })
}

/** After a crash the number alone says little: in a container, or after a power cut, somebody else soon has it. */
function isHeld(owner: number, start: string | undefined): boolean {
  if (owner === process.pid || !isRunning(owner)) return false
  return start === undefined || start === startOf(owner)
}

/** When a process began, and after which start of the machine; undefined where there is no /proc to ask. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // proc_pid_stat(5): starttime is the 22nd field. The 2nd, a name in brackets, may hold anything.
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[22 - 3]
    return `${ticks}@${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}`
  } catch {
    return undefined
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
