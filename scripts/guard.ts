import { type ChildProcess, spawn } from 'node:child_process'
import type { SystemUser } from './postgres-user'

/**
 * Waits for the end of our own process, even by `kill -9`, and then sends the child this signal. For what cannot be
 * on the leash: programs that are not ours, and processes that are stopped and notice nothing.
 */
export function guardOver(child: ChildProcess, signal: 'INT' | 'KILL', user: SystemUser | null = null): void {
  const guard = spawn('/bin/sh', ['-c', `read -r line; kill -${signal} ${child.pid}`], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    ...user,
  })
  guard.unref()
  // Its number may soon be another process's.
  child.once('exit', () => guard.kill('SIGKILL'))
}
