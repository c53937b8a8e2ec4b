import { z } from 'zod'
import { expectFit } from './fit'
import { expect, test } from './fixtures'

const readySchema = z.object({
  ok: z.boolean(),
  parts: z.record(z.string(), z.object({ ok: z.boolean() })),
})

/** As the worker writes it down when Smile ID falls silent; its next question, within half a minute, finds it well again. */
async function fallSilent(database: { query(text: string): Promise<unknown> }): Promise<void> {
  await database.query(
    `INSERT INTO "ProviderProbe" ("environment", "silentSince", "cause") VALUES ('SANDBOX', now() - interval '5 minutes', 'timeout')
     ON CONFLICT ("environment") DO UPDATE SET "askedAt" = now(), "silentSince" = now() - interval '5 minutes', "cause" = 'timeout'`,
  )
}

test('machines are told that the portal is ready, part by part', async ({ request }) => {
  let said: unknown
  const status = async () => {
    const answer = await request.get('/api/health/ready')
    said = await answer.json()
    return answer.status()
  }
  await expect.poll(status, { message: 'the worker has reported' }).toBe(200)
  const { ok, parts } = readySchema.parse(said)
  expect(ok).toBe(true)
  expect(Object.keys(parts).sort()).toEqual(['clock', 'database', 'migrations', 'provider', 'running', 'worker'])
})

test('an administrator reads in words what is wrong and what it means, without loading the page again', async ({
  page,
  asRole,
  database,
}) => {
  await asRole('ADMIN')
  await page.goto('/settings')
  await page.getByRole('link', { name: /^Status/ }).click()
  await expect(page.getByText('Everything works.')).toBeVisible()
  await expectFit(page, '/settings/status')

  // The worker's own question may come in between and find it well.
  await expect(async () => {
    await fallSilent(database)
    await expect(page.getByRole('status').filter({ hasText: 'One thing needs a look.' })).toBeVisible({
      timeout: 15_000,
    })
    await expect(page.getByText(/^Smile ID has not answered since .*\d\d:\d\d$/)).toHaveCount(1, { timeout: 1_000 })
    const goes = page.getByText(/goes? out by (itself|themselves) when it answers/).first()
    await expect(goes).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await expectFit(page, 'a status with trouble')
  await database.query(`UPDATE "ProviderProbe" SET "silentSince" = NULL`)
  await expect(page.getByText('Everything works.')).toBeVisible()
})

test('an operator who waits for a job, or is about to make one, reads that Smile ID is silent', async ({
  page,
  asRole,
  database,
}) => {
  await asRole('OPERATOR')
  for (const path of ['/', '/enroll']) {
    await expect(async () => {
      await fallSilent(database)
      await page.goto(path)
      await expect(page.getByText(/^Smile ID has not answered since .*\d\d:\d\d\.$/)).toBeVisible({ timeout: 2_000 })
    }).toPass()
    await expect(page.getByRole('link', { name: 'See the status' })).toHaveCount(0)
    await expectFit(page, `${path} while Smile ID is silent`)
  }
  await database.query(`UPDATE "ProviderProbe" SET "silentSince" = NULL`)
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible()
  await expect(page.getByText(/^Smile ID has not answered/)).toHaveCount(0)
})

test('the status is not for operators', async ({ page, asRole, watched }) => {
  watched.allow(/status of 403/)
  await asRole('OPERATOR')
  const answer = await page.goto('/settings/status')
  expect(answer?.status()).toBe(403)
})

test('a status page nobody is at stops asking, so that its session can come to its end, and goes on at a touch', async ({
  page,
  asRole,
}) => {
  await asRole('ADMIN')
  await page.clock.install()
  await page.goto('/settings/status')
  await expect(page.getByRole('heading', { name: 'Status', level: 1 })).toBeVisible()
  const resting = page.getByText('it no longer follows')
  // Its five minutes begin when its scripts do.
  await expect(async () => {
    await page.clock.fastForward('05:30')
    await expect(resting).toBeVisible({ timeout: 1_000 })
  }).toPass()
  const asked: string[] = []
  // Its own, not the pages behind its links, which Next fetches ahead once.
  page.on('request', (request) => {
    if (/\/settings\/status|\/api\/health/.test(request.url())) asked.push(request.url())
  })
  await page.clock.runFor('01:00')
  expect(asked).toEqual([])
  await page.mouse.move(200, 200)
  await expect(resting).toHaveCount(0)
  await expect.poll(() => asked.length).toBeGreaterThan(0)
})

test('a page that asks by itself stays as it is while the portal cannot be reached, and goes on when it can', async ({
  page,
  asRole,
  watched,
}) => {
  watched.allow(/Failed to load resource|Failed to fetch/)
  await asRole('ADMIN')
  await page.goto('/settings/status')
  const title = page.getByRole('heading', { name: 'Status', level: 1 })
  await expect(title).toBeVisible()
  const failed = page.waitForEvent('requestfailed')
  await page.context().setOffline(true)
  await failed
  // Once more: what Next does instead, it does at once.
  await page.waitForEvent('requestfailed')
  await expect(title).toBeVisible()
  const drawn = page.waitForResponse((response) => /\/settings\/status\?.*_rsc/.test(response.url()))
  await page.context().setOffline(false)
  expect((await drawn).status()).toBe(200)
  await expect(title).toBeVisible()
})
