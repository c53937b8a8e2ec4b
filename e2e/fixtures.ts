import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { test as base } from '@playwright/test'
import pg from 'pg'
import { z } from 'zod'
import type { Role } from '@/lib/domain/permissions'
import { film, type Scene } from './film'
import { runningStack } from './stack'

const run = promisify(execFile)
const signedIn = z.object({ id: z.string(), email: z.string(), name: z.string(), value: z.string() })
export type Operator = { id: string; email: string }

/** `none`: the machine has no camera. `denied`: the person says no. */
export type Camera = Scene | 'none' | 'denied'

type Stack = ReturnType<typeof runningStack>

const quiet = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run']
const offline = ['--disable-background-networking', '--disable-component-update', '--disable-sync']

async function cameraFlags(camera: Camera, home: string): Promise<string[]> {
  if (camera === 'none') return []
  const fake = '--use-fake-device-for-media-stream'
  if (camera === 'denied') return [fake, '--use-fake-ui-for-media-stream=deny']
  const file = await film(camera, join(home, 'films'))
  return [fake, '--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${file}`]
}

export const test = base.extend<
  {
    /** Signs this browser in as a fresh operator of a role, without the sign-in page. */
    asRole(role: Role): Promise<Operator>
    /** The portal's database, for what no page shows. */
    database: pg.Client
  },
  { stack: Stack; camera: Camera }
>({
  stack: [async ({ browserName: _ }, use) => use(runningStack()), { scope: 'worker' }],
  camera: ['a', { scope: 'worker', option: true }],
  launchOptions: [
    async ({ camera, stack }, use) => {
      const args = [...quiet, ...offline, ...(await cameraFlags(camera, stack.home))]
      await use({ args, ...(process.env.CHROMIUM && { executablePath: process.env.CHROMIUM }) })
    },
    { scope: 'worker' },
  ],
  baseURL: ({ stack }, use) => use(stack.url),
  asRole: ({ context, stack }, use) =>
    use(async (role) => {
      const { stdout } = await run(
        process.execPath,
        ['--import', 'tsx', '--conditions=react-server', 'e2e/sign-in.ts', role],
        { env: { ...process.env, ...stack.settings } },
      )
      const { id, email, name, value } = signedIn.parse(JSON.parse(stdout))
      await context.addCookies([{ name, value, url: stack.url, httpOnly: true, sameSite: 'Lax' }])
      return { id, email }
    }),
  database: async ({ stack }, use) => {
    const client = new pg.Client(stack.databaseUrl)
    await client.connect()
    await use(client)
    await client.end()
  },
})

export { expect } from '@playwright/test'
