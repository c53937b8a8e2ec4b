import { randomUUID } from 'node:crypto'
import { deskPictures, expectLive, expectState } from './enrolling'
import { expectFit } from './fit'
import { expect, test } from './fixtures'

test.use({ reducedMotion: 'reduce' })

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
  const frames = page.getByRole('region', { name: 'Frames' })
  const selfie = frames.getByRole('button', { name: /^Show the selfie/ })
  await selfie.click()
  await expectFit(page, 'an approved job that asks why somebody looks')
  await frames.getByLabel('Why you look').selectOption('Something else')
  await selfie.click()
  await expect(frames.getByRole('button', { name: 'Hide the selfie' })).toBeVisible()
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
  // Without a detector nothing takes itself while the live picture is looked at.
  let go = () => {}
  const held = new Promise<void>((resolve) => {
    go = resolve
  })
  await page.route('**/face/**/facemesh.bin', async (route) => {
    await held
    await route.continue()
  })
  await page.getByRole('button', { name: 'Start the camera' }).click()
  await expectLive(page)
  await expectFit(page, 'the live camera')
  go()
  await deskPictures(page)
  await expectFit(page, 'the review')
})
