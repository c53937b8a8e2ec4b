import type { Locator, Page } from '@playwright/test'
import type { Backstage } from './backstage-child'
import { expectState } from './enrolling'
import { expect, test } from './fixtures'
import { agree, begin } from './visiting'

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

/** How strongly the sign on a shown selfie is drawn, and how far down the picture it begins (0 top, 1 bottom). */
async function hidingSign(page: Page): Promise<{ opacity: number; top: number }> {
  const button = page.getByRole('button', { name: 'Hide the selfie' }).first()
  await expect(button.locator('svg.lucide-eye-off')).toBeAttached()
  await button.getByRole('img').evaluate(async (image) => {
    if (image instanceof HTMLImageElement) await image.decode()
  })
  return button.evaluate(async (shown) => {
    await Promise.all(shown.getAnimations({ subtree: true }).map(({ finished }) => finished))
    const sign = shown.querySelector('svg.lucide-eye-off')
    const veil = sign?.parentElement?.parentElement
    if (!sign || !veil) throw new Error('no sign')
    const whole = shown.getBoundingClientRect()
    const top = (sign.getBoundingClientRect().top - whole.top) / whole.height
    return { opacity: Number(getComputedStyle(veil).opacity), top }
  })
}

/** On the page of an approved job, with a reason given: what shows the first selfie. */
async function selfieToShow(page: Page, backstage: Backstage, operatorId: string): Promise<Locator> {
  const { jobId } = await backstage.job(operatorId)
  await page.goto(`/jobs/${jobId}`)
  await expectState(page, 'Approved')
  await page.getByLabel('Why you look').first().selectOption('Checking a result')
  return page.getByRole('button', { name: /^Show the selfie/ }).first()
}

test('at the desk a shown selfie is seen whole: what hides it again comes with the pointer, and below the face', async ({
  page,
  asRole,
  backstage,
}) => {
  const { id } = await asRole('OPERATOR')
  await (await selfieToShow(page, backstage, id)).click()
  const near = await hidingSign(page)
  expect(near.opacity).toBe(1)
  expect(near.top).toBeGreaterThan(0.7)
  await page.mouse.move(0, 0)
  expect((await hidingSign(page)).opacity).toBe(0)
})

test.describe('on a phone', () => {
  test.use(phone)

  test('a shown selfie keeps the sign that hides it, below the face', async ({ page, asRole, backstage }) => {
    const { id } = await asRole('OPERATOR')
    await (await selfieToShow(page, backstage, id)).tap()
    const sign = await hidingSign(page)
    expect(sign.opacity).toBe(1)
    expect(sign.top).toBeGreaterThan(0.7)
    await page.getByRole('button', { name: /^Show/ }).first().tap()
  })

  test('the roles to choose from are read whole, and what the chosen one means stands below', async ({
    page,
    asRole,
  }) => {
    await asRole('ADMIN')
    await page.goto('/settings/operators')
    const role = page.getByRole('combobox', { name: 'Role', exact: true })
    const fits = await role.evaluate((select: HTMLSelectElement) => {
      const room = select.offsetWidth
      select.style.width = 'max-content'
      return select.offsetWidth <= room
    })
    expect(fits).toBe(true)
    await role.selectOption('Viewer')
    await expect(role).toHaveAccessibleDescription('Sees jobs with names hidden. Changes nothing.')
  })
})

test('what starts the camera is in sight on a phone between its browser’s bars, and in a window zoomed to twice its size', async ({
  page,
  asRole,
  backstage,
  phone: handed,
}) => {
  const { id } = await asRole('OPERATOR')
  const { url } = await backstage.link(id)
  const theirs = await handed()
  await begin(theirs, url)
  await agree(theirs)
  await page.goto('/enroll')
  for (const viewport of [
    { width: 390, height: 664 },
    { width: 720, height: 450 },
  ]) {
    await page.setViewportSize(viewport)
    const start = page.getByRole('button', { name: 'Start the camera' })
    await expect(start).toBeInViewport({ ratio: 1 })
    const [button, bar] = await Promise.all([start, page.getByRole('navigation')].map((one) => one.boundingBox()))
    expect((button?.y ?? 0) + (button?.height ?? 0), 'not under the bar at the foot').toBeLessThan(bar?.y ?? 0)
    await theirs.setViewportSize(viewport)
    await expect(theirs.getByRole('button', { name: 'Start the camera' })).toBeInViewport({ ratio: 1 })
  }
})

