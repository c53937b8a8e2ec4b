import { expectState } from './enrolling'
import { expectFit } from './fit'
import { expect, freshUserId, test } from './fixtures'

test.use({ reducedMotion: 'reduce' })
// Each state is looked at in every width and both colours.
test.describe.configure({ timeout: 180_000 })

const password = 'copper kettle mountain 7'

test('an administrator erases a person with the user id and the password, and nothing of them is found again', async ({
  page,
  another,
  backstage,
  stack,
  context,
  database,
}) => {
  const admin = await backstage.operator('ADMIN', password)
  await context.addCookies([{ ...admin.cookie, url: stack.url, httpOnly: true, sameSite: 'Lax' }])
  const userId = freshUserId()
  const { jobId, enrolleeId } = await backstage.job(admin.id, { userId, displayName: 'Zawadi Mrembo' })
  await page.goto(`/jobs/${jobId}`)
  await expectState(page, 'Approved')

  const { page: operators } = await another('OPERATOR')
  await operators.goto(`/enrollees/${enrolleeId}`)
  await expect(operators.getByRole('heading', { name: 'Zawadi Mrembo' })).toBeVisible()
  await expect(operators.getByRole('button', { name: 'Erase this person' })).toHaveCount(0)

  await page.goto(`/enrollees/${enrolleeId}`)
  await page.getByRole('button', { name: 'Erase this person' }).click()
  const dialog = page.getByRole('dialog', { name: 'Erase this person for good?' })
  await dialog.getByLabel('The person’s user id').fill(userId)
  await dialog.getByLabel('Your own password').fill('not the password at all')
  await dialog.getByRole('button', { name: 'Erase for good' }).click()
  await expect(dialog.getByText('This is not your present password.')).toBeVisible()
  await expect(dialog.getByLabel('The person’s user id')).toHaveValue(userId)
  await expectFit(page, 'the question before erasing, refused')

  await dialog.getByLabel('Your own password').fill(password)
  await dialog.getByRole('button', { name: 'Erase for good' }).dblclick()
  await expect(page.getByRole('heading', { name: 'Erased person' })).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: `by ${admin.name}` })).toBeVisible()
  await expect(page.getByText('Smile ID keeps its own copy until you ask them')).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  for (const name of [/Authenticate/, /Register again/, /Send a link/, /Erase/])
    await expect(
      page.getByRole('main').getByRole('button', { name }).or(page.getByRole('main').getByRole('link', { name })),
    ).toHaveCount(0)
  await expectFit(page, 'the page of somebody erased')

  await page.getByRole('link', { name: 'Register' }).click()
  await expect(page.getByText('This person was erased.', { exact: true })).toBeVisible()
  await expect(page.getByRole('region', { name: 'History' }).getByText(`Person erased by ${admin.name}`)).toBeVisible()
  await expect(page.getByRole('region', { name: 'Frames' }).getByText('Erased. The history stays.')).toBeVisible()
  await expectFit(page, 'the job of somebody erased')
  await page.goto(`/enrollees?q=${userId}`)
  await expect(page.getByText('Nobody matches')).toBeVisible()
  await page.goto(`/jobs/${jobId}`)
  for (const words of [userId, 'Zawadi']) expect(await page.content()).not.toContain(words)
  const asked = 'select 1 from "AuditEvent" where action = $1 and "objectId" = $2'
  expect((await database.query(asked, ['person.erased', enrolleeId])).rowCount).toBe(1)
})
