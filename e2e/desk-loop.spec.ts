import type { Page } from '@playwright/test'
import {
  addParameter,
  captureSays,
  expectLive,
  lookIntoCamera,
  submit,
  takePictures,
  withoutGuidance,
} from './enrolling'
import { expect, freshUserId, test } from './fixtures'
import { places } from './kept'

test('the next person finds the form’s settings and nothing of the person before', async ({
  page,
  asRole,
  watched,
}) => {
  await asRole('OPERATOR')
  await page.goto('/enroll')
  await page.getByRole('radio', { name: 'Kiosk' }).check({ force: true })
  await expect(page.getByText('The camera says how to stand')).toBeVisible()
  await takePictures(page)
  await page.getByRole('textbox', { name: 'User id' }).fill(freshUserId())
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Wanjiru Kamau')
  await page.getByRole('checkbox', { name: 'Allow re-enrolling this user id' }).check()
  await page.getByRole('textbox', { name: 'Reason' }).fill('New cards for all')
  await page.getByRole('button', { name: 'Type it in' }).click()
  await page.getByRole('textbox', { name: 'Latitude' }).fill('-1.2921')
  await page.getByRole('textbox', { name: 'Longitude' }).fill('36.8219')
  await addParameter(page, 'branch', 'Nairobi West')
  await submit(page)

  await withoutGuidance(page, watched)
  await page.getByRole('link', { name: 'Next person' }).click()
  await expect(page.getByText('Ready for the next person')).toBeVisible()
  // The camera is on by itself: nobody presses a button twice for each person of a queue.
  await expectLive(page)
  await expect(page.getByRole('radio', { name: 'Kiosk' })).toBeChecked()
  await expect(page.getByRole('textbox', { name: 'User id' })).toHaveValue('')
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('')
  await expect(page.getByRole('checkbox', { name: 'Allow re-enrolling this user id' })).toBeChecked()
  await expect(page.getByRole('textbox', { name: 'Reason' })).toHaveValue('New cards for all')
  await expect(page.getByRole('textbox', { name: 'Latitude' })).toHaveValue('-1.2921')
  await expect(page.getByLabel('Value of parameter 1')).toHaveValue('Nairobi West')
  await expect(page.getByText('Still needed: the pictures and a user id.')).toBeVisible()

  await page.getByRole('button', { name: 'Clear the settings' }).click()
  await expect(page.getByRole('checkbox', { name: 'Allow re-enrolling this user id' })).not.toBeChecked()
  await expect(page.getByRole('button', { name: 'Add a parameter' })).toBeVisible()

  // Whoever comes back to the page has not pressed that button.
  await expect(page).toHaveURL(/\/enroll$/)
  await page.getByRole('link', { name: 'Jobs', exact: true }).click()
  await expect(page).toHaveURL(/\/jobs$/)
  await page.goBack()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Halima Said')
  // The browser's keepings have been looked through, after which a camera would start by itself.
  await expect.poll(() => places(page)).toEqual(['desk/before', 'desk/form'])
  await expect(page.getByRole('button', { name: 'Start the camera' })).toBeVisible()
})

