import { expect, test } from './fixtures'

test.use({ camera: 'denied' })

test('a camera that is blocked has help of its own, which says how to allow it', async ({ page, asRole }) => {
  await asRole('OPERATOR')
  await page.goto('/enroll')
  await page.getByRole('button', { name: 'Start the camera' }).click()
  const help = page.getByRole('alert').filter({ hasText: 'The camera is blocked' })
  await expect(help.getByRole('listitem')).not.toHaveCount(0)
  await expect(help.getByRole('heading')).toBeFocused()
  await expect(help.getByRole('button', { name: 'Try again' })).toBeVisible()
})
