// Loaded into every process that `npm start`, the chaos rig and the tests of the worker start. Its standard input is a
// pipe nobody writes to: it ends when the starter ends, even by `kill -9`, and nothing is left running.
import { isMainThread } from 'node:worker_threads'

const GRACE_MS = 25_000

// A thread is given what its process was started with, this file too, and a standard input that ends at once.
if (isMainThread) {
  process.stdin.resume()
  process.stdin.once('close', () => {
    setTimeout(() => process.exit(1), GRACE_MS).unref()
    process.kill(process.pid, 'SIGTERM')
  })
  process.stdin.unref?.()
}
