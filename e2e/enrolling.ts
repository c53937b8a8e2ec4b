import { type APIRequestContext, expect, type Locator, type Page } from '@playwright/test'
import type pg from 'pg'
import type { Watch } from './watch'

/** What guidance, countdown and burst may take on a busy machine. */
const PICTURES_MS = 120_000
/** Countdown and burst. */
const BURST_MS = 15_000

/** What the capture says to those who cannot see it. */
export function captureSays(page: Page): Locator {
  return page.getByRole('region', { name: 'Selfie' }).getByRole('status')
}

/** The camera's picture is on the page, and moves. */
export async function expectLive(page: Page): Promise<void> {
  await expect(page.getByLabel('What the camera sees')).toHaveJSProperty('readyState', 4)
}

/** The page is hidden, or seen again, as the browser tells it. Tabs of a headless browser are always seen. */
export async function showPage(page: Page, isShown: boolean): Promise<void> {
  await page.evaluate((isShown) => {
    Object.defineProperty(document, 'hidden', { configurable: true, value: !isShown })
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: isShown ? 'visible' : 'hidden' })
    document.dispatchEvent(new Event('visibilitychange'))
  }, isShown)
}

/** Without guidance nothing takes the pictures before somebody presses, however long the live picture is looked at. */
export async function withoutGuidance(page: Page, watched: Watch): Promise<void> {
  watched.allow(/ERR_FAILED/)
  await page.route('**/face/**', (route) => route.abort())
}

/** From the live picture to the selfie that is looked at: by itself, or by hand once the shutter opens. */
export async function picturesTaken(page: Page, use: string, byHand: RegExp): Promise<void> {
  const selfie = page.getByRole('button', { name: use, exact: true })
  const shutter = page.getByRole('button', { name: byHand })
  // It may take them itself before it is pressed, and pictures may be spoilt and asked for again.
  await expect(async () => {
    if (!(await selfie.isVisible())) await shutter.click({ timeout: 1_000 })
    await expect(selfie).toBeVisible({ timeout: BURST_MS })
  }).toPass({ timeout: PICTURES_MS })
}

/** The same at the desk. */
export async function deskPictures(page: Page): Promise<void> {
  await picturesTaken(page, 'Use this', /^Take the pictures|^Finish without it$/)
}

/** From the primer to the selfie that is looked at. */
export async function lookIntoCamera(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start the camera' }).click()
  await deskPictures(page)
}

/** The whole of a capture, until every picture has arrived. */
export async function takePictures(page: Page): Promise<void> {
  await lookIntoCamera(page)
  await page.getByRole('button', { name: 'Use this', exact: true }).click()
  await expect(captureSays(page)).toHaveText('All 8 pictures have arrived')
}

/** An extra parameter; the sandbox obeys `sandbox_result`. */
export async function addParameter(page: Page, name: string, value: string): Promise<void> {
  const rows = page.getByLabel(/^Name of parameter \d+$/)
  const at = (await rows.count()) + 1
  await page.getByRole('button', { name: 'Add a parameter' }).click()
  const added = page.getByLabel(`Name of parameter ${at}`, { exact: true })
  await expect(added).toBeFocused()
  await added.fill(name)
  await page.getByLabel(`Value of parameter ${at}`, { exact: true }).fill(value)
}

export async function submit(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Enroll this person' })
  await button.click()
  // On a busy machine it may be told that there are many pictures to be checked, and to send them once more.
  await expect(async () => {
    if (await page.getByText('Many pictures are being checked just now.').isVisible())
      await button.click({ timeout: 2_000 })
    await expect(page).toHaveURL(/\/jobs\/[0-9a-f-]{36}$/, { timeout: 25_000 })
  }).toPass()
}

/** Waits until the job's page says, by itself, that the job is in this state. */
export async function expectState(page: Page, state: string): Promise<void> {
  await expect(
    page
      .getByRole('main')
      .getByRole('status')
      .filter({ hasText: new RegExp(`^${state}\\.`) }),
  ).toHaveCount(1)
}

/** The job's callback has been heard: until then it may yet move. */
export async function callbackHeard(database: pg.Client, jobId: string): Promise<void> {
  await heard(database, `SELECT state::text FROM "Callback" WHERE "jobId" = $1`, jobId)
}

/** Opens the page of a job that is approved and whose callback has been heard: nothing moves it by itself any more. */
export async function openSettled(page: Page, database: pg.Client, jobId: string): Promise<void> {
  await page.goto(`/jobs/${jobId}`)
  await expectState(page, 'Approved')
  await callbackHeard(database, jobId)
}

/** A link's one job has heard its callback. */
export async function linkHeard(database: pg.Client, linkId: string): Promise<void> {
  const ofLink = `SELECT id FROM "Job" WHERE "linkId" = $1`
  await heard(database, `SELECT state::text FROM "Callback" WHERE "jobId" IN (${ofLink})`, linkId)
}

async function heard(database: pg.Client, sql: string, id: string): Promise<void> {
  await expect.poll(async () => (await database.query(sql, [id])).rows).toEqual([{ state: 'applied' }])
}

/** A person at Smile ID has looked at a provisional result and approves it. */
export async function reviewEnds(request: APIRequestContext, sandboxUrl: string, jobId: string): Promise<void> {
  await expect(await request.post(`${sandboxUrl}/admin/jobs/${jobId}/approve`)).toBeOK()
}

/** The titles of a job's history, newest first. */
export function history(page: Page): Locator {
  return page.getByRole('region', { name: 'History' }).getByRole('listitem')
}

/** How many documents this page has loaded since now: moving by itself is not reloading. */
export function countLoads(page: Page): () => number {
  let loads = 0
  page.on('domcontentloaded', () => {
    loads += 1
  })
  return () => loads
}

export function jobIdOf(page: Page): string {
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}
