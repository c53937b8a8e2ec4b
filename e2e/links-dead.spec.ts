import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { expectHeld } from './shown-once'
import { expectTitle, part, press, title } from './visiting'

/** Asks for a new link, and finds on the operator's list that it was asked. */
async function askAndFind(theirs: Page, page: Page, name: string): Promise<void> {
  await press(theirs, 'Ask for a new link')
  await expect(theirs.getByRole('status')).toContainText('has been asked')
  await expect(theirs.getByRole('button', { name: 'Ask for a new link' })).toHaveCount(0)
  await page.goto('/links')
  await expect(part(page, 'Needs a person').getByRole('listitem').filter({ hasText: name })).toContainText(
    'asks for a new link',
  )
}

test('an expired link says so, its holder asks for a new one, and the operator gives it in one press', async ({
  page,
  asRole,
  phone,
  backstage,
  database,
}) => {
  const { id } = await asRole('OPERATOR')
  const { linkId, url } = await backstage.link(id, { displayName: 'Amina Expired', contact: 'Ring 0700 000 000' })
  await database.query(`UPDATE "Link" SET "expiresAt" = now() - interval '1 minute' WHERE id = $1`, [linkId])
  const theirs = await phone()
  await theirs.goto(url)
  await expectTitle(theirs, 'This link has run out')
  await expect(theirs.getByRole('contentinfo')).toContainText('Ring 0700 000 000')
  await askAndFind(theirs, page, 'Amina Expired')

  const need = part(page, 'Needs a person').getByRole('listitem').filter({ hasText: 'Amina Expired' })
  await need.getByRole('button', { name: 'Re-issue' }).click()
  const made = page.getByRole('dialog', { name: 'The new link for Amina Expired' })
  const fresh = (await made.getByText(/\/e\/[\w-]{43}$/).textContent()) ?? ''
  await expectHeld(page, made)
  await made.getByRole('button', { name: 'I have handed it over' }).click()
  await expect(page).toHaveURL(/\/links\/[0-9a-f-]{36}$/)
  await page.goto('/links')
  await expect(page.getByRole('listitem').filter({ hasText: 'asks for a new link' })).toHaveCount(0)

  await theirs.goto(fresh)
  await expect(title(theirs)).toHaveText(/asks you for a selfie$/)
  await theirs.goto(url)
  await expectTitle(theirs, 'There is a newer link')
})

/** Asks in a link's menu, and closes the question before its answer comes. Returns what lets the answer come. */
async function closeBeforeAnswer(page: Page, linkId: string, question: string): Promise<() => void> {
  let answer = () => {}
  const mayAnswer = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route(`/links/${linkId}`, async (route) => {
    if (route.request().method() === 'POST') await mayAnswer
    await route.continue()
  })
  await page.goto(`/links/${linkId}`)
  await page.getByRole('button', { name: 'What can be done with the link for Amina Closed' }).click()
  await page.getByRole('button', { name: `${question} …` }).click()
  const asked = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith(linkId))
  await page.getByRole('dialog').getByRole('button', { name: question }).click()
  await asked
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  return answer
}

test('a new link whose question was closed before the answer came is shown all the same', async ({
  page,
  asRole,
  backstage,
}) => {
  const { id } = await asRole('OPERATOR')
  const { linkId } = await backstage.link(id, { displayName: 'Amina Closed' })
  const answer = await closeBeforeAnswer(page, linkId, 'Re-issue')
  answer()
  const made = page.getByRole('dialog', { name: 'The new link for Amina Closed' })
  await expect(made.getByText(/\/e\/[\w-]{43}$/)).toBeVisible()
  await expectHeld(page, made)
  await made.getByRole('button', { name: 'I have handed it over' }).click()
  await expect(page).toHaveURL(/\/links\/[0-9a-f-]{36}$/)
  await expect(page).not.toHaveURL(new RegExp(linkId))
})

test('whoever clicks Re-issue twice is asked, and a click beside the question still closes it', async ({
  page,
  asRole,
  backstage,
}) => {
  const { id } = await asRole('OPERATOR')
  const { linkId } = await backstage.link(id, { displayName: 'Amina Twice' })
  await page.goto(`/links/${linkId}`)
  const question = page.getByRole('dialog', { name: 'Make a new link in place of this one?' })
  await page.getByRole('button', { name: 'Re-issue' }).dblclick()
  await expect(question).toBeVisible()
  await page.mouse.click(5, 5)
  await expect(question).toBeHidden()
  await page.getByRole('button', { name: 'What can be done with the link for Amina Twice' }).click()
  await page.getByRole('button', { name: 'Re-issue …' }).dblclick()
  await expect(question).toBeVisible()
})

for (const question of ['Pause', 'Extend'])
  test(`${question}: a refusal whose question was closed before it came is said all the same`, async ({
    page,
    asRole,
    backstage,
    database,
  }) => {
    const { id } = await asRole('OPERATOR')
    const { linkId } = await backstage.link(id, { displayName: 'Amina Closed' })
    const answer = await closeBeforeAnswer(page, linkId, question)
    await database.query('UPDATE "Link" SET "revokedAt" = now() WHERE id = $1', [linkId])
    answer()
    const dialog = page.getByRole('dialog', { name: `${question} this link?` })
    await expect(dialog.getByRole('alert')).toContainText('The link has changed meanwhile')
    await dialog.getByRole('button', { name: 'Keep as it is' }).click()
    await expect(dialog).toBeHidden()
  })

