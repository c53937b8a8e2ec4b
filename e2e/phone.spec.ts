import type { Page } from '@playwright/test'
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

test('at the desk a shown selfie is seen whole: what hides it again comes with the pointer, and below the face', async ({
  page,
  asRole,
  backstage,
}) => {
  const { id } = await asRole('OPERATOR')
  const { jobId } = await backstage.job(id)
  await page.goto(`/jobs/${jobId}`)
  await expectState(page, 'Approved')
  await page.getByLabel('Why you look').first().selectOption('Checking a result')
  await page
    .getByRole('button', { name: /^Show the selfie/ })
    .first()
    .click()
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
    const { jobId } = await backstage.job(id)
    await page.goto(`/jobs/${jobId}`)
    await expectState(page, 'Approved')
    await page.getByLabel('Why you look').first().selectOption('Checking a result')
    await page
      .getByRole('button', { name: /^Show the selfie/ })
      .first()
      .tap()
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
