import type { Locator } from '@playwright/test'
import { expectState, openSettled, reviewEnds } from './enrolling'
import { expectFit } from './fit'
import { expect, test } from './fixtures'

test('a job is found by its user id, by its own id, and by the one Smile ID gave it', async ({
  page,
  asRole,
  backstage,
  database,
}) => {
  const { id } = await asRole('OPERATOR')
  const { jobId, userId } = await backstage.job(id)
  await backstage.job(id)
  await page.goto('/jobs')
  const search = page.getByRole('searchbox', { name: 'Find a person, user id or job id' })
  await search.fill(userId)
  await search.press('Enter')
  await expect(page).toHaveURL(/\/jobs\?q=/)
  await expect(page.getByRole('table').getByRole('link')).toHaveText([userId])

  await search.fill(jobId)
  await search.press('Enter')
  await expect(page).toHaveURL(`/jobs/${jobId}`)
  await expect(page.getByRole('heading', { name: `Register ${userId}` })).toBeVisible()
  await expectState(page, 'Approved')

  await page.goto('/jobs')
  await search.fill(jobId.slice(-12))
  await search.press('Enter')
  await expect(page.getByRole('table').getByRole('link')).toHaveText([userId])

  const { rows } = await database.query('SELECT "smileJobId" FROM "Job" WHERE id = $1', [jobId])
  await page.goto('/jobs')
  await search.focus()
  await expect(page.getByText('Smile ID’s ten digits')).toBeVisible()
  await expectFit(page, 'the job list with its hint')
  await search.fill(rows[0]?.smileJobId)
  await search.press('Enter')
  await expect(page.getByRole('table').getByRole('link')).toHaveText([userId])
})

test('what is searched for stands in the field and in no address, also after a reload and with a filter', async ({
  page,
  asRole,
  backstage,
  database,
}) => {
  const { id } = await asRole('OPERATOR')
  const { jobId, userId } = await backstage.job(id)
  await backstage.link(id)
  await openSettled(page, database, jobId)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  for (const [list, name] of [
    ['/jobs', 'Find a person, user id or job id'],
    ['/enrollees', 'Find a name or user id'],
    ['/links', 'Find a person, user id or label'],
    ['/callbacks', 'Find a result code or a job id'],
  ] as const) {
    const search = page.getByRole('searchbox', { name })
    await page.goto(list)
    await search.fill(userId)
    await search.press('Enter')
    await expect(page).toHaveURL(/[?]q=/)
    await expect(search).toHaveValue(userId)
    await page.reload()
    await expect(search).toHaveValue(userId)
    await search.fill('')
    await search.press('Enter')
    await expect(page).toHaveURL(list)
  }
  await page.goto('/jobs')
  await page.getByRole('searchbox').fill(userId)
  await page.getByRole('searchbox').press('Enter')
  await expect(page).toHaveURL(/[?]q=/)
  await page.getByRole('link', { name: /^Approved/ }).click()
  await expect(page).toHaveURL(/group=approved/)
  await expect(page.getByRole('table').getByRole('link')).toHaveText([userId])
  expect(asked.length).toBeGreaterThan(10)
  expect(asked.filter((url) => url.includes(userId))).toEqual([])
})

test('Ctrl and K lead to a list’s search, and no letter alone does', async ({ page, asRole, backstage }) => {
  const { id } = await asRole('OPERATOR')
  await backstage.job(id)
  await page.goto('/jobs')
  const search = page.getByRole('searchbox')
  await expect(search).toHaveAttribute('aria-keyshortcuts', 'Control+K')
  for (const key of ['/', 'k']) {
    await page.keyboard.press(key)
    await expect(search).not.toBeFocused()
  }
  await page.keyboard.press('Control+k')
  await expect(search).toBeFocused()
})

test('a search finds without the page’s script too', async ({ page, asRole, backstage, browser, baseURL }) => {
  const { id } = await asRole('OPERATOR')
  const { userId } = await backstage.job(id)
  await page.goto('/jobs')
  const bare = await browser.newContext({ javaScriptEnabled: false, ...(baseURL ? { baseURL } : {}) })
  await bare.addCookies(await page.context().cookies())
  const unscripted = await bare.newPage()
  await unscripted.goto('/jobs')
  await unscripted.getByRole('searchbox').fill(userId)
  await unscripted.getByRole('searchbox').press('Enter')
  await expect(unscripted).toHaveURL(/\/jobs\?q=sealed/)
  await expect(unscripted.getByRole('table').getByRole('link')).toHaveText([userId])
  await bare.close()
})

