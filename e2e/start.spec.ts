import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { expect, test } from '@playwright/test'
import { z } from 'zod'
import { freePort } from '../scripts/free-port'
import { dataFolder, removeHome } from '../scripts/postgres-data'
import { postgresUser } from '../scripts/postgres-user'
import { commandOf } from '../scripts/process-table'

const GONE_WITHIN_MS = 60_000
const leash = new URL('../scripts/leash.mjs', import.meta.url).href

const running = new Map<ChildProcess, Promise<unknown>>()
const homes: string[] = []

test.afterEach(async () => {
  for (const [child, ended] of running) {
    const late = setTimeout(() => child.kill('SIGKILL'), GONE_WITHIN_MS)
    child.kill('SIGTERM')
    await ended
    clearTimeout(late)
  }
  for (const home of homes.splice(0)) await removeHome(home)
})

function newHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'kioo-start-'))
  homes.push(home)
  return home
}

/** This machine's environment without a setting of Kioo's; an empty one keeps out what `.env` says. */
function withoutSettings(): Record<string, string | undefined> {
  const ours = Object.entries(process.env).filter(([name]) => !/^(KIOO_|SMILE_ID_|DATABASE_URL$)/.test(name))
  const filed = existsSync('.env') ? Object.keys(parseEnv(readFileSync('.env', 'utf8'))) : []
  return { ...Object.fromEntries(ours), ...Object.fromEntries(filed.map((name) => [name, ''])) }
}

type Given = { home: string; port: number; settings?: Record<string, string> }

/** What `npm start` runs, on a leash: it ends with the journeys, however they end. */
function start({ home, port, settings }: Given) {
  const child = spawn(process.execPath, ['--import', leash, 'scripts/start.mjs'], {
    env: { ...withoutSettings(), NODE_ENV: 'production', KIOO_HOME: home, PORT: `${port}`, ...settings },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let words = ''
  const streams = [child.stdout, child.stderr]
  for (const stream of streams) stream.on('data', (chunk) => (words += chunk))
  const ended = once(child, 'close').then(([code]) => {
    running.delete(child)
    return { code, said: words.trim() }
  })
  running.set(child, ended)
  /** All it has said, once this is part of it. */
  const says = (text: string) =>
    new Promise<string>((resolve, reject) => {
      for (const stream of streams) stream.on('data', () => words.includes(text) && resolve(words))
      void ended.then(({ code, said }) => reject(new Error(`It ended with ${code} and said: ${said}`)))
    })
  return { child, ended, says }
}

/** All that a start says which does not become one. */
async function refusal(given: Given): Promise<string> {
  const { child, ended, says } = start(given)
  // One that comes up after all is not waited for.
  says('Kioo is running').then(
    () => child.kill('SIGTERM'),
    () => undefined,
  )
  const { code, said } = await ended
  expect(code).toBe(1)
  return said
}

const started = z.array(z.object({ pid: z.number() }))

/** The numbers of everything that this home's start has started. */
async function processesOf(home: string): Promise<number[]> {
  const children = started.parse(JSON.parse(readFileSync(join(home, 'processes.json'), 'utf8')))
  const postgres = readFileSync(join(await dataFolder(home, postgresUser()), 'postmaster.pid'), 'utf8')
  return [...children.map(({ pid }) => pid), Number.parseInt(postgres, 10)]
}

test('npm start names a portal and a sandbox that answer, keeps its home and its port, and leaves nothing behind', async () => {
  const home = newHome()
  const port = await freePort()
  const kioo = start({ home, port })

  const block = await kioo.says('Ctrl-C')
  const [, sandbox = ''] = /^ {2}Sandbox +(\S+)/m.exec(block) ?? []

  await test.step('what it names answers', async () => {
    expect(block).toContain('Kioo is running')
    const [, portal] = /^ {2}Portal +(\S+)$/m.exec(block) ?? []
    expect(portal).toBe(`http://localhost:${port}`)
    expect(block).toMatch(new RegExp(`^ {2}Open +${portal}/setup/`, 'm'))
    expect((await fetch(`${portal}/api/health/live`)).status).toBe(200)
    expect((await fetch(sandbox)).status).toBe(200)
  })

  await test.step('a sandbox that was up and is killed comes back', async () => {
    const [pid = 0] = await processesOf(home)
    process.kill(pid, 'SIGKILL')
    await kioo.says('sandbox ended (SIGKILL); starting it again')
    const status = () => fetch(sandbox).then((answer) => answer.status, String)
    await expect.poll(status).toBe(200)
  })

  await test.step('a second start in its home is told of it', async () => {
    expect(await refusal({ home, port: await freePort() })).toBe(
      `Kioo is already running at http://localhost:${port} (process ${kioo.child.pid}).`,
    )
  })

  await test.step('a start on its port is told that it is taken', async () => {
    expect(await refusal({ home: newHome(), port })).toMatch(new RegExp(`^Port ${port} is taken\\..*$`))
  })

  await test.step('one Ctrl-C, which may come twice, ends it and all it has started', async () => {
    const pids = await processesOf(home)
    expect(pids.map(commandOf)).toEqual(
      ['worker/main.ts', 'next', 'sandbox/main.ts', 'postgres'].map((name) => expect.stringContaining(name)),
    )
    kioo.child.kill('SIGINT')
    // Two that wait at the same time would arrive as one.
    await kioo.says('Stopping …')
    kioo.child.kill('SIGINT')
    expect((await kioo.ended).code).toBe(0)
    expect(pids.map(commandOf)).toEqual([null, null, null, null])
  })
})

test('a sandbox that does not start ends the start, which says why', async () => {
  const settings = { KIOO_SANDBOX_REVIEW_MS: 'soon' }
  const said = await refusal({ home: newHome(), port: await freePort(), settings })
  expect(said).toMatch(/^The sandbox stopped by itself\. It said last:\nThe sandbox did not start\. reviewMs: .*$/)
})
