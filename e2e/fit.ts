import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const axe: Parameters<AxeBuilder['options']>[0] = { runOnly: rules, resultTypes: ['violations'], preload: false }
const desk = { width: 1280, height: 800 }
const phone = { width: 390, height: 844 }
/** What one look may take on a slow machine. */
const LOOK_MS = 60_000
/** A desk's window at 200 % zoom, a phone, and the narrowest width that WCAG 1.4.10 asks for. */
const narrow = [720, 390, 320]

/** Holds a page as it stands against what must be true of every page. */
export async function expectFit(page: Page, what: string, tab = /Kioo/): Promise<void> {
  test.info().setTimeout(test.info().timeout + LOOK_MS)
  await expect(page.getByRole('heading', { level: 1 }), `${what} has one title`).toHaveCount(1)
  await expect(page, `${what} has a name in its tab`).toHaveTitle(tab)
  for (const width of narrow) {
    await page.setViewportSize({ width, height: 450 })
    const over = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement
      return scrollWidth - clientWidth
    })
    expect(over, `${what} does not scroll sideways at ${width} px`).toBe(0)
  }
  for (const [name, size] of Object.entries({ desk, phone }))
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize(size)
      await page.emulateMedia({ colorScheme })
      await page.evaluate(coloursSettled)
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().options(axe).analyze()
      const found = violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html) }))
      expect(found, `${what}, ${colorScheme}, ${name}`).toEqual([])
    }
  await page.setViewportSize(desk)
}

/** Colours fade from one scheme to the other; in between, no contrast is the right one. */
function coloursSettled(): Promise<unknown> {
  const fading = document.getAnimations().filter((animation) => animation instanceof CSSTransition)
  return Promise.allSettled(fading.map(({ finished }) => finished))
}
