import { expect, test } from './fixtures'
import { agree, begin, codeOn, press } from './visiting'

test.use({ camera: 'none' })

test('a machine without a camera says so', async ({ page, asRole }) => {
  await asRole('OPERATOR')
  await page.goto('/enroll')
  await page.getByRole('button', { name: 'Start the camera' }).click()
  const help = page.getByRole('alert').filter({ hasText: 'No camera was found' })
  await expect(help).toContainText('Plug in a camera')
  await expect(help.getByRole('button', { name: 'Try again' })).toBeVisible()
})

test('a person without a camera is offered to go on by phone', async ({ phone, backstage }) => {
  const { id } = await backstage.operator('OPERATOR')
  const { url } = await backstage.link(id)
  const theirs = await phone()
  await begin(theirs, url)
  await agree(theirs)
  await press(theirs, 'Start the camera')
  await expect(theirs.getByRole('alert').filter({ hasText: 'No camera was found' })).toBeVisible()
  await press(theirs, 'Show the code for my phone')
  expect(await codeOn(theirs)).toHaveLength(9)
})
