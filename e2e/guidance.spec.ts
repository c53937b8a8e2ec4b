import type { Page } from '@playwright/test'
import { tracks, watchLight } from './camera-light'
import { captureSays, deskPictures, expectLive, expectState, showPage, submit } from './enrolling'
import { freshUserId } from './fixtures'
import { expect, test } from './sitter'

/** Guidance, countdown and burst, on a machine that does other things too. */
const GUIDED_MS = 90_000
/** The shutter opens after ten seconds. */
const OPENED_MS = 60_000

const people = ['a', 'b', 'c', 'd', 'e', 'f', 'g'] as const
const hint = (page: Page, words: string) => page.getByText(words).and(page.locator('p:not([role=status])'))
const selfie = (page: Page) => page.getByRole('button', { name: 'Use this', exact: true })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

async function chooseTurn(page: Page): Promise<void> {
  await page.getByText('Turn your head instead').click()
  await expect(page.getByRole('radio', { name: 'Turn your head instead' })).toBeChecked()
}

async function submitted(page: Page): Promise<void> {
  await selfie(page).click({ timeout: GUIDED_MS })
  await expect(captureSays(page)).toHaveText('All 8 pictures have arrived')
  await page.getByRole('textbox', { name: 'User id' }).fill(freshUserId())
  await submit(page)
}

for (const person of people) {
  test(`person ${person} passes unaided by a smile: nothing is pressed between camera and review`, async ({ sit }) => {
    await expect(selfie(await sit(person))).toBeVisible({ timeout: GUIDED_MS })
  })

  test(`person ${person} passes unaided by a turn of the head`, async ({ sit }) => {
    const page = await sit(`${person}-turns`)
    await chooseTurn(page)
    await expect(selfie(page)).toBeVisible({ timeout: GUIDED_MS })
  })
}

test('a guided capture says how it came about, on the job and in its history', async ({ sit }) => {
  const page = await sit('a')
  await submitted(page)
  await expectState(page, 'Approved')
  for (const part of ['History', 'Sent'])
    await expect(page.getByRole('region', { name: part, exact: true })).toContainText('Guided, with a smile')
})

test('a person who never smiles is asked to, may finish without it after ten seconds, and the job says so', async ({
  sit,
}) => {
  const page = await sit('a-never-smiles')
  await expect(hint(page, 'Now smile!')).toBeVisible({ timeout: GUIDED_MS })
  await expect(button(page, 'Finish without it')).toBeEnabled({ timeout: OPENED_MS })
  await deskPictures(page)
  await submitted(page)
  await expect(page.getByRole('region', { name: 'Sent', exact: true })).toContainText('Taken by hand')
})

test('a person who never smiles chooses the turn in the middle of it, and passes', async ({ sit }) => {
  const page = await sit('c-turns')
  await expect(hint(page, 'Now smile!')).toBeVisible({ timeout: GUIDED_MS })
  await chooseTurn(page)
  await expect(selfie(page)).toBeVisible({ timeout: GUIDED_MS })
})

test('in the dark a person is told so and lit by a steady veil, and passes', async ({ sit }) => {
  const page = await sit('dark')
  await expect(hint(page, 'The face is dark.')).toBeVisible({ timeout: GUIDED_MS })
  await expect(page.locator('svg[data-lit]')).toBeVisible()
  await expect(selfie(await sit('a-light-comes'))).toBeVisible({ timeout: GUIDED_MS })
})

test('two people are warned of, not stopped at the camera, and sent back before anything is paid for', async ({
  sit,
}) => {
  const page = await sit('two-people')
  await expect(page.getByText('There is somebody else in the picture.').first()).toBeVisible({ timeout: GUIDED_MS })
  await deskPictures(page)
  await selfie(page).click()
  await expect(captureSays(page)).toHaveText('All 8 pictures have arrived')
  await page.getByRole('textbox', { name: 'User id' }).fill(freshUserId())
  await page.getByRole('button', { name: 'Enroll this person' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'More than one face is in the selfie.' })).toBeVisible()
  await expect(page).toHaveURL(/\/enroll$/)
})

test('with nobody in the picture the shutter opens after ten seconds', async ({ sit }) => {
  const page = await sit('no-face')
  await expect(button(page, 'The pictures take themselves')).toBeDisabled()
  await expect(hint(page, 'No face in the picture yet.')).toBeVisible({ timeout: GUIDED_MS })
  await expect(button(page, 'Take the pictures anyway')).toBeEnabled({ timeout: OPENED_MS })
  await deskPictures(page)
})

test('a still photograph of a smiling person does not pass: a face at rest is asked for, by hand it goes on', async ({
  sit,
}) => {
  const page = await sit('still-photograph')
  await expect(hint(page, 'First without a smile')).toBeVisible({ timeout: GUIDED_MS })
  await expect(button(page, 'Take the pictures anyway')).toBeEnabled({ timeout: OPENED_MS })
  await expect(selfie(page)).toHaveCount(0)
})

