import { expectFit } from './fit'
import { expect, freshUserId, test } from './fixtures'
import { kept, places, plainStorage } from './kept'

test('what was typed for a link comes back after a reload, sealed meanwhile, and is gone once the link is made', async ({
  page,
  asRole,
}) => {
  await asRole('OPERATOR')
  await page.goto('/links/new')
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Wanjiru Kamau')
  await expect.poll(() => places(page)).toEqual(['links/form'])
  for (const row of await kept(page)) expect(row).toMatchObject({ extractable: false, readable: false })
  expect(await plainStorage(page)).not.toMatch(/Wanjiru/)

  await page.reload()
  await expect(page.getByText('What was typed here is back')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Wanjiru Kamau')
  await page.getByRole('textbox', { name: 'User id' }).fill(freshUserId())
  await page.getByRole('button', { name: 'Make the link' }).click()
  await expect(page.getByRole('heading', { name: 'The link for Wanjiru Kamau is ready', level: 1 })).toBeVisible()
  await expect.poll(() => places(page)).toEqual([])
})

test('a link that was made before the browser could keep its form leaves nothing of it behind', async ({
  page,
  asRole,
}) => {
  await asRole('OPERATOR')
  // The place where forms are kept opens only when the journey says so.
  await page.addInitScript(() => {
    const request = navigator.locks.request.bind(navigator.locks)
    const opened = new Promise((open) => Reflect.set(window, 'open', open))
    Reflect.set(navigator.locks, 'request', (...given: Parameters<typeof request>) =>
      opened.then(() => request(...given)),
    )
  })
  let answer = () => {}
  const mayAnswer = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route('/links/new', async (route) => {
    if (route.request().method() === 'POST') await mayAnswer
    await route.continue()
  })
  await page.goto('/links/new')
  await page.getByRole('textbox', { name: 'User id' }).fill(freshUserId())
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Wanjiru Kamau')
  await page.getByRole('button', { name: 'Make the link' }).click()
  await page.evaluate(() => Reflect.get(window, 'open')())
  await expect.poll(() => places(page)).toEqual(['links/form'])
  answer()
  await expect(page.getByRole('heading', { name: 'The link for Wanjiru Kamau is ready', level: 1 })).toBeVisible()
  await expect.poll(() => places(page)).toEqual([])
})

test('a link whose answer was lost is not made twice, not after a reload either', async ({
  page,
  asRole,
  database,
  watched,
}) => {
  watched.allow(/ERR_FAILED/)
  const { id } = await asRole('OPERATOR')
  await page.goto('/links/new')
  await page.getByRole('textbox', { name: 'User id' }).fill(freshUserId())
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Wanjiru Kamau')
  await page.route('/links/new', async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    await route.fetch()
    await route.abort()
  })
  const make = page.getByRole('button', { name: 'Make the link' })
  await make.click()
  await expect(page.getByText('The portal could not be reached. What you typed is still here')).toBeVisible()
  await expect.poll(() => places(page)).toEqual(['links/form'])
  await page.unroute('/links/new')
  await page.reload()
  await expect(page.getByText('What was typed here is back')).toBeVisible()
  await make.click()
  await expect(page.getByText('This link was made a moment ago')).toBeVisible()
  const { rows } = await database.query('SELECT count(*)::int AS made FROM "Link" WHERE "createdById" = $1', [id])
  expect(rows).toEqual([{ made: 1 }])
})

test('starting over empties the form of a link, and whoever comes to the sign-in page leaves nothing of it behind', async ({
  page,
  asRole,
}) => {
  await asRole('OPERATOR')
  const name = page.getByRole('textbox', { name: 'Name', exact: true })
  await page.goto('/links/new')
  await name.fill('Wanjiru Kamau')
  await expect.poll(() => places(page)).toEqual(['links/form'])
  await page.reload()
  await page.getByRole('button', { name: 'Start over' }).click()
  await expect(name).toHaveValue('')
  await expect.poll(() => places(page)).toEqual([])
  await name.fill('Halima Said')
  await expect.poll(() => places(page)).toEqual(['links/form'])
  await page.context().clearCookies()
  await page.goto('/sign-in')
  await expect.poll(() => places(page)).toEqual([])
})

