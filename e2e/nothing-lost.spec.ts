import { addParameter, captureSays, expectState, jobIdOf, submit, takePictures } from './enrolling'
import { expect, freshUserId, test } from './fixtures'

test('a submit that does not get through keeps the pictures and everything typed', async ({
  page,
  asRole,
  watched,
}) => {
  watched.allow(/ERR_FAILED|ERR_INTERNET_DISCONNECTED/)
  await asRole('OPERATOR')
  await page.goto('/enroll')
  await takePictures(page)
  const userId = freshUserId()
  await page.getByRole('textbox', { name: 'User id' }).fill(userId)
  await expect(page.getByText('New in Sandbox.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Wanjiru Kamau')
  await page.getByRole('checkbox', { name: 'Allow re-enrolling this user id' }).check()
  await page.getByRole('textbox', { name: 'Reason' }).fill('New phone')
  await page.getByRole('button', { name: 'Type it in' }).click()
  await page.getByRole('textbox', { name: 'Latitude' }).fill('-1.2921')
  await page.getByRole('textbox', { name: 'Longitude' }).fill('36.8219')
  await addParameter(page, 'branch', 'Nairobi West')

  await page.route('**/enroll', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()))
  await page.getByRole('button', { name: 'Enroll this person' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'The portal could not be reached.' })).toBeVisible()
  await expect(captureSays(page)).toHaveText('All 8 pictures have arrived')
  await expect(page.getByRole('textbox', { name: 'User id' })).toHaveValue(userId)
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Wanjiru Kamau')
  await expect(page.getByRole('checkbox', { name: 'Allow re-enrolling this user id' })).toBeChecked()
  await expect(page.getByRole('textbox', { name: 'Reason' })).toHaveValue('New phone')
  await expect(page.getByRole('textbox', { name: 'Latitude' })).toHaveValue('-1.2921')
  await expect(page.getByRole('textbox', { name: 'Longitude' })).toHaveValue('36.8219')
  await expect(page.getByLabel('Value of parameter 1')).toHaveValue('Nairobi West')

  await page.unroute('**/enroll')
  // Once the network is back, nothing says any longer that it is not.
  await page.context().setOffline(true)
  await page.context().setOffline(false)
  await expect(page.getByRole('alert').filter({ hasText: 'could not be reached' })).toHaveCount(0)
  await submit(page)
  await expectState(page, 'Approved')
  const sent = page.getByRole('main')
  await expect(sent.getByText('Nairobi West', { exact: true })).toBeVisible()
  await expect(sent.getByText('New phone').first()).toBeVisible()
})

test('a wrong field is named and keeps the pictures; pressing submit twice makes one job, and going back cannot send it again', async ({
  page,
  asRole,
  database,
}) => {
  await asRole('OPERATOR')
  await page.goto('/enroll')
  await takePictures(page)
  const userId = freshUserId()
  await page.getByRole('textbox', { name: 'User id' }).fill(`not ok ${userId}`)
  await addParameter(page, 'job_id', 'mine')
  await expect(page.getByRole('textbox', { name: 'User id' })).toHaveAccessibleDescription(/Use letters, digits/)
  await expect(page.getByText('Still needed: a user id that can be used.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Enroll this person' })).toBeDisabled()
  await page.getByRole('textbox', { name: 'User id' }).fill(userId)
  await page.getByRole('button', { name: 'Enroll this person' }).click()
  await expect(page.getByLabel('Name of parameter 1')).toHaveAccessibleDescription(/Kioo writes this one itself/)
  await expect(page.getByLabel('Name of parameter 1')).toBeFocused()
  await expect(captureSays(page)).toHaveText('All 8 pictures have arrived')
  await page.getByRole('button', { name: 'Remove parameter 1' }).click()
  await expect(page.getByRole('group', { name: 'Extra parameters' })).toBeFocused()

  await page.getByRole('button', { name: 'Enroll this person' }).dblclick()
  await expectState(page, 'Approved')
  const { rows } = await database.query(
    'SELECT j.id FROM "Job" j JOIN "Enrollee" e ON e.id = j."enrolleeId" WHERE e."userId" = $1',
    [userId],
  )
  expect(rows).toEqual([{ id: jobIdOf(page) }])

  await page.goBack()
  await expect(page.getByRole('button', { name: 'Start the camera' })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'User id' })).toHaveValue('')
  await expect(page.getByRole('button', { name: 'Enroll this person' })).toBeDisabled()
})

test('what was said of a try before is not said any longer while the next one is under way', async ({
  page,
  asRole,
  database,
  watched,
}) => {
  watched.allow(/ERR_FAILED/)
  const { id } = await asRole('ADMIN')
  await page.goto('/settings/organisation')
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Kioo')
  await page.route('**/organisation', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  )
  const save = page.getByRole('button', { name: 'Save' })
  const silence = page.getByText('Kioo did not answer, so it is not certain whether this was done.')
  await save.click()
  await expect(silence).toBeVisible()
  await page.unroute('**/organisation')
  await database.query(
    `UPDATE "OperatorSession" SET "confirmedAt" = now() - interval '11 minutes' WHERE "operatorId" = $1`,
    [id],
  )
  await save.click()
  await expect(page.getByRole('dialog', { name: 'Your password, once more' })).toBeVisible()
  await expect(silence).toBeHidden()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('status').filter({ hasText: 'Nothing was changed' })).toBeVisible()
  await expect(page.getByRole('alert').filter({ hasText: /./ })).toHaveCount(0)
})

test('a chosen logo stays chosen when no answer comes, and is sent by pressing once more', async ({
  page,
  asRole,
  watched,
}) => {
  watched.allow(/ERR_FAILED/)
  await asRole('ADMIN')
  await page.goto('/settings/organisation')
  const logo = page.locator('input[type=file]')
  const upload = page.getByRole('button', { name: 'Upload' })
  await logo.setInputFiles('e2e/faces/jpg/a-blink.jpg')
  await page.route('**/organisation', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  )
  await upload.click()
  await expect(page.getByRole('alert').filter({ hasText: 'Kioo did not answer' })).toBeVisible()
  await page.unroute('**/organisation')
  await upload.click()
  await expect(page.getByRole('img', { name: 'Your logo' })).toBeVisible()
  // Kept, it no longer stands there to be sent again.
  await expect(logo).toHaveValue('')
  await page.getByRole('button', { name: 'Take the logo away' }).click()
  await expect(page.getByRole('img', { name: 'Your logo' })).toHaveCount(0)
})