test('whoever leaves the picture during the burst starts it again', async ({ sit }) => {
  const page = await sit('a-leaves')
  const smile = hint(page, 'Now smile!')
  await expect(smile).toBeVisible({ timeout: GUIDED_MS })
  await expect(page.getByText('The face left the picture, so it starts again.').first()).toBeVisible({
    timeout: GUIDED_MS,
  })
  // The pictures of a face at rest come first; whoever is asked to smile again has had them taken again.
  await expect(smile).toBeVisible({ timeout: GUIDED_MS })
  await expect(selfie(page)).toHaveCount(0)
})

test('a guided burst whose page is hidden keeps nothing, says so to whoever sees it next, and begins anew by itself', async ({
  sit,
}) => {
  const page = await sit('a-never-smiles')
  const smile = hint(page, 'Now smile!')
  await expect(smile).toBeVisible({ timeout: GUIDED_MS })
  await showPage(page, false)
  const hidden = hint(page, 'This page was out of sight, so no picture was kept.')
  await expect(hidden).toBeVisible()
  await showPage(page, true)
  await expect(hidden).toBeVisible()
  await expect(hidden).toHaveCount(0)
  await expect(smile).toBeVisible({ timeout: GUIDED_MS })
  await expect(selfie(page)).toHaveCount(0)
})

test('without its models the camera works as it did: oval, button, timer; and the job says so', async ({
  sit,
  watched,
}) => {
  watched.allow(/Failed to load resource/)
  const page = await sit('a', (page) =>
    page.route('**/face/**', (route) => route.fulfill({ status: 404, body: 'gone' })),
  )
  await expect(button(page, 'Take the pictures')).toBeVisible({ timeout: GUIDED_MS })
  await deskPictures(page)
  await submitted(page)
  await expect(page.getByRole('region', { name: 'Sent', exact: true })).toContainText('could not be loaded')
})

test('models that could not be had the first time are fetched again for a retake', async ({ sit, watched }) => {
  watched.allow(/Failed to load resource/)
  const page = await sit('a', (page) =>
    page.route('**/face/**', (route) => route.fulfill({ status: 404, body: 'gone' })),
  )
  await expect(button(page, 'Take the pictures')).toBeVisible({ timeout: GUIDED_MS })
  await deskPictures(page)
  await page.unroute('**/face/**')
  await button(page, 'Retake').click()
  await expectLive(page)
  await expect(selfie(page)).toBeVisible({ timeout: GUIDED_MS })
})

test('while its models are slow to come the camera is live, progress is shown, and the shutter opens', async ({
  sit,
  watched,
}) => {
  watched.allow(/ERR_FAILED/)
  let go = () => {}
  const held = new Promise<void>((resolve) => {
    go = resolve
  })
  const page = await sit('a', (page) =>
    page.route('**/face/**/facemesh.bin', async (route) => {
      await held
      await route.abort().catch(() => {})
    }),
  )
  await expectLive(page)
  await expect(page.getByRole('progressbar', { name: /guidance is loading/ })).toBeVisible()
  await expect(button(page, 'Take the pictures anyway')).toBeEnabled({ timeout: OPENED_MS })
  await deskPictures(page)
  go()
})

test('a detector that is too slow is done without', async ({ sit }) => {
  // Every answer of the worker comes half a second late, as on a phone that is too weak for it. Nobody sits there:
  // a face that holds still might be taken before the detector has been timed.
  const page = await sit('no-face', (page) =>
    page.addInitScript(() => {
      const Plain = window.Worker
      const late = class extends Plain {
        override set onmessage(heard: (event: MessageEvent) => void) {
          super.addEventListener('message', (event) => setTimeout(() => heard.call(this, event), 500))
        }
      }
      Reflect.set(window, 'Worker', late)
    }),
  )
  await expect(button(page, 'Take the pictures')).toBeEnabled({ timeout: GUIDED_MS })
  await expect(page.getByText('There is no guidance on this device.')).toBeVisible()
})

test('a detector that was slow for a moment goes on', async ({ sit }) => {
  // The first answers come late, as while the machine does something else too.
  const page = await sit('no-face', (page) =>
    page.addInitScript(() => {
      const Plain = window.Worker
      let answers = 0
      Reflect.set(window, 'answers', () => answers)
      const late = class extends Plain {
        override set onmessage(heard: (event: MessageEvent) => void) {
          super.addEventListener('message', (event) => {
            answers += 1
            setTimeout(() => heard.call(this, event), answers < 15 ? 500 : 0)
          })
        }
      }
      Reflect.set(window, 'Worker', late)
    }),
  )
  const answers = () => page.evaluate((): number => Reflect.get(window, 'answers')())
  await expect.poll(answers, { timeout: GUIDED_MS }).toBeGreaterThan(20)
  await expect(page.getByText('There is no guidance on this device.')).toHaveCount(0)
})

test('the camera’s light goes out once the guided pictures are taken', async ({ sit }) => {
  const page = await sit('a', watchLight)
  await expect(selfie(page)).toBeVisible({ timeout: GUIDED_MS })
  await expect.poll(async () => (await tracks(page)).live).toBe(0)
  expect((await tracks(page)).ended).toBeGreaterThan(0)
})
