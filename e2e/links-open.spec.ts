import { expect, freshUserId, test } from './fixtures'
import { agree, begin, expectTitle, part, sendSelfie } from './visiting'

test('a link that is open to many makes a user id of its own for each, and is over after its last use', async ({
  page,
  asRole,
  phone,
  database,
}) => {
  const { id } = await asRole('OPERATOR')
  const prefix = `${freshUserId()}-`
  await page.goto('/links/new')
  await page.getByRole('radio', { name: /^Open to many/ }).check()
  await expect(page.getByText('Open links make duplicates.')).toBeVisible()
  await page.getByRole('textbox', { name: 'User ids begin with' }).fill(prefix)
  await page.getByRole('textbox', { name: 'Uses' }).fill('2')
  await page.getByRole('button', { name: 'Make the link' }).click()
  const url =
    (await page
      .getByText(/\/e\/[\w-]{43}$/)
      .first()
      .textContent()) ?? ''
  await page.getByRole('link', { name: 'Follow this link' }).click()

  for (const state of ['Partly used', 'Completed']) {
    const theirs = await phone()
    await theirs.goto(url)
    await expect(theirs.getByRole('main')).toContainText('Whoever opens this link')
    // Nobody is named, so nobody can be somebody else, and stop the link for all the others.
    await expect(theirs.getByText('This is not me')).toHaveCount(0)
    await begin(theirs, url, 'Go on')
    await agree(theirs)
    await sendSelfie(theirs)
    await expectTitle(theirs, 'All done')
    // Nobody who has finished is told of as somebody who did not.
    await expect(page.getByRole('status').filter({ hasText: `${state}.` })).toHaveCount(1)
  }
  const late = await phone()
  await late.goto(url)
  await expectTitle(late, 'This link has been used')

  await expect(part(page, 'Jobs').getByRole('link')).toHaveCount(2)
  const { rows } = await database.query(
    `SELECT DISTINCT e."userId" FROM "Enrollee" e JOIN "Job" j ON j."enrolleeId" = e.id WHERE j."createdById" = $1`,
    [id],
  )
  expect(rows).toHaveLength(2)
  for (const { userId } of rows) expect(userId).toMatch(new RegExp(`^${prefix}[a-z0-9]{12}$`))
})
