import { expect, type Locator, type Page } from '@playwright/test'

/** Neither a click beside a dialog that shows something once nor Escape, twice, takes it away; both lead to its button. */
export async function expectHeld(page: Page, dialog: Locator): Promise<void> {
  const wayOut = dialog.getByRole('button', { name: 'I have handed it over' })
  await page.mouse.click(5, 5)
  await expect(wayOut).toBeFocused()
  for (const _ of [1, 2, 3]) {
    await page.keyboard.press('Escape')
    await expect(dialog).toBeVisible()
    await expect(wayOut).toBeFocused()
  }
  await expect(dialog.getByText(/[\w-]{43}$/)).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Close' })).toHaveCount(0)
}