test('the button and what it still needs are in sight wherever one is in the form, and cover nothing that has the focus', async ({
  page,
  asRole,
}) => {
  await asRole('OPERATOR')
  await page.goto('/enroll?reEnroll=1')
  const button = page.getByRole('button', { name: 'Enroll this person' })
  const bar = button.locator('xpath=../..')
  await expect(bar.getByText('Still needed: the pictures, a user id and a reason.')).toBeVisible()
  await addParameter(page, 'branch', 'Nairobi West')
  await page.getByRole('textbox', { name: 'User id' }).focus()
  const last = page.getByRole('button', { name: 'Add a parameter' })
  for (let tabs = 0; tabs < 30; tabs += 1) {
    await expect(button).toBeInViewport({ ratio: 1 })
    const [field, foot] = await Promise.all([page.locator(':focus').boundingBox(), bar.boundingBox()])
    expect((field?.y ?? 0) + (field?.height ?? 0)).toBeLessThanOrEqual(foot?.y ?? 0)
    if (await last.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error('The form has no end')
})

test('Space and Enter take the pictures from anywhere but a field, and the page says so', async ({
  page,
  asRole,
  watched,
}) => {
  await withoutGuidance(page, watched)
  await asRole('OPERATOR')
  await page.goto('/enroll')
  await page.getByRole('button', { name: 'Start the camera' }).click()
  await expect(page.getByRole('button', { name: 'Take the pictures' })).toBeEnabled()
  await expect(page.getByText('Space or Enter presses it too')).toBeVisible()

  await page.getByRole('textbox', { name: 'Name', exact: true }).focus()
  await page.keyboard.type('Halima Said')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Halima Said')
  await expect(page.getByRole('button', { name: 'Take the pictures' })).toBeEnabled()

  await page.getByRole('heading', { level: 1 }).click()
  // Pictures may be spoilt and asked for again.
  const use = page.getByRole('button', { name: 'Use this', exact: true })
  await expect(async () => {
    if (!(await use.isVisible())) await page.keyboard.press('Space')
    await expect(use).toBeVisible({ timeout: 15_000 })
  }).toPass()
})

test('starting over clears the form, the pictures and what the browser kept of both', async ({ page, asRole }) => {
  await asRole('OPERATOR')
  await page.goto('/enroll')
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Wanjiru Kamau')
  await lookIntoCamera(page)
  await expect.poll(() => places(page)).toEqual(['desk/form', 'desk/sitting'])
  await page.reload()
  await page.getByRole('button', { name: 'Start over' }).click()
  await expect(page.getByRole('main')).toBeFocused()
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('')
  await expect(page.getByRole('button', { name: 'Start the camera' })).toBeVisible()
  await expect.poll(() => places(page)).toEqual([])
})

test('a form that was opened for somebody else does not get what was typed for another', async ({
  page,
  asRole,
  backstage,
}) => {
  const { id } = await asRole('OPERATOR')
  const { enrolleeId, userId } = await backstage.job(id)
  await page.goto('/enroll')
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Wanjiru Kamau')
  await expect.poll(() => places(page)).toEqual(['desk/form'])
  await page.goto(`/enroll?enrollee=${enrolleeId}`)
  await expect(page.getByRole('textbox', { name: 'User id' })).toHaveValue(userId)
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('')
})

test('a second tab neither sees nor disturbs what the first one keeps', async ({ page, context, asRole }) => {
  await asRole('OPERATOR')
  await page.goto('/enroll')
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Wanjiru Kamau')
  await lookIntoCamera(page)
  await expect.poll(() => places(page)).toEqual(['desk/form', 'desk/sitting'])
  const second = await context.newPage()
  await second.goto('/enroll')
  await expect(second.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('')
  await expect(second.getByRole('button', { name: 'Start the camera' })).toBeVisible()
  await second.getByRole('textbox', { name: 'Name', exact: true }).fill('Halima Said')
  await second.close()
  await page.reload()
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Wanjiru Kamau')
  await page.getByRole('button', { name: 'Use this', exact: true }).click()
  await expect(captureSays(page)).toHaveText('All 8 pictures have arrived')
})

test('of two tabs each finds its own form after a reload, a duplicate finds none, and a closed tab’s goes to the next one', async ({
  page,
  context,
  asRole,
}) => {
  await asRole('OPERATOR')
  const userId = (tab: Page) => tab.getByRole('textbox', { name: 'User id' })
  const open = async () => {
    const tab = await context.newPage()
    await tab.goto('/enroll')
    return tab
  }
  await page.goto('/enroll')
  await userId(page).fill('KE-FIRST')
  await expect.poll(() => places(page)).toEqual(['desk/form'])
  const second = await open()
  await userId(second).fill('KE-SECOND')
  await expect.poll(() => places(page)).toEqual(['desk/form', 'desk/form'])
  for (let times = 0; times < 3; times += 1) {
    await Promise.all([page.reload(), second.reload()])
    await expect(userId(page)).toHaveValue('KE-FIRST')
    await expect(userId(second)).toHaveValue('KE-SECOND')
  }

  // As duplicating a tab does, it copies what the tab's own storage has.
  const [duplicate] = await Promise.all([page.waitForEvent('popup'), page.evaluate(() => window.open('/enroll'))])
  await duplicate.waitForLoadState()
  await userId(duplicate).fill('KE-THIRD')
  await expect.poll(() => places(page)).toEqual(['desk/form', 'desk/form', 'desk/form'])
  await Promise.all([page.reload(), duplicate.reload()])
  await expect(userId(page)).toHaveValue('KE-FIRST')
  await expect(userId(duplicate)).toHaveValue('KE-THIRD')

  await second.close()
  const next = await open()
  await expect(next.getByText('What was typed here is back')).toBeVisible()
  await expect(userId(next)).toHaveValue('KE-SECOND')
})

test('a place that is typed while the device looks for itself is not replaced by what it finds', async ({
  page,
  asRole,
}) => {
  await asRole('OPERATOR')
  await page.addInitScript(() => {
    const coords = { latitude: 1, longitude: 2, altitude: null, accuracy: 3 }
    const ask = (found: (place: unknown) => void, failed: (why: unknown) => void) => {
      Reflect.set(window, 'answer', () => found({ coords }))
      Reflect.set(window, 'refuse', () => failed({ code: 2 }))
    }
    Object.defineProperty(navigator, 'geolocation', { value: { getCurrentPosition: ask } })
  })
  await page.goto('/enroll')
  const ask = page.getByRole('button', { name: 'Use this device’s location' })
  const latitude = page.getByRole('textbox', { name: 'Latitude' })
  const answer = () => page.evaluate(() => Reflect.get(window, 'answer')())
  await ask.click()
  await page.getByRole('button', { name: 'Type it in' }).click()
  await latitude.fill('-1.29')
  await answer()
  await expect(ask).not.toHaveAttribute('aria-busy')
  await expect(latitude).toHaveValue('-1.29')

  await ask.click()
  await page.getByRole('button', { name: 'Send no location' }).click()
  await answer()
  await expect(ask).not.toHaveAttribute('aria-busy')
  await expect(latitude).toHaveCount(0)

  await ask.click()
  await answer()
  await expect(latitude).toHaveValue('1.000000')

  // Whoever does not see it hears it.
  await ask.click()
  await page.evaluate(() => Reflect.get(window, 'refuse')())
  await expect(page.getByRole('alert').filter({ hasText: 'The device does not know where it is.' })).toBeVisible()
})
