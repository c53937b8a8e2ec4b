import { expect, test } from './fixtures'
import { agree, begin, part, press } from './visiting'

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

test('on a person’s phone a blocked camera is explained, and the operator sees where it got stuck', async ({
  page,
  asRole,
  phone,
  backstage,
}) => {
  const { id } = await asRole('OPERATOR')
  const { linkId, url } = await backstage.link(id)
  const theirs = await phone()
  await begin(theirs, url)
  await agree(theirs)
  await press(theirs, 'Start the camera')
  const help = theirs.getByRole('alert').filter({ hasText: 'The camera is blocked' })
  await expect(help.getByRole('listitem')).not.toHaveCount(0)
  await page.goto(`/links/${linkId}`)
  await expect(part(page, 'Visits')).toContainText(/camera blocked in Chrome/i)
})
