import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { agree, begin, expectTitle, part, press, sendSelfie } from './visiting'

async function sayNo(theirs: Page): Promise<void> {
  await theirs.getByText('I cannot or do not want to take a selfie', { exact: true }).tap()
  await theirs.getByRole('radio', { name: 'I do not want my face on file' }).check()
  await theirs.getByRole('button', { name: /^Tell / }).tap()
  await expectTitle(theirs, 'Thank you for telling us')
}

test('"this is not me" stops the link and tells the operator', async ({ page, asRole, phone, backstage }) => {
  const { id } = await asRole('OPERATOR')
  const { linkId, url } = await backstage.link(id, { displayName: 'Efua Other' })
  await page.goto(`/links/${linkId}`)
  const theirs = await phone()
  await theirs.goto(url)
  await theirs.getByText('This is not me', { exact: true }).tap()
  await press(theirs, 'Stop this link')
  await expectTitle(theirs, 'Thank you for telling us')
  await expect(page.getByRole('status').filter({ hasText: /^Revoked\./ })).toHaveCount(1)
  await expect(part(page, 'Needs a person')).toContainText('this is not me')
  await theirs.goto(url)
  await expectTitle(theirs, 'This link was stopped')
})

test('who cannot or does not want to says why, takes no selfie, and the operator is told', async ({
  page,
  asRole,
  phone,
  backstage,
}) => {
  const { id } = await asRole('OPERATOR')
  const { linkId, url } = await backstage.link(id, { displayName: 'Farida Rather-Not' })
  await page.goto(`/links/${linkId}`)
  const theirs = await phone()
  await begin(theirs, url)
  await sayNo(theirs)
  await expect(part(page, 'Visits')).toContainText('they do not want their face on file')
  await expect(part(page, 'Needs a person')).toContainText('cannot or does not want to take a selfie')
})

test('a no before anything was begun stays to be read, on a phone too, when somebody has seen to it', async ({
  page,
  asRole,
  phone,
  backstage,
}) => {
  const { id } = await asRole('OPERATOR')
  const { linkId, url } = await backstage.link(id, { displayName: 'Hawa At-The-Door' })
  const theirs = await phone()
  await theirs.goto(url)
  await sayNo(theirs)

  await page.goto(`/links/${linkId}`)
  await page.getByRole('button', { name: 'Done: Hawa At-The-Door' }).click()
  await expect(part(page, 'What was done')).toContainText('Request seen to: cannot or does not want to take a selfie')
  await expect(part(page, 'Needs a person')).toHaveCount(0)
  await expect(part(page, 'Visits')).toContainText('they do not want their face on file')
  await expect(page.getByRole('status').filter({ hasText: /^Said no or cannot\..*face on file/ })).toHaveCount(1)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/links?group=said_no')
  const row = page.getByRole('row').filter({ hasText: 'Hawa At-The-Door' })
  await expect(row).toContainText('Said no or cannot')
  await expect(row.getByText('Cannot or does not want to')).toBeVisible()
})

test('who does not agree is asked nothing more, the operator is told, and minds may be changed', async ({
  page,
  asRole,
  phone,
  backstage,
}) => {
  const { id } = await asRole('OPERATOR')
  const { linkId, url } = await backstage.link(id)
  await page.goto(`/links/${linkId}`)
  const theirs = await phone()
  await begin(theirs, url)
  await press(theirs, 'I do not agree')
  await expectTitle(theirs, 'You said no')
  await expect(part(page, 'Visits')).toContainText('Did not agree')
  await expect(part(page, 'Needs a person')).toContainText('did not agree')
  await page.goto('/')
  await expect(page.getByRole('main')).toContainText(/from (a link needs|links need) you/)
  await press(theirs, 'Begin again')
  await expectTitle(theirs, 'Do you agree?')
})

test('the receipt says what was agreed to, and withdrawing there erases the pictures and is told until Smile ID was asked', async ({
  page,
  asRole,
  phone,
  backstage,
  database,
}) => {
  const { id } = await asRole('OPERATOR')
  const { linkId, url } = await backstage.link(id, { displayName: 'Gugu Withdraws' })
  const frames = async () =>
    (
      await database.query(
        `SELECT count(*)::int AS frames FROM "Frame" f JOIN "Capture" c ON c.id = f."captureId"
           JOIN "Visit" v ON v.id = c."visitId" WHERE v."linkId" = $1`,
        [linkId],
      )
    ).rows[0]?.frames
  const theirs = await phone()
  await begin(theirs, url)
  await agree(theirs)
  await sendSelfie(theirs)
  await expectTitle(theirs, 'All done')
  expect(await frames()).toBe(8)
  await theirs.getByRole('link', { name: 'Keep your receipt' }).tap()
  await expectTitle(theirs, 'Your receipt')
  const address = theirs.url()
  // On paper stands what can be read there, the address to come back to with it, and nothing to press.
  await theirs.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await expect(theirs.getByText(address, { exact: true })).toBeVisible()
  await expect(theirs.getByRole('button')).toHaveCount(0)
  await expect(theirs.getByText('Withdraw', { exact: true })).toBeHidden()
  expect(await theirs.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('light')

  const anywhere = await phone()
  await anywhere.goto(address)
  await expect(anywhere.getByRole('main')).toContainText('One selfie and seven small pictures')
  await anywhere.getByText('Withdraw', { exact: true }).tap()
  await press(anywhere, 'Yes, withdraw')
  await expectTitle(anywhere, 'You have withdrawn')
  expect(await frames()).toBe(0)
  await page.goto(`/links/${linkId}`)
  await expect(part(page, 'Needs a person')).toContainText('has withdrawn')
  await expect(part(page, 'Visits')).toContainText('Withdrew afterwards')

  // Nothing else reminds of what Smile ID still has: it is not put away by one press.
  const done = page.getByRole('button', { name: 'Done: Gugu Withdraws' })
  await done.click()
  const asked = page.getByRole('dialog', { name: 'Has Smile ID been asked to erase it?' })
  await asked.getByRole('button', { name: 'Not yet' }).click()
  await expect(asked).toBeHidden()
  await done.click()
  await asked.getByRole('button', { name: 'Smile ID was asked' }).click()
  await expect(part(page, 'Needs a person')).toHaveCount(0)
})
