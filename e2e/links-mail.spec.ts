import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, freshUserId, test } from './fixtures'
import { expectTitle, part, title } from './visiting'

/** The links in mails to an address, the oldest mail first. They are written to a folder while no mail server is set. */
function mailedTo(home: string, address: string): string[] {
  const folder = join(home, 'mail')
  return readdirSync(folder)
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('=\r\n', '').replaceAll('=3D', '='))
    .filter((text) => text.includes(`To: ${address}`))
    .flatMap((text) => /http:\/\/localhost:\d+\/e\/[\w-]{43}/.exec(text)?.[0] ?? [])
}

test('a link goes by mail, a reminder brings a new one, and the one before stops working', async ({
  page,
  asRole,
  phone,
  stack,
}) => {
  await asRole('OPERATOR')
  const address = `${freshUserId()}@example.test`
  await page.goto('/links/new')
  await page.getByRole('textbox', { name: 'User id' }).fill(freshUserId())
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Zawadi Mailed')
  await page.getByRole('textbox', { name: 'E-mail', exact: true }).fill(address)
  await page.getByRole('button', { name: 'Make the link' }).click()
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  const sent = page.getByRole('status').filter({ hasText: 'No mail server is set' })
  await expect(sent).toContainText(address)
  await expect(sent).toContainText(join(stack.home, 'mail'))
  const [first = ''] = mailedTo(stack.home, address)
  const theirs = await phone()
  await theirs.goto(first)
  await expect(title(theirs)).toHaveText(/asks you for a selfie$/)

  // Nobody was sent anything, so nothing says so.
  await page.getByRole('link', { name: 'Follow this link' }).click()
  await expect(part(page, 'What was done')).toContainText('Mail written to the portal’s folder, not sent')
  await expect(page.getByRole('status').filter({ hasText: /^Ready\./ })).toHaveCount(1)

  await page.goto('/links')
  await page.getByRole('button', { name: 'What can be done with the link for Zawadi Mailed' }).click()
  await page.getByRole('button', { name: 'Remind by e-mail …' }).click()
  await expect(page.getByRole('dialog'), 'it reads as any other, whatever cell it was opened from').toHaveCSS(
    'text-align',
    'start',
  )
  await page.getByRole('dialog').getByRole('button', { name: 'Send the reminder' }).click()
  const reminded = page.getByRole('dialog').getByRole('status').filter({ hasText: 'No mail server is set' })
  await expect(reminded).toContainText(join(stack.home, 'mail'))
  const [, second = ''] = mailedTo(stack.home, address)
  expect(second).not.toBe(first)
  await theirs.goto(first)
  await expectTitle(theirs, 'There is a newer link')
  await theirs.goto(second)
  await expect(title(theirs)).toHaveText(/asks you for a selfie$/)
})
