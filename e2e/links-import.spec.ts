import { readFile } from 'node:fs/promises'
import { expect, freshUserId, test } from './fixtures'
import { title } from './visiting'

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
  await expect(page.getByText('2 rows can become links.')).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: 'No Id' })).toContainText('no user id')
  await expect(page.getByRole('row').filter({ hasText: third })).toContainText(/e-mail/i)
  expect(await count()).toBe(0)

  await page.getByRole('button', { name: 'Make 2 links' }).click()
  await expect(page.getByText('All 2 links are made. Download them now.')).toBeVisible()
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