const locales = ['en-GB', 'fr-FR', 'pt-PT', 'sw-KE', 'ar-EG']

test('the next step of a link is in sight on arrival on every phone in every language, and what is asked for stands before it', async ({
  backstage,
  phone: handed,
}) => {
  const { id } = await backstage.operator('OPERATOR')
  const links = [await backstage.link(id, { displayName: 'Wanjiru Kamau' }), await backstage.link(id)]
  for (const locale of locales) {
    const theirs = await handed({ locale })
    for (const { url } of links)
      for (const viewport of [
        { width: 390, height: 844 },
        { width: 360, height: 640 },
        { width: 360, height: 512 },
      ]) {
        await theirs.setViewportSize(viewport)
        await theirs.goto(url)
        const next = theirs.locator('form[action="/e/claim"]').getByRole('button')
        await expect(next, `${locale}, ${viewport.height}`).toBeInViewport({ ratio: 1 })
        expect(
          await theirs.locator('dl, form[action="/e/claim"]').evaluateAll((all) => all.map((one) => one.tagName)),
        ).toEqual(['DL', 'FORM'])
      }
  }
})

/** Whether the middle of an element is seen, and nothing lies over it. */
function isSeen(element: Element): boolean {
  const { left, top, width, height } = element.getBoundingClientRect()
  const there = document.elementFromPoint(left + width / 2, top + height / 2)
  return there !== null && element.contains(there)
}

test('the next step that waits at the foot covers neither what has the focus nor the end of the page', async ({
  backstage,
  phone: handed,
}) => {
  const { id } = await backstage.operator('OPERATOR')
  const { url } = await backstage.link(id, { displayName: 'Wanjiru Kamau' })
  const theirs = await handed()
  await theirs.setViewportSize({ width: 360, height: 640 })
  await theirs.goto(url)
  const facts = await theirs.locator('dl > div').all()
  for (const fact of facts) {
    await fact.evaluate((element) => element.scrollIntoView({ block: 'center' }))
    expect(await fact.evaluate(isSeen)).toBe(true)
  }
  await theirs.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight))
  const until = theirs.getByRole('main').getByRole('paragraph').last()
  for (const end of [theirs.getByText('This is not me', { exact: true }), until])
    expect(await end.evaluate(isSeen)).toBe(true)

  await theirs.evaluate(() => window.scrollTo(0, 0))
  // The languages, the next step and the two other ways, and back to the languages.
  for (const key of ['Tab', 'Tab', 'Tab', 'Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab']) {
    await theirs.keyboard.press(key)
    expect(await theirs.locator(':focus').evaluate(isSeen)).toBe(true)
  }
})

test('the next step stays in its place on a phone on its side, and where a page is zoomed in', async ({
  backstage,
  phone: handed,
}) => {
  const { id } = await backstage.operator('OPERATOR')
  const { url } = await backstage.link(id, { displayName: 'Wanjiru Kamau' })
  const theirs = await handed()
  const next = theirs.locator('form[action="/e/claim"]').getByRole('button')
  for (const viewport of [
    { width: 640, height: 360 },
    { width: 320, height: 422 },
  ]) {
    await theirs.setViewportSize(viewport)
    await theirs.goto(url)
    await expect(theirs.getByRole('term').first()).toBeInViewport()
    await expect(next).not.toBeInViewport()
    await next.scrollIntoViewIfNeeded()
    await expect(next).toBeInViewport({ ratio: 1 })
  }
})
