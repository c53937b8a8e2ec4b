import type { Page } from '@playwright/test'
import { expectState, openSettled } from './enrolling'
import { expectFit } from './fit'
import { expect, freshUserId, test } from './fixtures'

test.use({ reducedMotion: 'reduce' })

const password = 'copper kettle mountain 7'

test('an operator asks, an administrator erases with user id and password, and nothing of the person is found again', async ({
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

  const { page: desk, operator } = await another('OPERATOR')
  await desk.goto(`/enrollees/${enrolleeId}`)
  await expect(desk.getByRole('heading', { name: 'Zawadi Mrembo' })).toBeVisible()
  await expect(desk.getByRole('button', { name: 'Erase this person' })).toHaveCount(0)
  await desk.getByRole('button', { name: 'Ask to erase' }).click()
  const asking = desk.getByRole('dialog', { name: 'Ask to erase this person?' })
  await asking.getByLabel('Why?').fill('She asked us by letter today.')
  await expectFit(desk, 'the question before asking')
  await asking.getByRole('button', { name: 'Ask', exact: true }).dblclick()
  await expect(desk.getByText('It waits on the overview of every administrator.')).toBeVisible()
  await expect(desk.getByRole('main')).toBeFocused()
  await expectFit(desk, 'a person whom somebody asked to erase, for an operator')

  await page.goto('/')
  const waiting = page.getByRole('region', { name: 'Asked to be erased' })
  await expect(
    waiting.getByText(`${operator?.name} asks you to erase them: “She asked us by letter today.”`),
  ).toBeVisible()
  await expectFit(page, 'the overview of somebody who may erase')
  await waiting.getByRole('link', { name: 'Zawadi Mrembo' }).click()
  await expect(page.getByText(`${operator?.name} asks you to erase this person.`)).toBeVisible()
  await expectFit(page, 'a person whom somebody asked to erase, for an administrator')
  await page.getByRole('button', { name: 'Decline' }).click()
  await expect(page.getByText('asks you to erase this person')).toHaveCount(0)
  await expect(page.getByRole('main')).toBeFocused()
  // As after looking at another window. It was asked: nothing of the question is left open.
  await desk.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await expect(desk.getByText(`${admin.name} said no on`)).toBeVisible()
  await expect(desk.getByRole('button', { name: 'Ask to erase' })).toBeVisible()
  await expect(desk.getByRole('dialog')).toHaveCount(0)

  // Open elsewhere while they are erased.
  const { page: deskJob } = await another('OPERATOR')
  await deskJob.goto(`/jobs/${jobId}`)
  await expectState(deskJob, 'Approved')
  const { page: deskList } = await another('VIEWER')
  await deskList.goto(`/enrollees`)
  await expect(deskList.locator(`a[href="/enrollees/${enrolleeId}"]`).first()).toBeVisible()

  await page.goto(`/enrollees/${enrolleeId}`)
  await page.getByRole('button', { name: 'Erase this person' }).click()
  const dialog = page.getByRole('dialog', { name: 'Erase this person for good?' })
  await dialog.getByRole('button', { name: 'Erase for good' }).click()
  await expect(dialog.getByText('Type the user id.')).toBeVisible()
  await dialog.getByLabel('The person’s user id').fill(userId)
  await expectFit(page, 'the question before erasing')
  // Signed in a while ago, by now.
  const old = `UPDATE "OperatorSession" SET "confirmedAt" = now() - interval '11 minutes' WHERE "operatorId" = $1`
  await database.query(old, [admin.id])
  // What is wrong with the form is said before the password is asked for.
  await dialog.getByLabel('The person’s user id').fill(`${userId}-not`)
  await dialog.getByRole('button', { name: 'Erase for good' }).click()
  await expect(dialog.getByText('This is not the user id of this person.')).toBeVisible()
  await dialog.getByLabel('The person’s user id').fill(userId)
  await dialog.getByRole('button', { name: 'Erase for good' }).dblclick()
  const proof = page.getByRole('dialog', { name: 'Your password, once more' })
  await proof.getByLabel('Password', { exact: true }).fill('not the password at all')
  await proof.getByRole('button', { name: 'Go on' }).click()
  await expect(proof.getByText('This is not your present password.')).toBeVisible()
  await expectFit(page, 'the password once more, refused')
  await proof.getByRole('button', { name: 'Leave it' }).click()
  await expect(dialog.getByText('Nothing was changed: this needs your password once more.')).toBeVisible()
  await expect(dialog.getByLabel('The person’s user id')).toHaveValue(userId)

  await dialog.getByRole('button', { name: 'Erase for good' }).click()
  await proof.getByLabel('Password', { exact: true }).fill(password)
  await proof.getByRole('button', { name: 'Go on' }).dblclick()
  await expect(page.getByRole('heading', { name: 'Erased person' })).toBeVisible()
  // Elsewhere it says so by itself.
  await expect(desk.getByRole('heading', { name: 'Erased person' })).toBeVisible()
  await expect(desk.getByRole('main').getByRole('link', { name: /Authenticate|Register again/ })).toHaveCount(0)
  await expect(deskJob.getByText('This person was erased.', { exact: true })).toBeVisible()
  await deskList.getByRole('button', { name: /^\d+ updates?$/ }).click()
  await expect(deskList.locator(`a[href="/enrollees/${enrolleeId}"]`).first()).toContainText('Erased person')
  // What was pressed is gone with all the rest: what is left to read has the focus.
  await expect(page.locator(':focus')).toContainText(`by ${admin.name}`)
  await expect(page.getByText('Smile ID keeps its own copy until you ask them')).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  for (const name of [/Authenticate/, /Register again/, /Send a link/, /Erase/])
    await expect(
      page.getByRole('main').getByRole('button', { name }).or(page.getByRole('main').getByRole('link', { name })),
    ).toHaveCount(0)
  await expectFit(page, 'the page of somebody erased')
  // Whatever was told of their jobs has come by now.
  await expect(page.getByRole('button', { name: /update/ })).toHaveCount(0)

  await expect(page.getByText(jobId), 'what Smile ID is to be told').toBeVisible()
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

test('changing an operator long after signing in asks for the password, keeps what was typed, and goes on with it', async ({
  page,
  backstage,
  stack,
  context,
  database,
}) => {
  const admin = await backstage.operator('ADMIN', password)
  await context.addCookies([{ ...admin.cookie, url: stack.url, httpOnly: true, sameSite: 'Lax' }])
  const forget = () =>
    database.query(
      `UPDATE "OperatorSession" SET "confirmedAt" = now() - interval '11 minutes' WHERE "operatorId" = $1`,
      [admin.id],
    )
  const proof = page.getByRole('dialog', { name: 'Your password, once more' })
  const prove = async () => {
    await proof.getByLabel('Password', { exact: true }).fill(password)
    await proof.getByLabel('Password', { exact: true }).press('Enter')
    await expect(proof).toBeHidden()
  }
  const email = `${freshUserId()}@example.test`
  await page.goto('/settings/operators')
  await forget()
  const invite = page.getByRole('region', { name: 'Invite an operator' })
  await invite.getByLabel('Name').fill('Grace Wambui')
  await invite.getByLabel('E-mail').fill(email)
  await invite.getByRole('button', { name: 'Make an invitation link' }).click()
  await expect(proof).toBeVisible()
  await expectFit(page, 'the password once more')
  // Closed, nothing is done and nothing is lost.
  await page.keyboard.press('Escape')
  await expect(
    invite.getByRole('status').filter({ hasText: 'Nothing was changed: this needs your password once more.' }),
  ).toBeVisible()
  await expect(invite.getByRole('alert')).toHaveCount(0)
  await expect(invite.getByLabel('Name')).toHaveValue('Grace Wambui')
  await expect(invite.getByLabel('E-mail')).toHaveValue(email)
  await invite.getByRole('button', { name: 'Make an invitation link' }).click()
  await prove()
  await expect(invite.getByText(/\/invitation\//)).toBeVisible()
  const row = page.getByRole('listitem').filter({ hasText: email })
  await expect(row.getByText('Operator, never signed in')).toBeVisible()

  await forget()
  await row.getByLabel('Role of Grace Wambui').selectOption('Viewer')
  await row.getByRole('button', { name: 'Change role: Grace Wambui' }).click()
  await prove()
  await expect(row.getByText('Viewer, never signed in')).toBeVisible()
  await expect(row.getByRole('status')).toHaveText('Saved: Viewer.')
  // Just typed, it is not asked for again.
  await row.getByRole('button', { name: 'Disable: Grace Wambui' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Disable: Grace Wambui' }).click()
  await expect(row.getByText('Disabled')).toBeVisible()
  await expect(page.getByRole('main')).toBeFocused()
})

test('whoever clicks twice to erase a person or to disable an operator is asked, and nothing is done yet', async ({
  page,
  asRole,
  backstage,
  database,
}) => {
  const { id } = await asRole('ADMIN')
  const { jobId, enrolleeId } = await backstage.job(id)
  await openSettled(page, database, jobId)
  await page.goto(`/enrollees/${enrolleeId}`)
  await page.getByRole('button', { name: 'Erase this person' }).dblclick()
  await expect(page.getByRole('dialog')).toBeVisible()
  const { name, email } = await backstage.operator('OPERATOR')
  await page.goto('/settings/operators')
  const row = page.getByRole('listitem').filter({ hasText: email })
  await row.getByRole('button', { name: `Disable: ${name}` }).dblclick()
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Keep as it is' })).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: 'Keep as it is' }).click()
  await expect(row.getByText('Disabled')).toHaveCount(0)
})

test('what is wrong with the organisation’s fields or its logo is said before the password is asked for', async ({
  page,
  asRole,
  database,
}) => {
  const admin = await asRole('ADMIN')
  await database.query(
    `UPDATE "OperatorSession" SET "confirmedAt" = now() - interval '11 minutes' WHERE "operatorId" = $1`,
    [admin.id],
  )
  await page.goto('/settings/organisation')
  await page.getByLabel('Privacy notice').fill('not a url')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByLabel('Privacy notice')).toHaveAccessibleDescription(/Type a whole address/)
  const logo = page.locator('input[type=file]')
  await logo.setInputFiles({ name: 'logo.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b') })
  await page.getByRole('button', { name: 'Upload' }).click()
  await expect(logo).toHaveAccessibleDescription(/Choose a PNG, JPEG or WebP picture/)
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('two who change the organisation at the same time keep what the other has changed', async ({
  page,
  context,
  asRole,
  database,
}) => {
  await asRole('ADMIN')
  await database.query(
    `INSERT INTO "Organisation" (id, name) VALUES (1, 'Lagos Savings') ON CONFLICT (id) DO UPDATE SET name = 'Lagos Savings'`,
  )
  const other = await context.newPage()
  for (const at of [page, other]) await at.goto('/settings/organisation')
  const days = (at: Page) => at.getByRole('textbox', { name: 'Pictures are erased after' })
  const contact = (at: Page) => at.getByRole('textbox', { name: 'Contact' })
  const save = async (at: Page) => {
    const answer = at.waitForResponse((got) => got.request().method() === 'POST' && got.url().endsWith('/organisation'))
    await at.getByRole('button', { name: 'Save' }).click()
    await answer
    await expect(at.getByText('Saved. Every hosted page shows it from now on.')).toBeVisible()
  }
  await days(other).fill('7')
  await save(other)
  await contact(page).fill('Reception, 8 to 5')
  await save(page)
  // What stands in the form now is what is kept.
  await expect(days(page)).toHaveValue('7')
  await expect(contact(page)).toHaveValue('Reception, 8 to 5')
  await contact(page).fill('')
  await days(page).fill('30')
  await save(page)
  await page.reload()
  await expect(days(page)).toHaveValue('30')
  await expect(contact(page)).toHaveValue('')
  // No other journey has a name on its pages.
  await database.query('DELETE FROM "Organisation"')
})
