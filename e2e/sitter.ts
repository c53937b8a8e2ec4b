import type { Page } from '@playwright/test'
import type { Scene } from './film'
import { test as base } from './fixtures'
import { launchWith } from './launch'
import { watch } from './watch'

/** For journeys with many cameras: each scene in a browser of its own, before the form, signed in. */
export const test = base.extend<{
  sit(scene: Scene, prepare?: (page: Page) => Promise<unknown>): Promise<Page>
}>({
  sit: async ({ playwright, stack, backstage, watched: { allowed } }, use) => {
    const opened: (() => Promise<void>)[] = []
    await use(async (scene, prepare) => {
      const browser = await playwright.chromium.launch(await launchWith(scene, stack.home))
      const context = await browser.newContext({ baseURL: stack.url, locale: 'en-GB' })
      const watched = watch(context, stack.url, allowed)
      opened.push(async () => {
        watched.verify()
        await browser.close()
      })
      const { cookie } = await backstage.operator('OPERATOR')
      await context.addCookies([{ ...cookie, url: stack.url, httpOnly: true, sameSite: 'Lax' }])
      const page = await context.newPage()
      await prepare?.(page)
      await page.goto('/enroll')
      await page.getByRole('button', { name: 'Start the camera' }).click()
      return page
    })
    for (const close of opened) await close()
  },
})

export { expect } from '@playwright/test'
