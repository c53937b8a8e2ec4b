import { readFile, utimes, writeFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expectState } from './enrolling'
import { expect, freshUserId, test } from './fixtures'
import { title } from './visiting'

const csv = (...lines: string[]) => ({
  name: 'people.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(['user id,name', ...lines, ''].join('\n')),
})

async function check(page: Page, file: ReturnType<typeof csv>): Promise<void> {
  await page.getByLabel('CSV file').setInputFiles(file)
  await page.getByRole('button', { name: /^Check the file/ }).click()
}

test('a file of people becomes one link each, and imported twice nobody gets two', async ({
  page,
  asRole,
  phone,
  database,
}) => {
  const { id } = await asRole('OPERATOR')
  const people = [freshUserId(), freshUserId(), freshUserId()]
  const [first = '', second = '', third = ''] = people
  const text = `user id;name;e-mail\r\n${first};Wanjiru Kamau;w@example.test\r\n${second};"Okafor; Emeka";\r\n;No Id;\r\n${third};;not an address\r\n`
  const file = { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
  const count = async () =>
    (await database.query('SELECT count(*)::int AS links FROM "Link" WHERE "createdById" = $1', [id])).rows[0]?.links

  await page.goto('/links/import')
  await page.getByLabel('CSV file').setInputFiles(file)
  await page.getByRole('button', { name: /^Check the file/ }).click()
  await expect(page).toHaveURL(/\/links\/import\/[0-9a-f-]{36}$/)
  const address = page.url()
  await expect(page.getByRole('heading', { name: '4 people from a file', level: 1 })).toBeVisible()
  await expect(page.getByText('2 rows can become links.')).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: 'No Id' })).toContainText('no user id')
  await expect(page.getByRole('row').filter({ hasText: third })).toContainText(/e-mail/i)
  expect(await count()).toBe(0)

  await page.getByRole('button', { name: 'Make 2 links' }).click()
  await expect(page.getByText('All 2 links are made. Download them now.')).toBeVisible()
  await expect(page.getByText('2 rows were left out; each says why.')).toBeVisible()
  expect(await count()).toBe(2)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download the links' }).click(),
  ])
  const csv = await readFile(await download.path(), 'utf8')
  const urls = csv.match(/http:\/\/localhost:\d+\/e\/[\w-]{43}/g) ?? []
  expect(urls).toHaveLength(2)
  const theirs = await phone()
  await theirs.goto(urls[0] ?? '')
  await expect(title(theirs)).toHaveText(/asks you for a selfie$/)
  await expect(theirs.getByRole('main')).toContainText('W••• K•••')

  await page.goto('/links/import')
  await page.getByLabel('CSV file').setInputFiles(file)
  await page.getByRole('button', { name: /^Check the file/ }).click()
  await expect(page).toHaveURL(address)
  await expect(page.getByRole('button', { name: /^Make/ })).toHaveCount(0)
  expect(await count()).toBe(2)
})

test('links nobody has downloaded yet are led to from the overview, the links and the import page, until they are', async ({
  page,
  asRole,
  another,
}) => {
  await asRole('OPERATOR')
  const callout = (at: Page) => at.getByText('2 links of your import not downloaded yet')
  const list = page.getByRole('region', { name: 'Your links not downloaded yet' })
  await page.goto('/links/import')
  await expect(list).toHaveCount(0)
  await page.getByLabel('Label').fill('Lagos, May')
  await check(page, csv(`${freshUserId()},Wanjiru Kamau`, `${freshUserId()},Emeka Okafor`))
  await page.getByRole('button', { name: 'Make 2 links' }).click()
  await expect(page.getByText('All 2 links are made. Download them now.')).toBeVisible()
  const address = page.url()

  await page.goto('/')
  await expect(callout(page)).toBeVisible()
  await page.goto('/links/import')
  await list.getByRole('link', { name: '2 links · Lagos, May' }).click()
  await expect(page).toHaveURL(address)
  const { page: others } = await another('ADMIN')
  await others.goto('/links')
  await expect(others.getByRole('heading', { name: 'Links', level: 1 })).toBeVisible()
  await expect(callout(others)).toHaveCount(0)

  await page.goto('/links')
  await expect(callout(page)).toBeVisible()
  await page.getByRole('link', { name: 'Download them' }).click()
  await expect(page).toHaveURL(address)
  await page.getByRole('button', { name: 'Download the links' }).click()
  await expect(page.getByText('The links are downloaded.')).toBeVisible()
  await page.goto('/links')
  await expect(page.getByRole('heading', { name: 'Links', level: 1 })).toBeVisible()
  await expect(callout(page)).toHaveCount(0)
})

test('whoever goes back to correct a file, or on to another, finds the form as they had typed it', async ({
  page,
  asRole,
}) => {
  await asRole('OPERATOR')
  const asTyped = async () => {
    await expect(page.getByLabel('CSV file')).toBeVisible()
    await expect(page.getByLabel('Label')).toHaveValue('May')
    await expect(page.getByRole('textbox', { name: 'Uses' })).toHaveValue('3')
    await expect(page.getByRole('textbox', { name: 'Good for' })).toHaveValue('2')
    await expect(page.getByLabel('Unit of time')).toHaveValue('days')
  }
  await page.goto('/links/import')
  await page.getByLabel('Label').fill('May')
  await page.getByRole('textbox', { name: 'Uses' }).fill('3')
  await page.getByRole('textbox', { name: 'Good for' }).fill('2')
  await page.getByLabel('Unit of time').selectOption('days')
  await check(page, csv(',No Id'))
  const row = page.getByRole('row').filter({ hasText: 'No Id' })
  await expect(row).toContainText('There is no user id. Write one into this row of the file.')
  await expect(row).not.toContainText('generate')
  const missing = row.getByText('no user id', { exact: true })
  expect(await missing.evaluate((words) => words.getClientRects().length), 'lines of it').toBe(1)
  await page.goBack()
  await asTyped()
  await page.goForward()
  await page.getByRole('link', { name: 'Check the file again' }).click()
  await asTyped()
  await check(page, csv(`${freshUserId()},With Id`))
  await expect(page.getByText('1 row can become a link.')).toBeVisible()
  await page.getByRole('button', { name: 'Make 1 link' }).click()
  await expect(page.getByText('made. Download')).toBeVisible()
  await page.getByRole('link', { name: 'Import another file' }).click()
  await asTyped()
})

