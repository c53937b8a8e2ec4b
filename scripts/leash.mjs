// Loaded into every process that `npm start` starts. Its standard input is a pipe nobody writes to: it ends
// when the starter ends, even by `kill -9`, and nothing is left running.
const GRACE_MS = 25_000

process.stdin.resume()
process.stdin.once('close', () => {
  setTimeout(() => process.exit(1), GRACE_MS).unref()
  process.kill(process.pid, 'SIGTERM')
})
process.stdin.unref?.()
