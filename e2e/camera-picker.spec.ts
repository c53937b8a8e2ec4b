import type { Page } from '@playwright/test'
import { tracks, watchLight } from './camera-light'
import { expectLive } from './enrolling'
import { expect, test } from './fixtures'
import { agree, begin, press } from './visiting'

test.use({ camera: 'three' })

/** Remembers which cameras this page asks for. */
async function watchAsked(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const asked: unknown[] = []
    Reflect.set(window, 'asked', asked)
    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
    navigator.mediaDevices.getUserMedia = (wanted) => {
      asked.push(wanted?.video)
      return open(wanted)
    }
  })
}

const lastAsked = (page: Page): Promise<unknown> => page.evaluate(() => Reflect.get(window, 'asked').at(-1))

test('at the desk cameras are chosen by what they see, and are on only while that is shown', async ({
  page,
  asRole,
}) => {
  await watchLight(page)
  await watchAsked(page)
  await asRole('OPERATOR')
  await page.goto('/enroll')
  await page.getByRole('button', { name: 'Start the camera' }).click()
  await expectLive(page)
  expect(await tracks(page)).toEqual({ live: 1, ended: 0 })

  await page.getByRole('button', { name: 'See the cameras' }).click()
  const cameras = page.getByRole('group', { name: 'Camera', exact: true })
  await expect(cameras.getByRole('radio')).toHaveCount(3)
  await expect(cameras.locator('video')).toHaveCount(3)
  await expect(cameras).toBeInViewport({ ratio: 0.99 })
  await expect.poll(() => tracks(page)).toEqual({ live: 4, ended: 0 })
  for (const picture of await cameras.locator('video').all())
    await expect.poll(() => picture.evaluate((video: HTMLVideoElement) => !video.paused && video.videoWidth)).toBe(320)

  await page.getByRole('button', { name: 'Hide the cameras' }).click()
  await expect.poll(() => tracks(page)).toEqual({ live: 1, ended: 3 })

  await page.getByRole('button', { name: 'See the cameras' }).click()
  await expect.poll(() => tracks(page)).toEqual({ live: 4, ended: 3 })
  const chosen = await cameras.getByRole('radio', { name: 'fake_device_2' }).getAttribute('value')
  // The button itself is for keyboard and screen reader; a hand presses the card round it, and that closes the choice.
  await cameras.getByText('fake_device_2').click()
  await expect.poll(() => tracks(page)).toEqual({ live: 1, ended: 7 })
  // What is asked for, not what is given: the browser's stand-in for its own prompt grants its first camera to any wish.
  expect(await lastAsked(page)).toMatchObject({ deviceId: { ideal: chosen } })

  // The choice is a wish that outlives the page.
  await page.reload()
  await page.getByRole('button', { name: 'Start the camera' }).click()
  await expectLive(page)
  expect(await lastAsked(page)).toMatchObject({ deviceId: { ideal: chosen } })
})

test('a remembered camera that is gone gives way to another one', async ({ page, asRole }) => {
  await page.addInitScript(() => localStorage.setItem('kioo.camera', 'no-such-camera'))
  await asRole('OPERATOR')
  await page.goto('/enroll')
  await page.getByRole('button', { name: 'Start the camera' }).click()
  await expectLive(page)
})

test('a camera that cannot do what is asked is asked for less, and forgotten', async ({ page, asRole }) => {
  await page.addInitScript(() => {
    localStorage.setItem('kioo.camera', 'too-weak')
    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
    const asked: unknown[] = []
    Reflect.set(window, 'asked', asked)
    navigator.mediaDevices.getUserMedia = async (wanted) => {
      asked.push(wanted?.video)
      if (asked.length < 3) throw new DOMException('', 'OverconstrainedError')
      return open(wanted)
    }
  })
  await asRole('OPERATOR')
  await page.goto('/enroll')
  await page.getByRole('button', { name: 'Start the camera' }).click()
  await expectLive(page)
  const asked: unknown = await page.evaluate(() => Reflect.get(window, 'asked'))
  expect(asked).toMatchObject([
    { width: { ideal: 1280 }, deviceId: { ideal: 'too-weak' } },
    { width: { ideal: 640 } },
    true,
  ])
  expect(await page.evaluate(() => localStorage.getItem('kioo.camera'))).toBeNull()
})

test('a phone runs one camera at a time: names to choose from, and no second stream', async ({ phone, backstage }) => {
  const { id } = await backstage.operator('OPERATOR')
  const { url } = await backstage.link(id)
  const theirs = await phone()
  await watchLight(theirs)
  await begin(theirs, url)
  await agree(theirs)
  await press(theirs, 'Start the camera')
  await expectLive(theirs)
  await theirs.getByRole('combobox', { name: 'Camera' }).selectOption('fake_device_1')
  await expect.poll(() => tracks(theirs)).toEqual({ live: 1, ended: 1 })
})
