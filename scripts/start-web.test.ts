import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { freePort } from './free-port'

const startWeb = fileURLToPath(new URL('start-web.mjs', import.meta.url))

/** A folder in which Next is a few lines that say how they were called and then stay. */
function folderOfItsOwn(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kioo-web-'))
  const next = join(folder, 'node_modules/next/dist/bin/next')
  mkdirSync(dirname(next), { recursive: true })
  writeFileSync(next, `console.log(process.argv.slice(2).join(' ')); setInterval(() => {}, 1_000)`)
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

/** The lines with which a start on this port is refused. */
async function refusal(PORT: string): Promise<string[]> {
  const env = { PATH: process.env.PATH, PORT, NODE_ENV: 'test' as const }
  const starter = spawn(process.execPath, [startWeb], { cwd: folderOfItsOwn(), env, stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void starter.kill('SIGKILL'))
  const said = starter.stderr.setEncoding('utf8').toArray()
  expect(await once(starter, 'exit')).toEqual([1, null])
  return (await said).join('').trim().split('\n')
}

test('a port that is taken is told in one line', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const { port } = z.object({ port: z.number() }).parse(server.address())
  expect(await refusal(String(port))).toEqual([expect.stringContaining(`Port ${port} is taken.`)])
}, 30_000)

test.each(['abc', '0', '65536', '80.5'])(
  'a PORT of %s is refused in one line',
  async (port) => {
    expect(await refusal(port)).toEqual([`PORT is ${port}; it must be a number from 1 to 65535.`])
  },
  30_000,
)

test('the portal ends with the process that started it, even by kill -9', async () => {
  const port = await freePort()
  const env = { PATH: process.env.PATH, PORT: String(port), NODE_ENV: 'test' as const }
  const stdio = ['ignore', 'pipe', 'inherit'] as const
  const starter = spawn(process.execPath, [startWeb], { cwd: folderOfItsOwn(), env, stdio: [...stdio] })
  onTestFinished(() => void starter.kill('SIGKILL'))
  if (!starter.stdout) throw new Error('no pipe')
  const [said] = await once(starter.stdout, 'data')
  expect(String(said).trim()).toBe(`start -p ${port} -H 127.0.0.1`)
  starter.kill('SIGKILL')
  // It stays open as long as anybody holds it.
  await once(starter.stdout, 'close')
}, 30_000)
