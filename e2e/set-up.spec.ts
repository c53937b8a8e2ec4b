import { countLoads, expectState, history, submit, takePictures } from './enrolling'
import { expectFit } from './fit'
import { expect, freshUserId, test } from './fixtures'
import { part } from './visiting'

const password = 'quiet mango lantern 42'

test('a stranger sets Kioo up once, signs in, enrolls a person and sees the job become approved by itself', async ({
  page,
  stack,
  another,
}) => {
  await test.step('the set-up link makes the first administrator', async () => {
    await page.goto(stack.setupUrl)
    await page.getByLabel('Your name').fill('Amina Otieno')
    await page.getByLabel('E-mail').fill('amina@example.test')
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Start using Kioo' }).click()
    await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible()
  })

  await test.step('the link works once', async () => {
    const { page: stranger } = await another()
    await stranger.goto(stack.setupUrl)
    await expect(stranger.getByRole('heading', { name: 'Kioo is set up already' })).toBeVisible()
    await expect(stranger.getByRole('textbox')).toHaveCount(0)
    await expect(stranger.getByRole('link', { name: 'Go to sign-in' })).toBeVisible()
  })

  await test.step('she signs out, and in again', async () => {
    await page.getByRole('button', { name: /Amina Otieno/ }).click()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByLabel('E-mail').fill('amina@example.test')
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(part(page, 'First steps').getByRole('listitem')).toHaveCount(3)
    await expect(part(page, 'First steps')).toContainText('0 of 3 done')
    await expectFit(page, 'the first overview')
  })

  const userId = freshUserId()
  await test.step('she enrolls a person', async () => {
    await page.getByRole('main').getByRole('link', { name: 'Enroll someone' }).click()
    await takePictures(page)
    await page.getByRole('textbox', { name: 'User id' }).fill(userId)
    await expect(page.getByText('New in Sandbox.')).toBeVisible()
    await page.getByLabel('Name', { exact: true }).fill('Wanjiru Kamau')
  })

  await test.step('the job moves to Approved without a reload', async () => {
    const loads = countLoads(page)
    await submit(page)
    await expectState(page, 'Approved')
    await expect(page.getByRole('heading', { name: 'Register Wanjiru Kamau' })).toBeVisible()
    expect(loads()).toBe(0)
  })

  await test.step('its history tells the whole story', async () => {
    for (const line of [
      'Captured',
      'Queued by Amina Otieno',
      'Asking Smile ID for an upload address',
      'Uploading the capture',
      'Uploaded',
      'Status read: a result is there',
      'Approved: Enrolled',
    ])
      await expect(history(page).filter({ hasText: line })).not.toHaveCount(0)
    const callbacks = page.getByRole('region', { name: 'Callbacks' })
    await callbacks.getByText('Callback received and confirmed by Smile ID’s status').click()
    await expect(callbacks.getByRole('region', { name: 'Callback body, indented' })).toContainText('"ResultCode"')
  })

  await test.step('the overview counts it', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Overview' }).click()
    await expect(page.getByRole('region', { name: 'Today' }).getByRole('link', { name: /Approved 1/ })).toBeVisible()
    const steps = part(page, 'First steps')
    await expect(steps).toContainText('1 of 3 done')
    await expect(steps.getByRole('listitem').filter({ hasText: 'Done' })).toContainText('Enroll someone at this desk')
  })
})
