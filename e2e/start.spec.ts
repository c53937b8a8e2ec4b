import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '@/scripts/free-port'
import { removeHome } from '@/scripts/postgres-data'
import { expect, test } from './fixtures'

// What `npm start` runs, as a process, in a home of its own. The portal is built already.

type Started = { child: ChildProcess; said: () => string; over: Promise<unknown[]> }

const running: ChildProcess[] = []
const homes: string[] = []

function newHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'kioo-start-'))
  homes.push(home)
  return home
}

function start(home: string, port: number, more: Record<string, string> = {}): Started {
  // What is set for the portal of the other journeys is not for this one.
  const kept = Object.entries(process.env).filter(([name]) => !/^(KIOO_|SMILE_ID_|DATABASE_URL$|NEXT|NODE_)/.test(name))
  const env = {
    ...Object.fromEntries(kept),
    KIOO_HOME: home,
    PORT: `${port}`,
    NODE_ENV: 'production' as const,
    ...more,
  }
  const child = spawn(process.execPath, ['scripts/start.mjs'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  running.push(child)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text))
  return { child, said: () => said, over: once(child, 'exit') }
}

test.afterEach(async () => {
  for (const child of running.splice(0)) if (child.exitCode === null) child.kill('SIGKILL')
  for (const home of homes.splice(0)) await removeHome(home)
})

test('npm start prints one address that answers, tells a second start where it is, and ends cleanly at Ctrl-C', async () => {
  test.slow()
  const home = newHome()
  const port = await freePort()
  const first = start(home, port)
  await expect.poll(first.said, { timeout: 90_000 }).toContain('Stop       Ctrl-C')
  expect(first.said()).toContain(`Portal     http://localhost:${port}`)
  expect(first.said()).toMatch(new RegExp(`Open       http://localhost:${port}/setup/`))
  expect((await fetch(`http://localhost:${port}/api/health/live`)).status).toBe(200)
  const sandbox = /Sandbox {4}(\S+)/.exec(first.said())?.[1] ?? ''
  expect((await fetch(sandbox)).status).toBe(200)

  const second = start(home, await freePort())
  expect(await second.over).toEqual([1, null])
  expect(second.said().trim()).toBe(`Kioo is already running at http://localhost:${port} (process ${first.child.pid}).`)

  // From the terminal and from npm.
  first.child.kill('SIGINT')
  first.child.kill('SIGINT')
  expect(await first.over).toEqual([0, null])
  for (const address of [`http://localhost:${port}`, sandbox]) await expect(fetch(address)).rejects.toThrow()
})

test('a port that is taken is told in one line, and nothing is left of the start', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('no port')
  const { said, over } = start(newHome(), address.port)
  expect(await over).toEqual([1, null])
  server.close()
  expect(said().trim().split('\n')).toEqual([expect.stringContaining(`Port ${address.port} is taken.`)])
})

test('a sandbox that cannot start ends the start, and its reason is told', async () => {
  test.slow()
  const { said, over } = start(newHome(), await freePort(), { KIOO_SANDBOX_REVIEW_MS: 'soon' })
  expect(await over).toEqual([1, null])
  expect(said()).toContain('The sandbox did not start. reviewMs:')
  expect(said()).not.toContain('Kioo is running')
})
