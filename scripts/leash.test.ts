import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'

const leash = new URL('leash.mjs', import.meta.url).href

/**
 * A process on the leash that runs two threads, one after the other, says how often it was told to end by then, and
 * ends with 3 when it is told so later. It asks by a signal of its own, for signals come in their order.
 */
const program = `
  const { Worker } = require('node:worker_threads')
  let [told, isOver] = [0, false]
  process.on('SIGTERM', () => { told += 1; if (isOver) process.exit(3) })
  process.on('SIGUSR2', () => { isOver = true; console.log(told) })
  const thread = () => new Promise((done) => new Worker(new URL('data:text/javascript,')).once('exit', done))
  thread().then(thread).then(() => process.kill(process.pid, 'SIGUSR2'))
  setInterval(() => {}, 1_000)
`

test('a thread of a process on the leash does not end that process, and its starter does', async () => {
  const child = spawn(process.execPath, ['--import', leash, '-e', program], { stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const ended = once(child, 'exit')
  const [said] = await once(child.stdout, 'data')
  expect(String(said).trim()).toBe('0')
  child.stdin.end()
  expect(await ended).toEqual([3, null])
}, 30_000)
