import { readFileSync, rmSync, writeFileSync } from 'node:fs'

/** Two sandboxes on one state folder would overwrite each other. Returns how to let go. */
export function lockFolder(path: string): () => void {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx', mode: 0o600 })
  } catch {
    const owner = Number(readFileSync(path, 'utf8'))
    if (owner !== process.pid && isRunning(owner)) {
      throw new Error(`Another sandbox (process ${owner}) uses this state folder. Stop it, or pass --state DIR.`)
    }
    writeFileSync(path, String(process.pid), { mode: 0o600 })
  }
  return () => rmSync(path, { force: true })
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
