import { expect, test } from './fixtures'

test.use({ camera: 'none' })

test('a machine without a camera says so', async ({ page, asRole }) => {
  await asRole('OPERATOR')
  await page.goto('/enroll')
  await page.getByRole('button', { name: 'Start the camera' }).click()
  const help = page.getByRole('alert').filter({ hasText: 'No camera was found' })
  await expect(help).toContainText('Plug in a camera')
  await expect(help.getByRole('button', { name: 'Try again' })).toBeVisible()
})
