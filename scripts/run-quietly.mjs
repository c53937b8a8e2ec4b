import { spawn } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

const TAIL_LINES = 30

/** Runs a program with its words in a log file; what it said last is in the error when it fails. */
export function runQuietly(command, args, { log, env = {} }) {
  mkdirSync(dirname(log), { recursive: true, mode: 0o700 })
  const file = createWriteStream(log, { mode: 0o600 })
  return new Promise((resolve, reject) => {
    let said = ''
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } })
    const hear = (chunk) => {
      file.write(chunk)
      said = (said + chunk).slice(-20_000)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    // Told to stop in the middle: the program stops too, rather than going on behind the terminal's back.
    const stop = () => {
      child.kill('SIGTERM')
      process.exit(130)
    }
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    for (const signal of signals) process.once(signal, stop)
    child.once('error', reject)
    child.once('close', (code) => {
      file.end()
      for (const signal of signals) process.off(signal, stop)
      if (code === 0) return resolve()
      const tail = said.trim().split('\n').slice(-TAIL_LINES).join('\n')
      reject(new Error(`${[command, ...args].join(' ')} failed.\n${tail}\n(all of it: ${log})`))
    })
  })
}