test('an operator gives an expired link more time, and it works again', async ({
  page,
  asRole,
  phone,
  backstage,
  database,
}) => {
  const { id } = await asRole('OPERATOR')
  const { linkId, url } = await backstage.link(id, { displayName: 'Bahati Extended' })
  await database.query(`UPDATE "Link" SET "expiresAt" = now() - interval '1 minute' WHERE id = $1`, [linkId])
  const theirs = await phone()
  await theirs.goto(url)
  await expectTitle(theirs, 'This link has run out')
  await page.goto(`/links/${linkId}`)
  await page.getByRole('button', { name: 'What can be done with the link for Bahati Extended' }).click()
  await page.getByRole('button', { name: 'Extend …' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'By' }).fill('1000')
  await dialog.getByRole('button', { name: 'Extend', exact: true }).click()
  await expect(dialog.getByRole('textbox', { name: 'By' })).toHaveAttribute('aria-invalid', 'true')
  await dialog.getByRole('textbox', { name: 'By' }).fill('2')
  await dialog.getByRole('button', { name: 'Extend', exact: true }).click()
  await expect(page.getByRole('status').filter({ hasText: /^Ready\./ })).toHaveCount(1)
  await theirs.goto(url)
  await expect(title(theirs)).toHaveText(/asks you for a selfie$/)
})

test('a used link says so, and asking twice is one request', async ({ page, asRole, phone, backstage, database }) => {
  const { id } = await asRole('OPERATOR')
  const { linkId, url } = await backstage.link(id, { displayName: 'Bisi Used' })
  await database.query(`UPDATE "Link" SET uses = "maxUses" WHERE id = $1`, [linkId])
  const theirs = await phone()
  await theirs.goto(url)
  await expectTitle(theirs, 'This link has been used')
  await askAndFind(theirs, page, 'Bisi Used')
  await theirs.goto(url)
  await press(theirs, 'Ask for a new link')
  await expect(theirs.getByRole('status')).toContainText('You have asked a short while ago')
  await page.reload()
  const need = page.getByRole('listitem').filter({ hasText: 'Bisi Used' })
  await expect(need).toHaveCount(1)
  await need.getByRole('button', { name: 'Done: Bisi Used' }).click()
  await expect(need).toHaveCount(0)
  await expect(page.getByRole('main')).toBeFocused()
})

test('a paused link says so and works again once it is resumed', async ({ page, asRole, phone, backstage }) => {
  const { id } = await asRole('OPERATOR')
  const { linkId, url } = await backstage.link(id, { displayName: 'Chidi Paused' })
  const theirs = await phone()
  await page.goto(`/links/${linkId}`)
  const menu = page.getByRole('button', { name: 'What can be done with the link for Chidi Paused' })
  const pause = page.getByRole('button', { name: 'Pause …' })
  // On a phone the menu opens into the window too.
  const desk = page.viewportSize()
  await page.setViewportSize({ width: 320, height: 640 })
  await menu.click()
  await expect(pause).toBeInViewport({ ratio: 1 })
  await page.keyboard.press('Escape')
  if (desk) await page.setViewportSize(desk)
  await menu.click()
  await pause.click()
  // Whoever leaves the question is back where it was asked for.
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(menu).toBeFocused()
  await menu.click()
  await pause.click()
  await page.getByRole('dialog').getByRole('button', { name: 'Pause', exact: true }).click()
  await expect(page.getByRole('status').filter({ hasText: /^Paused\./ })).toHaveCount(1)
  await theirs.goto(url)
  await expectTitle(theirs, 'This link is paused')
  await askAndFind(theirs, page, 'Chidi Paused')
  await page.goto(`/links/${linkId}`)
  await menu.click()
  await page.getByRole('button', { name: 'Resume …' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Resume', exact: true }).click()
  await expect(page.getByRole('status').filter({ hasText: /^Ready\./ })).toHaveCount(1)
  await theirs.goto(url)
  await expect(title(theirs)).toHaveText(/asks you for a selfie$/)
})

test('a revoked link is stopped for good, and says so', async ({ page, asRole, phone, backstage }) => {
  const { id } = await asRole('OPERATOR')
  const { linkId, url } = await backstage.link(id, { displayName: 'Dayo Revoked' })
  const theirs = await phone()
  await page.goto(`/links/${linkId}`)
  await page.getByRole('button', { name: 'What can be done with the link for Dayo Revoked' }).click()
  await page.getByRole('button', { name: 'Revoke …' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click()
  await expect(page.getByRole('status').filter({ hasText: /^Revoked\./ })).toHaveCount(1)
  await theirs.goto(url)
  await expectTitle(theirs, 'This link was stopped')
  await askAndFind(theirs, page, 'Dayo Revoked')
})
