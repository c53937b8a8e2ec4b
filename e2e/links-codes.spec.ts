import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { agree, codeOn, expectTitle, press } from './visiting'

/** Makes a link, and a code to read out for it. */
async function makeCode(page: Page): Promise<string> {
  await page.goto('/links/new')
  await page.getByRole('button', { name: 'Generate' }).click()
  await page.getByRole('button', { name: 'Make the link' }).click()
  await page.getByRole('button', { name: 'Make a code' }).click()
  return codeOn(page)
}

test('whoever asks for a code and gets no answer is told so', async ({ page, asRole, watched }) => {
  watched.allow(/ERR_FAILED/)
  await asRole('OPERATOR')
  await makeCode(page)
  await page.route('**/links/new', (route) => route.abort())
  await page.getByRole('button', { name: 'Make another code' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Kioo did not answer.' })).toBeVisible()
})

test('a code that is read out opens the link however it is typed, once', async ({ page, asRole, phone }) => {
  await asRole('OPERATOR')
  const code = await makeCode(page)

  const theirs = await phone()
  await theirs.goto('/go')
  await theirs.getByRole('textbox', { name: 'Code' }).fill(code.toLowerCase().replace('-', ' '))
  await press(theirs, 'Go on')
  // The link's own page was never seen: what it says of whom it is for stands here.
  await expect(theirs.getByRole('main')).toContainText('For whom')
  await expect(theirs.getByText('This is not me', { exact: true })).toBeVisible()
  await agree(theirs)

  const late = await phone()
  await late.goto('/go')
  await late.getByRole('textbox', { name: 'Code' }).fill(code)
  await press(late, 'Go on')
  await expect(late.getByRole('main')).toContainText('This code is not known')
})

test('a code can be read out for a quarter of an hour, however wrong the clock of this computer is', async ({
  page,
  asRole,
}) => {
  await asRole('OPERATOR')
  await page.addInitScript(() => {
    const now = Date.now.bind(Date)
    Date.now = () => now() + 2 * 60 * 60_000
  })
  await makeCode(page)
  await expect(page.getByText(/^Good for 1[45]:/)).toBeVisible()
})

test('a wrong code is refused with a clear word, and so is one whose 15 minutes are over', async ({
  page,
  asRole,
  phone,
  database,
}) => {
  const { id } = await asRole('OPERATOR')
  const code = await makeCode(page)
  await database.query(
    `UPDATE "ShortCode" SET "expiresAt" = now() WHERE "linkId" IN (SELECT id FROM "Link" WHERE "createdById" = $1)`,
    [id],
  )
  const theirs = await phone()
  for (const typed of ['AAAA-AAAA', '12', code]) {
    await theirs.goto('/go')
    await theirs.getByRole('textbox', { name: 'Code' }).fill(typed)
    await press(theirs, 'Go on')
    await expect(theirs).toHaveURL(/problem=wrong/)
    await expect(theirs.getByRole('textbox', { name: 'Code' })).toHaveAccessibleDescription(/not known/)
    await expect(theirs.getByRole('textbox', { name: 'Code' })).toHaveValue(typed)
  }
})

test('after five wrong tries a code is dead', async ({ page, asRole, phone }) => {
  await asRole('OPERATOR')
  const code = await makeCode(page)
  const wrong = `${code.slice(0, 8)}${code.endsWith('A') ? 'C' : 'A'}`
  const theirs = await phone()
  for (const typed of [...Array<string>(5).fill(wrong), code]) {
    await theirs.goto('/go')
    await theirs.getByRole('textbox', { name: 'Code' }).fill(typed)
    await press(theirs, 'Go on')
    await expect(theirs).toHaveURL(/problem=wrong/)
  }
  await expectTitle(theirs, 'Type your code')
})