/** Whether one covers nothing of the other. */
async function areApart(one: Locator, other: Locator): Promise<boolean> {
  const [a, b] = [await one.boundingBox(), await other.boundingBox()]
  if (!a || !b) return false
  const besides = a.x + a.width <= b.x || b.x + b.width <= a.x
  return besides || a.y + a.height <= b.y || b.y + b.height <= a.y
}

test('the job list says when jobs move, and changes only when asked', async ({ page, asRole, backstage }) => {
  const { id } = await asRole('OPERATOR')
  const listening = page.waitForResponse(/\/api\/events\?since=/)
  await page.goto('/jobs')
  await listening
  const update = page.getByRole('button', { name: /^\d+ updates?$/ })
  const first = await backstage.job(id)
  await update.click()
  await expect(page.getByRole('link', { name: first.userId })).toBeVisible()

  const second = await backstage.job(id)
  await expect(update).toBeVisible()
  await expect(page.getByRole('link', { name: second.userId })).toHaveCount(0)
  await update.click()
  await expect(page.getByRole('link', { name: second.userId })).toBeVisible()
  // The job is on its way still: what moves after the drawing is told once more, and has to be asked for.
  await expect(async () => {
    if (await update.isVisible()) await update.click({ timeout: 2_000 })
    await expect(update).toHaveCount(0, { timeout: 2_000 })
  }).toPass()
  await expect(page.getByRole('main')).toBeFocused()
})

test('what says that a list has moved covers none of its filters and nothing of the list', async ({
  page,
  asRole,
  backstage,
}) => {
  const { id } = await asRole('ADMIN')
  await backstage.job(id)
  await backstage.link(id)
  for (const [list, events] of [
    ['/jobs', /\/api\/events\?since=/],
    ['/links', /\/api\/events\/links\?since=/],
  ] as const) {
    const listening = page.waitForResponse(events)
    await page.goto(list)
    await listening
    await (list === '/jobs' ? backstage.job(id) : backstage.link(id))
    const update = page.getByRole('button', { name: /^\d+ updates?$/ })
    await expect(update).toBeVisible()
    const read = page.getByRole('navigation', { name: 'Filters' }).getByRole('link').or(page.getByRole('table'))
    await expect(page.getByRole('table')).toBeVisible()
    for (const width of [1440, 1000, 720, 390]) {
      await page.setViewportSize({ width, height: 900 })
      for (const place of [...(await read.all()), page.getByRole('searchbox')])
        expect(await areApart(update, place), `at ${width} px: ${await place.textContent()}`).toBe(true)
    }
  }
})

test('at twice the size a list’s search and its buttons stand in one row', async ({ page, asRole, backstage }) => {
  const { id } = await asRole('OPERATOR')
  await backstage.job(id)
  await backstage.link(id)
  await page.setViewportSize({ width: 720, height: 450 })
  for (const [list, button] of [
    ['/jobs', 'Enroll someone'],
    ['/links', 'New link'],
  ] as const) {
    await page.goto(list)
    const main = page.getByRole('main')
    const tops = [main.getByRole('searchbox'), main.getByRole('link', { name: button })].map(async (one) => {
      const box = await one.boundingBox()
      return Math.round(box ? box.y + box.height / 2 : Number.NaN)
    })
    const [search, beside] = await Promise.all(tops)
    expect(search, list).toBe(beside)
  }
})

test('a job’s page moves on even when the stream of events cannot be had', async ({
  page,
  asRole,
  backstage,
  request,
  stack,
  watched,
}) => {
  watched.allow(/ERR_FAILED/)
  await page.route('**/api/events*', (route) => route.abort())
  const { id } = await asRole('OPERATOR')
  const { jobId } = await backstage.job(id, { partnerParams: [{ key: 'sandbox_result', value: '2' }] })
  await page.goto(`/jobs/${jobId}`)
  await expectState(page, 'Provisional')
  await reviewEnds(request, stack.sandboxUrl, jobId)
  await expectState(page, 'Approved')
})
