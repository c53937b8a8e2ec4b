import { expect, type Locator, type Page } from '@playwright/test'
import { tracks, watchLight } from './camera-light'
import { captureSays, deskPictures, expectLive, expectState, history } from './enrolling'
import { freshUserId, test } from './fixtures'

/** Presses Tab until this has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  for (let presses = 0; presses < 60; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  await expect(target, 'it can be reached with the Tab key').toBeFocused()
}

test('a person is enrolled with the keyboard alone', async ({ page, asRole }) => {
  await asRole('OPERATOR')
  await page.goto('/')
  await tabTo(page, page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Enroll', exact: true }))
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('button', { name: 'Start the camera' }))
  await page.keyboard.press('Enter')
  // The focus follows the capture by itself.
  const shutter = /^Waiting for the camera …$|^The pictures take themselves$|^Take the pictures anyway$/
  await expect(page.getByRole('button', { name: shutter })).toBeFocused()
  await expect(page.getByRole('button', { name: 'Use this', exact: true })).toBeFocused({ timeout: 90_000 })
  await page.keyboard.press('Enter')
  await expect(captureSays(page)).toHaveText('All 8 pictures have arrived')
  // It stays there when the button it was on has gone.
  await expect(page.locator(':focus')).toContainText('All 8 pictures have arrived')
  const userId = freshUserId()
  await tabTo(page, page.getByRole('textbox', { name: 'User id' }))
  await page.keyboard.type(userId)
  await tabTo(page, page.getByRole('button', { name: 'Enroll this person' }))
  await page.keyboard.press('Enter')
  await expectState(page, 'Approved')
  await expect(page.getByRole('heading', { name: `Register ${userId}` })).toBeVisible()
})

test('a step of the capture leaves the focus on a control that is still there', async ({ page, asRole }) => {
  await watchLight(page)
  // Its files never come: the choices of the guidance stay as long as it is waited for.
  await page.route('**/face/**', () => {})
  await asRole('OPERATOR')
  await page.goto('/enroll')
  await page.getByRole('button', { name: 'Start the camera' }).click()
  await expectLive(page)
  const sound = page.getByRole('checkbox', { name: 'Guide by sound' })
  await sound.focus()
  await page.evaluate(() => {
    const given: MediaStreamTrack[] = Reflect.get(window, 'given')
    given.at(-1)?.dispatchEvent(new Event('ended'))
  })
  await expect.poll(() => tracks(page)).toEqual({ live: 1, ended: 1 })
  await expectLive(page)
  await expect(sound).toBeFocused()
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 })

  test('a tap beside a question closes it, and presses nothing that lies under it', async ({
    page,
    asRole,
    backstage,
  }) => {
    const { id } = await asRole('OPERATOR')
    const { linkId } = await backstage.link(id)
    await page.goto(`/links/${linkId}`)
    const menu = page.getByRole('button', { name: /^What can be done with the link/ })
    await menu.tap()
    await page.getByRole('button', { name: 'Extend …' }).tap()
    await expect(page.getByRole('dialog')).toBeVisible()
    // The way to the overview is there.
    await page.touchscreen.tap(40, 28)
    await expect(page.getByRole('dialog')).toBeHidden()
    await menu.tap()
    await expect(page.getByRole('button', { name: 'Extend …' })).toBeVisible()
    await expect(page).toHaveURL(`/links/${linkId}`)
  })

  test('an enrollee is found and registered again, with a reason, by thumb', async ({ page, asRole, backstage }) => {
    const { id } = await asRole('OPERATOR')
    const { jobId, userId, enrolleeId } = await backstage.job(id)
    await page.goto(`/jobs/${jobId}`)
    await expectState(page, 'Approved')

    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Enrollees' }).tap()
    await page.getByRole('link', { name: userId }).tap()
    await page.getByRole('link', { name: 'Register again' }).tap()
    await expect(page).toHaveURL(`/enroll?enrollee=${enrolleeId}&reEnroll=1`)
    await expect(page.getByRole('textbox', { name: 'User id' })).toHaveValue(userId)
    await page.getByRole('button', { name: 'Start the camera' }).tap()
    await deskPictures(page)
    await page.getByRole('button', { name: 'Use this', exact: true }).tap()
    await expect(captureSays(page)).toHaveText('All 8 pictures have arrived')
    await expect(page.getByRole('checkbox', { name: 'Allow re-enrolling this user id' })).toBeChecked()
    await page.getByRole('textbox', { name: 'Reason' }).fill('Changed a lot since')
    await page.getByRole('button', { name: 'Enroll this person' }).tap()
    await expectState(page, 'Approved')
    await expect(history(page).filter({ hasText: 're-enroll allowed' })).toContainText('Changed a lot since')
  })
})
