import type { Page } from '@playwright/test'
import { captureSays, expectState, submit } from './enrolling'
import { expect, freshUserId, test } from './fixtures'

/** Guidance, countdown and burst, on a machine that does other things too. */
const GUIDED_MS = 45_000

const hint = (page: Page, words: string | RegExp) => page.getByText(words).and(page.locator(':not([role=status])'))
const selfie = (page: Page) => page.getByRole('button', { name: 'Use this', exact: true })

async function start(page: Page): Promise<void> {
  await page.goto('/enroll')
  await page.getByRole('button', { name: 'Start the camera' }).click()
}

async function chooseTurn(page: Page): Promise<void> {
  await page.getByText('Turn your head instead').click()
  await expect(page.getByRole('radio', { name: 'Turn your head instead' })).toBeChecked()
}

for (const person of ['a', 'b', 'c', 'd', 'e', 'f', 'g'] as const) {
  test.describe(`person ${person}`, () => {
    test.describe('who smiles', () => {
      test.use({ camera: person })
      test('passes unaided: nothing is pressed between the camera and the review', async ({ page, asRole }) => {
        await asRole('OPERATOR')
        await start(page)
        await expect(selfie(page)).toBeVisible({ timeout: GUIDED_MS })
      })
    })
    test.describe('who turns the head', () => {
      test.use({ camera: `${person}-turns` })
      test('passes unaided', async ({ page, asRole }) => {
        await asRole('OPERATOR')
        await start(page)
        await chooseTurn(page)
        await expect(selfie(page)).toBeVisible({ timeout: GUIDED_MS })
      })
    })
  })
}

test('a guided capture says of itself how it came about, on the job and in its history', async ({ page, asRole }) => {
  await asRole('OPERATOR')
  await start(page)
  await selfie(page).click({ timeout: GUIDED_MS })
  await expect(captureSays(page)).toHaveText('All 8 pictures have arrived')
  await page.getByRole('textbox', { name: 'User id' }).fill(freshUserId())
  await submit(page)
  await expectState(page, 'Approved')
  const words = 'Guided, with a smile'
  await expect(page.getByRole('region', { name: 'History' })).toContainText(words)
  await expect(page.getByRole('region', { name: 'Sent' })).toContainText(words)
})

test.describe('a person who never smiles', () => {
  test.use({ camera: 'a-never-smiles' })
  test('is asked to, and may finish without it after ten seconds; the job says so', async ({ page, asRole }) => {
    await asRole('OPERATOR')
    await start(page)
    await expect(hint(page, 'Now smile!')).toBeVisible({ timeout: GUIDED_MS })
    await expect(page.getByRole('button', { name: 'The pictures take themselves' })).toBeVisible()
    await page.getByRole('button', { name: 'Finish without it' }).click({ timeout: 20_000 })
    await selfie(page).click({ timeout: GUIDED_MS })
    await expect(captureSays(page)).toHaveText('All 8 pictures have arrived')
    await page.getByRole('textbox', { name: 'User id' }).fill(freshUserId())
    await submit(page)
    await expect(page.getByRole('region', { name: 'Sent' })).toContainText('Taken by hand')
  })
})

test.describe('a person who turns when asked to smile', () => {
  test.use({ camera: 'c-turns' })
  test('changes the cue in the middle of it, and passes', async ({ page, asRole }) => {
    await asRole('OPERATOR')
    await start(page)
    await expect(hint(page, 'Now smile!')).toBeVisible({ timeout: GUIDED_MS })
    await chooseTurn(page)
    await expect(selfie(page)).toBeVisible({ timeout: GUIDED_MS })
  })
})

test.describe('in the dark', () => {
  test.use({ camera: 'a-light-comes' })
  test('a person is told, is lit by a steady border, and passes', async ({ page, asRole }) => {
    await asRole('OPERATOR')
    await start(page)
    await expect(hint(page, 'The face is dark.')).toBeVisible({ timeout: GUIDED_MS })
    await expect(page.locator('svg[data-lit]')).toBeVisible()
    await expect(selfie(page)).toBeVisible({ timeout: GUIDED_MS })
  })
})

test.describe('two people', () => {
  test.use({ camera: 'two-people' })
  test('are warned of, not stopped', async ({ page, asRole }) => {
    await asRole('OPERATOR')
    await start(page)
    await expect(hint(page, 'There is somebody else in the picture.')).toBeVisible({ timeout: GUIDED_MS })
  })
})

test.describe('nobody in the picture', () => {
  test.use({ camera: 'no-face' })
  test('opens the shutter after ten seconds, and what is taken says so', async ({ page, asRole }) => {
    await asRole('OPERATOR')
    await start(page)
    await expect(hint(page, 'No face in the picture yet.')).toBeVisible({ timeout: GUIDED_MS })
    await page.getByRole('button', { name: 'Take the pictures anyway' }).click({ timeout: 20_000 })
    await expect(selfie(page)).toBeVisible({ timeout: GUIDED_MS })
  })
})

test.describe('a still photograph of a smiling person', () => {
  test.use({ camera: 'still-photograph' })
  test('does not pass: the face at rest is asked for, until the shutter opens', async ({ page, asRole }) => {
    await asRole('OPERATOR')
    await start(page)
    await expect(hint(page, 'First without a smile')).toBeVisible({ timeout: GUIDED_MS })
    await expect(page.getByRole('button', { name: 'Take the pictures anyway' })).toBeVisible({ timeout: 20_000 })
    await expect(selfie(page)).toHaveCount(0)
  })
})

test.describe('a person who leaves during the burst', () => {
  test.use({ camera: 'a-leaves' })
  test('starts it again', async ({ page, asRole }) => {
    await asRole('OPERATOR')
    await start(page)
    await expect(hint(page, 'The face left the picture')).toBeVisible({ timeout: GUIDED_MS })
    await expect(selfie(page)).toBeVisible({ timeout: GUIDED_MS })
  })
})

test('without its models, the camera works as it did: oval, button, timer', async ({ page, asRole, watched }) => {
  watched.allow(/404|Failed to load resource/)
  await page.route('**/face/**', (route) => route.fulfill({ status: 404, body: 'not here' }))
  await asRole('OPERATOR')
  await start(page)
  await page.getByRole('button', { name: 'Take the pictures', exact: true }).click()
  await expect(selfie(page)).toBeVisible({ timeout: GUIDED_MS })
})

test('while its models are slow to come, the camera is live, progress is shown, and the shutter opens', async ({
  page,
  asRole,
}) => {
  const waiting: (() => void)[] = []
  await page.route('**/face/**/facemesh.bin', async (route) => {
    await new Promise<void>((resolve) => waiting.push(resolve))
    await route.abort().catch(() => {})
  })
  await asRole('OPERATOR')
  await start(page)
  await expect(page.getByLabel('What the camera sees')).toHaveJSProperty('readyState', 4)
  await expect(page.getByRole('progressbar', { name: /guidance is loading/ })).toBeVisible()
  await page.getByRole('button', { name: 'Take the pictures anyway' }).click({ timeout: 20_000 })
  await expect(selfie(page)).toBeVisible({ timeout: GUIDED_MS })
  for (const go of waiting) go()
})
