import type { Page } from '@playwright/test'
import { expectLive } from './enrolling'
import { expect, freshUserId, test } from './fixtures'

/** Opens a page whose scripts are long on their way: they come when the journey says so. */
async function openUnscripted(page: Page, path: string): Promise<() => void> {
  let arrive = () => {}
  const way = new Promise<void>((resolve) => {
    arrive = resolve
  })
  await page.route('**/_next/static/**/*.js', async (route) => {
    await way
    await route.continue()
  })
  await page.goto(path, { waitUntil: 'domcontentloaded' })
  return arrive
}

test('a form that is filled and sent before the page’s script runs is sent as it was filled, and not by the address', async ({
  page,
  asRole,
  database,
}) => {
  await asRole('OPERATOR')
  const userId = freshUserId()
  const arrive = await openUnscripted(page, '/links/new')
  await page.getByRole('textbox', { name: 'User id' }).fill(userId)
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Wanjiru Kamau')
  await page.getByLabel('Language of the page').selectOption('sw')
  await page.getByRole('checkbox', { name: 'Allow re-enrolling' }).check()
  await page.getByRole('button', { name: 'Make the link' }).click()
  arrive()
  // The tick was heard too: it asks for a reason, and nothing is made without one.
  const reason = page.getByRole('textbox', { name: 'Reason' })
  await expect(reason).toBeFocused()
  await reason.fill('A new photo was asked for at the branch.')
  await page.getByRole('button', { name: 'Make the link' }).click()
  await expect(page.getByRole('heading', { name: 'The link for Wanjiru Kamau is ready', level: 1 })).toBeVisible()
  expect(new URL(page.url()).search).toBe('')
  const { rows } = await database.query(
    'SELECT "displayName", language, "allowReEnroll" FROM "Link" WHERE "userId" = $1',
    [userId],
  )
  expect(rows).toEqual([{ displayName: 'Wanjiru Kamau', language: 'sw', allowReEnroll: true }])
})

test('a field that is emptied before the page’s script runs stays empty, and the form knows it', async ({
  page,
  asRole,
}) => {
  await asRole('OPERATOR')
  const arrive = await openUnscripted(page, '/links/new')
  const goodFor = page.getByRole('textbox', { name: 'Good for' })
  await expect(goodFor).not.toHaveValue('')
  await page.getByRole('textbox', { name: 'User id' }).fill(freshUserId())
  await goodFor.fill('')
  await page.getByRole('button', { name: 'Make the link' }).click()
  arrive()
  await expect(goodFor).toHaveAttribute('aria-invalid')
  await expect(goodFor).toHaveValue('')
})

test('a camera that is asked for before the page’s script runs starts when it does, and what was typed stays', async ({
  page,
  asRole,
}) => {
  await asRole('OPERATOR')
  const userId = freshUserId()
  const arrive = await openUnscripted(page, '/enroll')
  await page.getByRole('textbox', { name: 'User id' }).fill(userId)
  await page.getByRole('button', { name: 'Start the camera' }).click()
  await page.getByRole('button', { name: 'Start the camera' }).click()
  arrive()
  await expectLive(page)
  await expect(page.getByRole('textbox', { name: 'User id' })).toHaveValue(userId)
})

test('a camera that is asked for while a part of the page’s script is still on its way starts when it is there', async ({
  page,
  asRole,
}) => {
  await asRole('OPERATOR')
  let arrive = () => {}
  const way = new Promise<void>((resolve) => {
    arrive = resolve
  })
  const late: string[] = []
  await page.route('**/_next/static/**/*.js', async (route) => {
    const response = await route.fetch()
    const body = await response.text()
    if (body.includes('Start the camera')) {
      late.push(route.request().url())
      await way
    }
    await route.fulfill({ response, body })
  })
  await page.goto('/enroll', { waitUntil: 'domcontentloaded' })
  // React listens already, and waits for what it cannot draw yet: it lets nobody hear of a press meanwhile.
  await page.waitForFunction(() => Object.keys(document).some((key) => key.startsWith('_reactListening')))
  await page.getByRole('button', { name: 'Start the camera' }).click()
  await expect.poll(() => late, 'a part of the script was late').not.toEqual([])
  arrive()
  await expectLive(page)
  // What is still on its way by then would be cut off with the page.
  await page.unrouteAll({ behavior: 'wait' })
})

test('links that are asked for before the page’s script can make them are made when it runs', async ({
  page,
  asRole,
}) => {
  await asRole('OPERATOR')
  await page.goto('/links/import')
  await page.getByLabel('CSV file').setInputFiles({
    name: 'people.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`user id,name\n${freshUserId()},Wanjiru Kamau\n`),
  })
  await page.getByRole('button', { name: /^Check the file/ }).click()
  await expect(page.getByRole('button', { name: 'Make 1 link' })).toBeVisible()
  const arrive = await openUnscripted(page, page.url())
  await page.getByRole('button', { name: 'Make 1 link' }).click()
  arrive()
  await expect(page.getByRole('row').filter({ hasText: 'Wanjiru Kamau' })).toContainText('Link made')
})
