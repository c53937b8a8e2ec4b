import { addParameter, countLoads, expectState, history, reviewEnds, submit, takePictures } from './enrolling'
import { expect, freshUserId, test } from './fixtures'

test('a capture that Smile ID rejects says so, and offers to register again', async ({ page, asRole }) => {
  await asRole('OPERATOR')
  await page.goto('/enroll')
  await takePictures(page)
  const userId = freshUserId()
  await page.getByRole('textbox', { name: 'User id' }).fill(userId)
  await addParameter(page, 'sandbox_result', '1')
  await submit(page)
  await expectState(page, 'Rejected')
  await expect(history(page).filter({ hasText: 'Rejected: Smile ID could not enroll this face' })).toHaveCount(1)
  await page
    .getByRole('main')
    .getByRole('link', { name: /^(Capture|Register) again$/ })
    .first()
    .click()
  // A user id may be an e-mail, and an address stays in the browser's history and a proxy's log.
  await expect(page).toHaveURL(/\/enroll\?retryOf=[0-9a-f-]{36}$/)
  await expect(page.getByRole('heading', { name: 'Enroll a person' })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'User id' })).toHaveValue(userId)
})

test('a provisional result is shown as such, and becomes approved by itself after the review', async ({
  page,
  asRole,
  backstage,
  request,
  stack,
}) => {
  const { id } = await asRole('OPERATOR')
  const { jobId } = await backstage.job(id, { partnerParams: [{ key: 'sandbox_result', value: '2' }] })
  await page.goto(`/jobs/${jobId}`)
  const loads = countLoads(page)
  await expectState(page, 'Provisional')
  await reviewEnds(request, stack.sandboxUrl, jobId)
  await expectState(page, 'Approved')
  await expect(history(page).filter({ hasText: 'Provisional: ' })).toHaveCount(1)
  await expect(history(page).filter({ hasText: 'Approved: Enrolled after review' })).toHaveCount(1)
  expect(loads()).toBe(0)
})

test('a result code that nobody knows is told as such, and decides nothing', async ({ page, asRole, backstage }) => {
  const { id } = await asRole('OPERATOR')
  const { jobId } = await backstage.job(id, { partnerParams: [{ key: 'sandbox_result', value: '7777' }] })
  await page.goto(`/jobs/${jobId}`)
  await expectState(page, 'Unknown')
  const main = page.getByRole('main')
  await expect(main).toContainText('A result Kioo does not know.')
  await expect(main).toContainText('Smile ID gave a result code that Kioo has no meaning for')
  await expect(main).not.toContainText('The connection broke')
  await page.goto('/jobs?group=person')
  const row = page.getByRole('row').filter({ has: page.locator(`a[href="/jobs/${jobId}"]`) })
  await expect(row).toContainText('A result Kioo does not know')
  await expect(row).toContainText('7777')
})

test('a user id that is enrolled already is refused, and approved once re-enrolling is allowed with a reason', async ({
  page,
  asRole,
  backstage,
}) => {
  const { id } = await asRole('OPERATOR')
  const { jobId, userId } = await backstage.job(id)
  await page.goto(`/jobs/${jobId}`)
  await expectState(page, 'Approved')

  await page.goto('/enroll')
  await takePictures(page)
  await page.getByRole('textbox', { name: 'User id' }).fill(userId)
  await expect(page.getByText('Already enrolled in Sandbox.')).toBeVisible()
  // Beside the button too: the note on the user id may be out of sight by then.
  await expect(
    page.getByText('It can be sent, but Smile ID will refuse it: this user id is enrolled already.'),
  ).toBeVisible()
  await submit(page)
  await expectState(page, 'Refused')
  await expect(history(page).filter({ hasText: 'Refused: This user id is already enrolled' })).toContainText('2209')

  await page.getByRole('button', { name: 'Allow re-enroll and send again' }).click()
  const dialog = page.getByRole('dialog', { name: 'Replace the selfie on file?' })
  await dialog.getByRole('button', { name: 'Send again' }).click()
  await expect(dialog.getByText('Say why; it stays in the history.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Why?' }).fill('Lost the phone, asked at the desk')
  await dialog.getByRole('button', { name: 'Send again' }).click()

  await expect(page.getByRole('link', { name: 'The job before this one' })).toBeVisible()
  await expectState(page, 'Approved')
  await expect(history(page).filter({ hasText: 're-enroll allowed' })).toContainText('Lost the phone')
  await page.getByRole('link', { name: 'The job before this one' }).click()
  await expectState(page, 'Refused')
  await expect(page.getByRole('link', { name: 'Sent again: open the new job' })).toBeVisible()
})

test('an enrollee is authenticated from their page against the selfie on file', async ({ page, asRole, backstage }) => {
  const { id } = await asRole('OPERATOR')
  const { jobId, enrolleeId, userId } = await backstage.job(id, { displayName: 'Njeri Mwangi' })
  await page.goto(`/jobs/${jobId}`)
  await expectState(page, 'Approved')

  await page.goto(`/enrollees/${enrolleeId}`)
  await page.getByRole('link', { name: 'Authenticate' }).click()
  await expect(page.getByRole('heading', { name: 'Authenticate Njeri Mwangi' })).toBeVisible()
  await takePictures(page)
  await page.getByRole('button', { name: 'Authenticate this person' }).click()
  await expectState(page, 'Approved')
  await expect(page.getByRole('heading', { name: 'Authenticate Njeri Mwangi' })).toBeVisible()
  await expect(history(page).filter({ hasText: 'Approved: Authenticated' })).toHaveCount(1)
  await page.getByRole('link', { name: userId }).first().click()
  await expect(page.getByRole('region', { name: 'Jobs' }).getByRole('row')).toHaveCount(3)
})
