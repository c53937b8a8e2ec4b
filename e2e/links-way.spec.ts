import { linkHeard } from './enrolling'
import { expect, freshUserId, test } from './fixtures'
import { agree, begin, expectTitle, lookIntoMirror, part, press, sendSelfie, title } from './visiting'

test('an operator makes a link, a person takes a selfie by it on a phone, and the operator sees every step', async ({
  page,
  asRole,
  phone,
  stack,
}) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: stack.url })
  await asRole('OPERATOR')
  const userId = freshUserId()
  await page.goto('/links')
  await page.getByRole('link', { name: 'New link' }).first().click()
  await page.getByRole('textbox', { name: 'User id' }).fill(userId)
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Wanjiru Kamau')
  await expect(page.getByRole('complementary', { name: 'Preview' })).toContainText('W••• K•••')
  await page.getByRole('button', { name: 'Make the link' }).click()
  await expect(page.getByRole('heading', { name: 'The link for Wanjiru Kamau is ready' })).toBeFocused()
  await page.getByRole('button', { name: 'Copy the link' }).click()
  const copied = () => page.evaluate(() => navigator.clipboard.readText())
  await expect.poll(copied).toContain('/e/')
  const url = await copied()
  await page.getByRole('link', { name: 'Follow this link' }).click()
  await expect(part(page, 'Visits')).toContainText('Nobody has begun yet')

  const theirs = await phone()
  await theirs.goto(url)
  await expect(title(theirs)).toHaveText(/asks you for a selfie$/)
  await expect(theirs.getByRole('main')).toContainText('W••• K•••')
  await expect(theirs.getByRole('main')).toContainText('This is a test')
  await expect(theirs.getByRole('main')).not.toContainText(userId)
  await press(theirs, 'This is me, go on')
  await expect(theirs).toHaveURL(`${stack.url}/e/visit`)
  const visits = part(page, 'Visits')
  await expect(visits).toContainText('Reading what it is about')
  await agree(theirs)
  await expect(visits).toContainText('Agreed; the camera has not started yet')
  await lookIntoMirror(theirs)
  await expect(visits).toContainText('The camera is on')
  await press(theirs, 'Send this one')
  await expectTitle(theirs, 'All done')

  await expect(visits.getByRole('listitem').first()).toContainText('Finished')
  await expect(visits).toContainText('Sent the selfie')
  await expect(page.getByRole('status').filter({ hasText: /^Completed\./ })).toHaveCount(1)
  await visits.getByRole('link', { name: 'its job' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Wanjiru Kamau')
  await expect(
    page
      .getByRole('main')
      .getByRole('status')
      .filter({ hasText: /^Approved\./ }),
  ).toHaveCount(1)

  await theirs.goto(url)
  await expectTitle(theirs, 'All done')
  await expect(theirs.getByRole('link', { name: 'Keep your receipt' })).toBeVisible()
  const stranger = await phone()
  await stranger.goto(url)
  await expectTitle(stranger, 'This link has been used')
})

test('a selfie that is not accepted says so kindly, without a score, and may be taken again while uses are left', async ({
  phone,
  backstage,
  database,
}) => {
  const { id } = await backstage.operator('OPERATOR')
  const taken = await backstage.job(id)
  await expect
    .poll(async () => (await database.query('SELECT state FROM "Job" WHERE id = $1', [taken.jobId])).rows[0]?.state)
    .toBe('approved')
  const { linkId, url } = await backstage.link(id, { userId: taken.userId, maxUses: 2 })
  const theirs = await phone()
  await begin(theirs, url)
  await agree(theirs)
  await sendSelfie(theirs)
  await expectTitle(theirs, 'Please try once more')
  await expect(theirs.getByRole('main')).toContainText('You are already enrolled.')
  await expect(theirs.getByRole('main')).not.toContainText(/\d{3,}|score/)
  const uses = (count: string) => database.query(`UPDATE "Link" SET uses = ${count} WHERE id = $1`, [linkId])
  await uses('"maxUses"')
  await theirs.reload()
  await expectTitle(theirs, 'It did not work this time')
  await expect(theirs.getByRole('main')).toContainText('This link cannot take another selfie.')
  await uses('1')
  await theirs.reload()
  await press(theirs, 'Take a new selfie')
  await expectTitle(theirs, 'Do you agree?')
})

test('a result that nobody can read is told as not clear yet, and the page follows until it is', async ({
  phone,
  backstage,
  database,
}) => {
  const { id } = await backstage.operator('OPERATOR')
  const { linkId, url } = await backstage.link(id)
  const theirs = await phone()
  await begin(theirs, url)
  await agree(theirs)
  await sendSelfie(theirs)
  await expectTitle(theirs, 'All done')
  await linkHeard(database, linkId)
  // As if Smile ID had answered with a code without a meaning.
  const becomes = (state: string, code: string) =>
    database.query(`UPDATE "Job" SET state = $2::"JobState", "resultCode" = $3 WHERE "linkId" = $1`, [
      linkId,
      state,
      code,
    ])
  await becomes('unknown', '7777')
  await theirs.reload()
  await expectTitle(theirs, 'Someone is looking at it')
  await expect(theirs.getByRole('main')).toContainText('Your result is not clear yet.')
  await expect(theirs.getByRole('main')).not.toContainText('7777')
  await becomes('approved', '0840')
  await expectTitle(theirs, 'All done')
})

test('the result leads where the operator said, exactly as it was typed', async ({ phone, backstage }) => {
  const { id } = await backstage.operator('OPERATOR')
  const { url } = await backstage.link(id, { redirectUrl: 'https://example.org/done?from=kioo' })
  const theirs = await phone()
  await begin(theirs, url)
  await agree(theirs)
  await sendSelfie(theirs)
  await expectTitle(theirs, 'All done')
  const onward = theirs.getByRole('link', { name: 'Go on to example.org' })
  await expect(onward).toHaveAttribute('href', 'https://example.org/done?from=kioo')
  await expect(onward).toHaveAttribute('rel', 'noreferrer')
})
