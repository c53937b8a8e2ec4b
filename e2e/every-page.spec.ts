import { randomUUID } from 'node:crypto'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expectState, lookIntoCamera } from './enrolling'
import { expect, test } from './fixtures'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const axe: Parameters<AxeBuilder['options']>[0] = { runOnly: rules, resultTypes: ['violations'], preload: false }
const desk = { width: 1280, height: 800 }
const phone = { width: 390, height: 844 }
/** A desk's window at 200 % zoom, a phone, and the narrowest width that WCAG 1.4.10 asks for. */
const narrow = [720, 390, 320]

test.use({ reducedMotion: 'reduce' })

/** Holds a page as it stands against what must be true of every page. */
async function expectFit(page: Page, what: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 }), `${what} has one title`).toHaveCount(1)
  await expect(page, `${what} has a name in its tab`).toHaveTitle(/Kioo/)
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
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().options(axe).analyze()
      const found = violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html) }))
      expect(found, `${what}, ${colorScheme}, ${name}`).toEqual([])
    }
  await page.setViewportSize(desk)
}

test('pages of nobody in particular fit every screen and are accessible', async ({
  page,
  backstage,
  asRole,
  watched,
}) => {
  watched.allow(/status of 40[34]/)
  const { id } = await backstage.operator('OPERATOR')
  for (const path of ['/sign-in', `/setup/${randomUUID()}`, `/invitation/${randomUUID()}`, '/no-such-page']) {
    await page.goto(path)
    await expectFit(page, path)
  }
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByLabel('E-mail')).toHaveAttribute('aria-invalid', 'true')
  await expectFit(page, 'a refused sign-in')
  const { jobId, enrolleeId } = await backstage.job(id, { displayName: 'Wanjiru Kamau' })
  await asRole('VIEWER')
  for (const path of ['/enroll', '/', '/jobs', `/jobs/${jobId}`, `/enrollees/${enrolleeId}`]) {
    await page.goto(path)
    await expectFit(page, `${path} for a viewer`)
  }
})

test('lists and settings fit every screen and are accessible', async ({ page, asRole, backstage }) => {
  const { id } = await asRole('ADMIN')
  await backstage.operator('VIEWER')
  await backstage.job(id, { displayName: 'A person with rather a long name of many words, as some people have' })
  await backstage.job(id, { partnerParams: [{ key: 'sandbox_result', value: '1' }] })
  for (const path of ['/', '/jobs', '/jobs?q=nothing-like-this', '/enrollees', '/settings', '/settings/account']) {
    await page.goto(path)
    await expectFit(page, path)
  }
  await page.goto('/settings/operators')
  await page.getByRole('button', { name: 'Make an invitation link' }).click()
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveAttribute('aria-invalid', 'true')
  await expectFit(page, '/settings/operators')
})

test('jobs of every outcome fit every screen and are accessible', async ({ page, asRole, backstage }) => {
  const { id } = await asRole('OPERATOR')
  const approved = await backstage.job(id, { displayName: 'Wanjiru Kamau' })
  await page.goto(`/jobs/${approved.jobId}`)
  await expectState(page, 'Approved')
  await page
    .getByRole('region', { name: 'Callbacks' })
    .getByText(/^Callback received/)
    .first()
    .click()
  await page
    .getByRole('region', { name: 'Frames' })
    .getByRole('button', { name: /^Show the selfie/ })
    .click()
  await expectFit(page, 'an approved job')

  const refused = await backstage.job(id, { userId: approved.userId })
  await page.goto(`/jobs/${refused.jobId}`)
  await expectState(page, 'Refused')
  await page.getByRole('button', { name: 'Allow re-enroll and send again' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectFit(page, 'a refused job with its question')

  const rejected = await backstage.job(id, { partnerParams: [{ key: 'sandbox_result', value: '1' }] })
  await page.goto(`/jobs/${rejected.jobId}`)
  await expectState(page, 'Rejected')
  await expectFit(page, 'a rejected job')

  await page.goto(`/enrollees/${approved.enrolleeId}`)
  await expectFit(page, 'an enrollee')
  await page.goto(`/enrollees/${approved.enrolleeId}/authenticate`)
  await expectFit(page, 'authenticating')
})

test('the form and the capture fit every screen and are accessible', async ({ page, asRole }) => {
  await asRole('OPERATOR')
  await page.goto('/enroll')
  await page.getByRole('checkbox', { name: 'Allow re-enrolling this user id' }).check()
  await page.getByRole('button', { name: 'Type it in' }).click()
  await page.getByRole('button', { name: 'Add a parameter' }).click()
  await expectFit(page, 'the form')
  await page.getByRole('button', { name: 'Start the camera' }).click()
  await expect(page.getByRole('button', { name: 'Take the pictures' })).toBeEnabled()
  await expectFit(page, 'the live camera')
  await page.reload()
  await lookIntoCamera(page)
  await expectFit(page, 'the review')
})
