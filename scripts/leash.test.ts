import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'

const leash = new URL('leash.mjs', import.meta.url).href

/** A process on the leash that runs two threads, one after the other, and then says which signals it was sent. */
const program = `
  const { Worker } = require('node:worker_threads')
  let told = 'none'
  process.on('SIGTERM', () => { told = 'SIGTERM' })
  const ends = 'process.stdin.resume().once("close", () => setImmediate(() => {}))'
  const thread = () => new Promise((done) => new Worker(ends, { eval: true }).on('exit', done))
  thread().then(thread).then(() => { console.log(told); process.stdin.resume() })
`

test('a thread of a process on the leash does not end that process, and its starter does', async () => {
  const child = spawn(process.execPath, ['--import', leash, '-e', program], { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const [said] = await once(child.stdout, 'data')
  expect(String(said).trim()).toBe('none')
  child.stdin.end()
  await ended
}, 30_000)
