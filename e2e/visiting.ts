import { expect, type Locator, type Page } from '@playwright/test'
import { picturesTaken } from './enrolling'

/** The page's one title. */
export function title(page: Page): Locator {
  return page.getByRole('heading', { level: 1 })
}

export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).tap()
}

/** Opens a link and goes on; `button`: a link that names nobody asks nobody who they are. */
export async function begin(page: Page, url: string, button = 'This is me, go on'): Promise<void> {
  await page.goto(url)
  await press(page, button)
  await expect(page).toHaveURL(/\/e\/visit$/)
}

export async function agree(page: Page): Promise<void> {
  await expect(title(page)).toHaveText('Do you agree?')
  await press(page, 'I agree, go to the camera')
  await expect(title(page)).toHaveText('Look into the mirror')
}

/** From the primer to the selfie that is looked at. */
export async function lookIntoMirror(page: Page): Promise<void> {
  await press(page, 'Start the camera')
  await picturesTaken(page, 'Send this one', /^Take it (now|anyway)$|^Finish without it$/)
}

/** The whole of a selfie, until it is on its way. */
export async function sendSelfie(page: Page): Promise<void> {
  await lookIntoMirror(page)
  await press(page, 'Send this one')
}

/** Waits for what the page says of itself, without being loaded again by hand. */
export async function expectTitle(page: Page, words: string | RegExp): Promise<void> {
  await expect(title(page)).toHaveText(words)
}

/** The part of a portal's page with this heading. */
export function part(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true })
}

/** The short code a page shows. */
export async function codeOn(page: Page): Promise<string> {
  return (await page.getByText(/^[A-Z]{4}-[A-Z]{4}$/).textContent()) ?? ''
}
