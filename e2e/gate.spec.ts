import { takePictures } from './enrolling'
import { expect, freshUserId, test } from './fixtures'
import { agree, begin, expectTitle, sendSelfie } from './visiting'

test.use({ camera: 'dark' })

test('a selfie in the dark is sent back to the desk with what helps, and nothing that was typed is lost', async ({
  page,
  asRole,
  database,
}) => {
  const { id } = await asRole('OPERATOR')
  const userId = freshUserId()
  await page.goto('/enroll')
  await page.getByRole('textbox', { name: 'User id' }).fill(userId)
  await takePictures(page)
  await page.getByRole('button', { name: 'Enroll this person' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'too dark' })).toContainText('Turn towards the light')
  await expect(page.getByRole('textbox', { name: 'User id' })).toHaveValue(userId)
  await expect(page.getByRole('button', { name: 'Enroll this person' })).toBeDisabled()
  await expect(page.getByText('Still needed: new pictures.')).toBeVisible()
  const { rows } = await database.query('SELECT count(*)::int AS jobs FROM "Job" WHERE "createdById" = $1', [id])
  expect(rows).toEqual([{ jobs: 0 }])
  const takeNew = page.getByRole('button', { name: 'Take new pictures' })
  await expect(takeNew).toBeFocused()
  await takeNew.click()
  await expect(page.getByRole('button', { name: 'Start the camera' })).toBeVisible()
  await expect(page.getByRole('main')).toBeFocused()
  await expect(page.getByRole('alert').filter({ hasText: 'too dark' })).toHaveCount(0)
  await expect(page.getByRole('textbox', { name: 'User id' })).toHaveValue(userId)
})

test('a person is told in words what to do about a dark selfie, and can take it again', async ({
  asRole,
  backstage,
  phone,
  watched,
}) => {
  watched.allow(/status of 422|ERR_FAILED/)
  const { id } = await asRole('OPERATOR')
  const { url } = await backstage.link(id, { userId: freshUserId() })
  const theirs = await phone()
  await begin(theirs, url)
  await agree(theirs)
  await theirs.route('**/e/visit/submit', (route) => route.abort())
  await sendSelfie(theirs)
  const sendAgain = theirs.getByRole('button', { name: 'Send it again' })
  // After all the pictures, and three tries with longer and longer waits.
  await expect(sendAgain).toBeVisible({ timeout: 90_000 })
  await theirs.unroute('**/e/visit/submit')
  await sendAgain.tap()
  await expect(theirs.getByRole('main')).toBeFocused()
  const refusal = theirs.getByRole('alert').filter({ hasText: 'It is too dark to see your face well.' })
  await expect(refusal).toBeVisible()
  await expectTitle(theirs, 'Look at your selfie')
  await expect(sendAgain).toHaveCount(0)
  await theirs.getByRole('button', { name: 'Take it again' }).tap()
  await expect(theirs.getByRole('button', { name: 'Start the camera' })).toBeVisible()
  await expect(theirs.getByRole('main')).toBeFocused()
})
