import { expect, type Locator, type Page } from '@playwright/test'

/** What guidance, countdown and burst may take on a busy machine. */
const PICTURES_MS = 60_000

/** What the capture says to those who cannot see it. */
export function captureSays(page: Page): Locator {
  return page.getByRole('region', { name: 'Selfie' }).getByRole('status')
}

/** The camera's picture is on the page, and moves. */
export async function expectLive(page: Page): Promise<void> {
  await expect(page.getByLabel('What the camera sees')).toHaveJSProperty('readyState', 4)
}

/** From the live picture to the selfie that is looked at: by itself, or by hand once the shutter opens. */
export async function picturesTaken(page: Page, use: string, byHand: RegExp): Promise<void> {
  const selfie = page.getByRole('button', { name: use, exact: true })
  const shutter = page.getByRole('button', { name: byHand })
  await selfie.or(shutter).waitFor({ timeout: PICTURES_MS })
  // It may still take them itself before it is pressed. A press must not be left waiting: it would hit a later shutter.
  if (await shutter.isVisible()) await shutter.click({ timeout: 1_000 }).catch(() => {})
  await expect(selfie).toBeVisible({ timeout: PICTURES_MS })
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
  await page.getByLabel(`Name of parameter ${at}`, { exact: true }).fill(name)
  await page.getByLabel(`Value of parameter ${at}`, { exact: true }).fill(value)
}

export async function submit(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Enroll this person' }).click()
  await expect(page).toHaveURL(/\/jobs\/[0-9a-f-]{36}$/)
}

/** Waits until the job's page says, by itself, that the job is in this state. */
export async function expectState(page: Page, state: string): Promise<void> {
  await expect(
    page
      .getByRole('main')
      .getByRole('status')
      .filter({ hasText: new RegExp(`^${state}\\.`) }),
  ).toHaveCount(1, { timeout: 15_000 })
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