test('a link that nobody has copied is not lost by a reload unasked; once it was copied, nothing is asked', async ({
  page,
  asRole,
  stack,
}) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: stack.url })
  await asRole('OPERATOR')
  const asked: string[] = []
  page.on('dialog', (dialog) => {
    asked.push(dialog.type())
    return dialog.dismiss()
  })
  const reload = () => page.evaluate(() => window.location.reload())
  await page.goto('/links/new')
  await page.getByRole('button', { name: 'Generate' }).click()
  await page.getByRole('button', { name: 'Make the link' }).click()
  const heading = page.getByRole('heading', { name: /^The link for .* is ready$/ })
  await expect(heading).toBeVisible()
  await reload()
  await expect.poll(() => asked).toEqual(['beforeunload'])
  await expect(heading).toBeVisible()

  await page.getByRole('button', { name: 'Copy the link' }).click()
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
  await reload()
  await expect(page.getByRole('heading', { name: 'New link', level: 1 })).toBeVisible()
  expect(asked).toEqual(['beforeunload'])
})

test('an invitation that nobody has copied is not lost by a reload unasked', async ({ page, asRole }) => {
  await asRole('ADMIN')
  const asked: string[] = []
  page.on('dialog', (dialog) => {
    asked.push(dialog.type())
    return dialog.dismiss()
  })
  await page.goto('/settings/operators')
  const invite = page.getByRole('region', { name: 'Invite an operator' })
  await invite.getByLabel('Name').fill('Grace Wambui')
  await invite.getByLabel('E-mail').fill(`${freshUserId()}@example.test`)
  await invite.getByRole('button', { name: 'Make an invitation link' }).click()
  await expect(invite.getByText(/\/invitation\//)).toBeVisible()
  await page.evaluate(() => window.location.reload())
  await expect.poll(() => asked).toEqual(['beforeunload'])
  await expect(invite.getByText(/\/invitation\//)).toBeVisible()
})

test('the organisation’s preview follows what is typed, whom to ask too', async ({ page, asRole }) => {
  await asRole('ADMIN')
  await page.goto('/settings/organisation')
  const preview = page.getByRole('complementary', { name: 'Preview' })
  await page.getByLabel('Contact').fill('Ring 0800 555 123')
  await expect(preview).toContainText('Ring 0800 555 123')
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByText('Look at the person’s page').click()
  await expectFit(page, 'the organisation with its preview')
})

test('on a phone the person’s page can be looked at before the link is made', async ({ page, asRole }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await asRole('OPERATOR')
  await page.goto('/links/new')
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Wanjiru Kamau')
  await page.getByText('Look at the person’s page').click()
  const preview = page.getByRole('group').filter({ hasText: 'Look at the person’s page' }).getByText('W••• K•••')
  await expect(preview).toBeVisible()
  const [shown, button] = [preview, page.getByRole('button', { name: 'Make the link' })]
  expect((await shown.boundingBox())?.y).toBeLessThan((await button.boundingBox())?.y ?? 0)
  await expectFit(page, 'a new link with its preview')
})

test('whoever has no link yet is shown that alone; a filter that finds none stays, to be cleared', async ({
  page,
  asRole,
}) => {
  await asRole('OPERATOR')
  await page.goto('/links')
  const none = page.getByText('No links of yours yet')
  const filters = page.getByRole('navigation', { name: 'Filters' })
  await expect(none).toBeVisible()
  await expect(filters).toHaveCount(0)
  await expect(page.getByRole('searchbox')).toHaveCount(0)
  await expect(page.getByRole('main').getByRole('link', { name: 'New link' })).toHaveCount(1)
  await expectFit(page, 'no links yet')
  await page.goto('/links?group=expired')
  await expect(page.getByText('No link matches')).toBeVisible()
  await filters.getByRole('link', { name: 'Clear' }).click()
  await expect(none).toBeVisible()
})
