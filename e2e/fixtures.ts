import { type BrowserContextOptions, test as base, type Page } from '@playwright/test'
import pg from 'pg'
import type { Role } from '@/lib/domain/permissions'
import { type Backstage, openBackstage } from './backstage-child'
import type { Operator } from './backstage-talk'
import { type Camera, launchWith } from './launch'
import { PHONE } from './light'
import { runningStack } from './stack'
import { type Watch, watch } from './watch'

type Stack = ReturnType<typeof runningStack>

export const test = base.extend<
  {
    /** Signs this browser in as a fresh operator of a role, without the sign-in page. */
    asRole(role: Role): Promise<Operator>
    /** A second browser: another person at another desk. Signed out without a role. */
    another(role?: Role): Promise<{ page: Page; operator: Operator | null }>
    /** A phone of its own, in somebody's hand who is no operator. */
    phone(options?: BrowserContextOptions): Promise<Page>
    /** The portal's database, for what no page shows. */
    database: pg.Client
    watched: Watch
  },
  { stack: Stack; camera: Camera; backstage: Backstage }
>({
  stack: [async ({ browserName: _ }, use) => use(runningStack()), { scope: 'worker' }],
  camera: ['a', { scope: 'worker', option: true }],
  launchOptions: [async ({ camera, stack }, use) => use(await launchWith(camera, stack.home)), { scope: 'worker' }],
  backstage: [
    async ({ stack }, use) => {
      const backstage = openBackstage(stack.settings)
      await use(backstage)
      backstage.close()
    },
    { scope: 'worker' },
  ],
  baseURL: ({ stack }, use) => use(stack.url),
  watched: [
    async ({ context, stack }, use) => {
      const watched = watch(context, stack.url)
      await use(watched)
      watched.verify()
    },
    { auto: true },
  ],
  asRole: ({ context, stack, backstage }, use) =>
    use(async (role) => {
      const operator = await backstage.operator(role)
      await context.addCookies([{ ...operator.cookie, url: stack.url, httpOnly: true, sameSite: 'Lax' }])
      return operator
    }),
  another: async ({ browser, stack, backstage, watched: { allowed } }, use) => {
    const opened: (() => Promise<void>)[] = []
    await use(async (role) => {
      const context = await browser.newContext({ baseURL: stack.url })
      const watched = watch(context, stack.url, allowed)
      opened.push(async () => {
        watched.verify()
        await context.close()
      })
      const operator = role ? await backstage.operator(role) : null
      if (operator) await context.addCookies([{ ...operator.cookie, url: stack.url, httpOnly: true, sameSite: 'Lax' }])
      return { page: await context.newPage(), operator }
    })
    for (const close of opened) await close()
  },
  phone: async ({ browser, stack, watched: { allowed } }, use) => {
    const opened: (() => Promise<void>)[] = []
    await use(async (options) => {
      const context = await browser.newContext({ baseURL: stack.url, locale: 'en-GB', ...PHONE, ...options })
      const watched = watch(context, stack.url, allowed)
      opened.push(async () => {
        watched.verify()
        await context.close()
      })
      return context.newPage()
    })
    for (const close of opened) await close()
  },
  database: async ({ stack }, use) => {
    const client = new pg.Client(stack.databaseUrl)
    await client.connect()
    await use(client)
    await client.end()
  },
})

export { expect } from '@playwright/test'
export { freshUserId } from './backstage-child'
export { INSECURE_HOST } from './launch'
