import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { expect, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import { testSettings } from '@/scripts/testing/settings'

const addressSchema = z.object({ port: z.number() })
const slowly = 60_000
const patience = { timeout: 10_000 }

async function portal(drainS: string) {
  const env = { PATH: process.env.PATH, NODE_ENV: 'test' as const, DATABASE_URL: 'postgresql://127.0.0.1:9/none' }
  const child = fork('scripts/testing/leaving-portal.ts', {
    execArgv: ['--import', 'tsx', '--conditions=react-server'],
    env: { ...env, ...testSettings, KIOO_DRAIN_S: drainS, NEXT_MANUAL_SIG_HANDLE: '1' },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [address] = await once(child, 'message')
  const { port } = addressSchema.parse(address)
  return { child, ask: (path: string) => fetch(`http://127.0.0.1:${port}${path}`) }
}

const ended = (child: ChildProcess) => once(child, 'exit')
const refused = async (ask: () => Promise<unknown>) => expect(ask()).rejects.toThrow()

test('told to stop, it says so at once and answers new connections until its time is over', {
  timeout: slowly,
}, async () => {
  const { child, ask } = await portal('10')
  const stream = await ask('/stream')
  expect((await ask('/ready')).status).toBe(200)
  const over = ended(child)
  child.kill('SIGTERM')
  await vi.waitFor(async () => expect((await ask('/ready')).status).toBe(503), patience)
  const taken = await ask('/callbacks')
  expect({ status: taken.status, connection: taken.headers.get('connection') }).toEqual({
    status: 200,
    connection: 'close',
  })
  expect(await stream.text()).toBe('ready\nclosed\n')
  expect(await over).toEqual([0, null])
})

test('a request under way when the door closes is finished', { timeout: slowly }, async () => {
  const { child, ask } = await portal('0')
  const [slow] = [ask('/slow'), await once(child, 'message')]
  const over = ended(child)
  child.kill('SIGTERM')
  await vi.waitFor(() => refused(() => ask('/ready')), patience)
  child.send('answer')
  expect(await (await slow).text()).toBe('finished')
  expect(await over).toEqual([0, null])
})

test('Ctrl-C a second time ends it at once, and the echo of the first does not', { timeout: slowly }, async () => {
  const { child, ask } = await portal('15')
  await ask('/ready')
  const over = ended(child)
  child.kill('SIGINT')
  child.kill('SIGINT')
  await vi.waitFor(async () => expect((await ask('/ready')).status).toBe(503), patience)
  const press = setInterval(() => child.kill('SIGINT'), 50)
  onTestFinished(() => clearInterval(press))
  expect(await over).toEqual([130, null])
})
