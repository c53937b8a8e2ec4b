import { randomUUID } from 'node:crypto'
import { callbackHeard, expectState, openSettled } from './enrolling'
import { expectFit } from './fit'
import { expect, test } from './fixtures'

const pill = /^\d+ updates?$/

test('what has arrived is listed with what became of it, and the list says when more comes', async ({
  page,
  asRole,
  backstage,
  database,
}) => {
  const { id } = await asRole('OPERATOR')
  const listening = page.waitForResponse(/\/api\/events\/callbacks\?since=/)
  await page.goto('/callbacks')
  await expect(page.getByText('No callbacks for jobs of yours yet')).toBeVisible()
  await listening
  const first = await backstage.job(id, { displayName: 'Wanjiru Kamau' })
  await page.getByRole('button', { name: pill }).click()
  const row = page.getByRole('row', { name: /Wanjiru Kamau/ })
  await expect(row).toBeVisible()

  await page.goto(`/jobs/${first.jobId}`)
  await expectState(page, 'Approved')
  await callbackHeard(database, first.jobId)
  await page.goto('/callbacks?state=applied')
  await expect(row).toContainText('Confirmed')
  await row.getByRole('link').click()
  await expect(page.getByText('Callback received and confirmed by Smile ID’s status.')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Callback body, indented' })).toContainText(first.userId)
  await expect(page.getByRole('button', { name: 'Apply again' })).toHaveCount(0)
})

test('filters and a code or job in the search box live in the address', async ({
  page,
  asRole,
  backstage,
  database,
}) => {
  const { id } = await asRole('OPERATOR')
  const { jobId } = await backstage.job(id)
  await openSettled(page, database, jobId)
  await page.goto('/callbacks')
  const search = page.getByRole('searchbox', { name: 'Find a result code or a job id' })
  await search.fill(jobId)
  await search.press('Enter')
  await expect(page.getByRole('link', { name: `Job …${jobId.slice(-12)}` })).toBeVisible()
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(2)
  await page.getByRole('link', { name: /^Set aside/ }).click()
  await expect(page).toHaveURL(`/callbacks?state=aside&job=${jobId}`)
  await expect(page.getByText('No callback matches')).toBeVisible()
  await search.fill('0841')
  await search.press('Enter')
  await expect(page.getByRole('link', { name: 'Code 0841' })).toBeVisible()
})

test('an administrator applies a callback again, twice without harm, and it is recorded who did', async ({
  page,
  asRole,
  backstage,
  database,
}) => {
  const admin = await asRole('ADMIN')
  const { jobId } = await backstage.job(admin.id)
  await openSettled(page, database, jobId)
  await page.goto(`/callbacks?job=${jobId}`)
  await page.getByRole('table').getByRole('link').first().click()
  const recorded = async () => {
    const sql = 'SELECT 1 FROM "AuditEvent" WHERE action = $1 AND "operatorId" = $2'
    return (await database.query(sql, ['callback.applied_again', admin.id])).rowCount
  }
  for (const times of [1, 2]) {
    await page.getByRole('button', { name: 'Apply again' }).click()
    await expect(page.getByText('Smile ID is being asked now')).toBeVisible()
    await expect.poll(recorded).toBe(times)
  }
  await page.goto(`/jobs/${jobId}`)
  await expect(page.getByText(`Callback applied again by ${admin.name}`).first()).toBeVisible()
  await expect(page.getByText('because somebody asked').first()).toBeVisible()
  await expectState(page, 'Approved')
})

test('what nobody can vouch for is kept sealed and shown to administrators alone', async ({
  page,
  asRole,
  another,
  request,
  watched,
  database,
}) => {
  watched.allow(/status of 40[34]/)
  const marker = `marker-${randomUUID()}`
  const answer = await request.post('/api/callbacks/smile-id', { data: { marker } })
  expect(answer.status()).toBe(401)
  await asRole('ADMIN')
  await page.goto('/callbacks?state=aside')
  await page.getByRole('table').getByRole('link').first().click()
  await expect(page.getByText('Callback set aside: its signature is wrong.')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Callback body, indented' })).toContainText(marker)
  const operator = await another('OPERATOR')
  await operator.page.goto('/callbacks?state=aside')
  await expect(operator.page.getByText('No callback matches')).toBeVisible()

  // Its key is taken out of KIOO_FRAME_KEYS: everything else that is known of it is still shown.
  await database.query(`UPDATE "Callback" SET "keyId" = 'taken-away' WHERE id = $1`, [page.url().split('/').at(-1)])
  await page.reload()
  await expect(page.getByText('This body can no longer be opened')).toBeVisible()
  await expect(page.getByText('Callback set aside: its signature is wrong.')).toBeVisible()
})

test('a viewer finds no callbacks: not in the menu, and not by their address', async ({ page, asRole, watched }) => {
  watched.allow(/status of 403/)
  await asRole('VIEWER')
  await page.goto('/')
  await expect(page.getByRole('link', { name: 'Callbacks' })).toHaveCount(0)
  const answer = await page.goto('/callbacks')
  expect(answer?.status()).toBe(403)
  await expect(page.getByRole('heading', { name: 'Not for your role' })).toBeVisible()
})

test('what a status read has healed is listed, with the reason', async ({ page, asRole, backstage, database }) => {
  const { id } = await asRole('ADMIN')
  const { jobId } = await backstage.job(id, { displayName: 'Amina Yusuf' })
  await openSettled(page, database, jobId)
  // As if its callback had been lost, and the schedule had found the result after two minutes.
  await database.query('DELETE FROM "Callback" WHERE "jobId" = $1', [jobId])
  await database.query(
    `INSERT INTO "Healing" ("jobId", "trigger", "afterMs") VALUES ($1, 'schedule', 120000) ON CONFLICT DO NOTHING`,
    [jobId],
  )
  await page.goto('/callbacks')
  const healed = page.getByRole('region', { name: 'Healed' })
  await expect(healed.getByRole('listitem').filter({ hasText: 'Amina Yusuf' })).toContainText('No callback has come.')
})

test('the pages of callbacks fit every screen and are accessible', async ({
  page,
  asRole,
  backstage,
  request,
  database,
}) => {
  const { id } = await asRole('ADMIN')
  const { jobId } = await backstage.job(id, { displayName: 'A person with rather a long name of many words' })
  await request.post('/api/callbacks/smile-id', { data: { marker: 'x'.repeat(400) } })
  await openSettled(page, database, jobId)
  for (const path of ['/callbacks', '/callbacks?state=aside', '/callbacks?q=nothing-like-this']) {
    await page.goto(path)
    await expectFit(page, path)
  }
  await page.goto(`/callbacks?job=${jobId}`)
  await page.getByRole('table').getByRole('link').first().click()
  await expect(page.getByRole('button', { name: 'Apply again' })).toBeVisible()
  await expectFit(page, 'a callback')
})