test('what a row whose person is enrolled already advises can still be done once its link is made', async ({
  page,
  asRole,
  backstage,
}) => {
  const { id } = await asRole('OPERATOR')
  const { jobId, userId } = await backstage.job(id, { displayName: 'Wanjiru Kamau' })
  await page.goto(`/jobs/${jobId}`)
  await expectState(page, 'Approved')
  await page.goto('/links/import')
  await check(page, csv(`${userId},Wanjiru Kamau`))
  const row = page.getByRole('row').filter({ hasText: userId })
  await expect(row).toContainText('Check the file again with re-enrolling allowed')
  await page.getByRole('button', { name: 'Make 1 link' }).click()
  await expect(row).toContainText('Link made')
  await expect(row).toContainText('Make them a new link with re-enrolling allowed, and revoke this one.')
  await expect(row).not.toContainText('Check the file again')
})

test('a file that cannot be read is told so once, at its field', async ({ page, asRole, watched }) => {
  watched.allow(/status of 422/)
  await asRole('OPERATOR')
  await page.goto('/links/import')
  await check(page, { ...csv(), buffer: Buffer.from('PK\u0003\u0004\0\0') })
  const field = page.getByLabel('CSV file')
  await expect(field).toBeFocused()
  await expect(field).toHaveAccessibleDescription(/This is not a CSV file\. Save the sheet as CSV/)
  await expect(page.getByText('This is not a CSV file.')).toHaveCount(1)
  await expect(page.getByText('Each field says what to change.')).toHaveCount(0)
})

test('a file that is corrected after it was chosen has to be chosen once more, and is told so at its field', async ({
  page,
  asRole,
  watched,
}, info) => {
  watched.allow(/status of 422/)
  await asRole('OPERATOR')
  const path = info.outputPath('people.csv')
  await writeFile(path, 'nobody\n')
  await utimes(path, new Date('2026-01-01'), new Date('2026-01-01'))
  await page.goto('/links/import')
  const field = page.getByLabel('CSV file')
  const check = page.getByRole('button', { name: /^Check the file/ })
  await field.setInputFiles(path)
  await check.click()
  await expect(field).toHaveAccessibleDescription(/user id/)
  await expect(field).toHaveAttribute('aria-invalid')
  await writeFile(path, `user id\n${freshUserId()}\n`)
  await check.click()
  await expect(field).toHaveAccessibleDescription(/The file has changed since you chose it\. Choose it once more\./)
  await field.setInputFiles(path)
  await check.click()
  await expect(page.getByText('1 row can become a link.')).toBeVisible()
})

test('whoever is signed out when they check a file finds the way in, and the file still chosen afterwards', async ({
  page,
  context,
  asRole,
  watched,
}) => {
  watched.allow(/status of 401/)
  await asRole('OPERATOR')
  await page.goto('/links/import')
  const cookies = await context.cookies()
  await context.clearCookies()
  await check(page, csv(`${freshUserId()},Wanjiru Kamau`))
  const alert = page.getByRole('alert').filter({ hasText: 'You are signed out' })
  await expect(alert.getByRole('link', { name: 'Sign in, in a new tab' })).toBeVisible()
  await context.addCookies(cookies)
  await page.getByRole('button', { name: /^Check the file/ }).click()
  await expect(page.getByText('1 row can become a link.')).toBeVisible()
})

test('a file that is too large says at its field what is wrong and what to do', async ({ page, asRole }) => {
  await asRole('OPERATOR')
  await page.goto('/links/import')
  const field = page.getByLabel('CSV file')
  const buffer = Buffer.alloc(1024 * 1024 + 1, 'user id\n')
  await field.setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer })
  await page.getByRole('button', { name: /^Check the file/ }).click()
  await expect(field).toBeFocused()
  await expect(field).toHaveAccessibleDescription(/^The file is larger than 1 MB\. Split it and import the parts\./)
})

test('a user id that cannot be one is told so while it is typed, and a name keeps its direction to itself', async ({
  page,
  asRole,
}) => {
  await asRole('OPERATOR')
  await page.goto('/links/new')
  const userId = page.getByRole('textbox', { name: 'User id' })
  await userId.fill('ke 004711')
  await expect(userId).toHaveAccessibleDescription(/^!?\s*Use letters, digits/)
  await userId.fill('k'.repeat(65))
  await expect(userId).toHaveAccessibleDescription(/at most 64 characters/)
  await userId.fill(freshUserId())
  await expect(userId).not.toHaveAttribute('aria-invalid')
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('\u202eZuri Mwangi')
  await page.getByRole('button', { name: /^Make the link/ }).click()
  const heading = page.getByRole('heading', { name: 'The link for Zuri Mwangi is ready' })
  await expect(heading).toBeVisible()
  await expect(heading.locator('bdi')).toHaveText('Zuri Mwangi')
})
