import type { Page } from '@playwright/test'
import { expectLive } from './enrolling'
import { expect, test } from './fixtures'
import { agree, begin, part, press } from './visiting'

type Said = { name: string; message: string; permission: 'granted' | 'denied' | 'prompt' }

// No headless browser has a system that refuses the camera, or a "no" from another day: what it would say is imitated.
async function refusedAs(page: Page, said: Said): Promise<void> {
  await page.addInitScript(({ name, message, permission }) => {
    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
    const status = Object.assign(new EventTarget(), { state: permission, name: 'camera', onchange: null })
    Reflect.set(window, 'allow', () => {
      status.state = 'granted'
      navigator.mediaDevices.getUserMedia = open
      status.dispatchEvent(new Event('change'))
    })
    navigator.permissions.query = async () => status
    navigator.mediaDevices.getUserMedia = async () => {
      throw new DOMException(message, name)
    }
  }, said)
}

const ways: [string, Said, string, string | null][] = [
  [
    'a "no" from another day',
    { name: 'NotAllowedError', message: 'Permission denied', permission: 'denied' },
    'remembers an earlier “no”',
    'Click the sign to the left of the address.',
  ],
  [
    'a question that was closed',
    { name: 'NotAllowedError', message: 'Permission dismissed', permission: 'prompt' },
    'Somebody said no, or closed the question.',
    'Click the sign to the left of the address.',
  ],
  [
    'a system that refuses',
    { name: 'NotAllowedError', message: 'Permission denied by system', permission: 'prompt' },
    'This device keeps the camera from the browser',
    'Open the privacy settings of this device.',
  ],
  [
    'a camera in use',
    { name: 'NotReadableError', message: 'Could not start video source', permission: 'granted' },
    'The camera is in use',
    null,
  ],
]

for (const [name, said, title, step] of ways)
  test(`${name} is told apart, with steps of its own`, async ({ page, asRole }) => {
    await refusedAs(page, said)
    await asRole('OPERATOR')
    await page.goto('/enroll')
    await page.getByRole('button', { name: 'Start the camera' }).click()
    const help = page.getByRole('alert').filter({ hasText: title })
    await expect(help).toBeVisible()
    const steps = help.getByRole('listitem')
    if (step) await expect(steps.first()).toHaveText(step)
    else await expect(steps).toHaveCount(0)
  })

test('while the browser waits for an answer the page says what to choose, and claims no camera yet', async ({
  page,
  asRole,
}) => {
  await page.addInitScript(() => {
    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
    const status = Object.assign(new EventTarget(), { state: 'prompt', name: 'camera', onchange: null })
    Reflect.set(navigator.permissions, 'query', async () => status)
    navigator.mediaDevices.getUserMedia = (wanted) =>
      new Promise((resolve) => Reflect.set(window, 'allow', () => resolve(open(wanted))))
  })
  await asRole('OPERATOR')
  await page.goto('/enroll')
  await page.getByRole('button', { name: 'Start the camera' }).click()
  const question = page.getByText('Choose Allow.').and(page.locator('p:not([role=status])'))
  await expect(question).toBeVisible()
  await expect(page.getByText('The guidance is loading. The camera is on already.')).toBeHidden()
  await page.evaluate(() => {
    const allow: () => void = Reflect.get(window, 'allow')
    allow()
  })
  await expectLive(page)
  await expect(question).toHaveCount(0)
})

test('who allows the camera in a menu need not press anything more', async ({ page, asRole }) => {
  await refusedAs(page, { name: 'NotAllowedError', message: 'Permission denied', permission: 'denied' })
  await asRole('OPERATOR')
  await page.goto('/enroll')
  await page.getByRole('button', { name: 'Start the camera' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'remembers an earlier “no”' })).toBeVisible()
  // The page says so a moment before it listens for the change.
  await expect(async () => {
    await page.evaluate(() => {
      const allow: () => void = Reflect.get(window, 'allow')
      allow()
    })
    await expect(page.getByLabel('What the camera sees')).toBeVisible({ timeout: 5_000 })
  }).toPass()
  await expectLive(page)
})

test('a person reads the technical details before she sends them, and the operator reads the same', async ({
  page,
  asRole,
  phone,
  backstage,
}) => {
  const { id } = await asRole('OPERATOR')
  const { linkId, url } = await backstage.link(id)
  const theirs = await phone()
  await refusedAs(theirs, { name: 'NotReadableError', message: 'Could not start video source', permission: 'granted' })
  let sent = 0
  theirs.on('request', (request) => {
    if (request.url().endsWith('/e/visit/details')) sent += 1
  })
  await begin(theirs, url)
  await agree(theirs)
  await press(theirs, 'Start the camera')
  const title = theirs.getByText('Technical details')
  await title.tap()
  const shown = theirs.getByRole('textbox', { name: 'Technical details' })
  await expect(shown).toHaveValue(/problem: busy\n.*error: NotReadableError/s)
  const text = await shown.inputValue()
  expect(text).not.toMatch(/[0-9a-f]{32}/)
  expect(sent, 'nothing leaves before the button is pressed').toBe(0)
  await press(theirs, 'Send these details')
  await expect(theirs.getByText('They have arrived. Thank you.')).toBeVisible()
  await expect(theirs.getByRole('main')).toBeFocused()
  // What changes here is not read out together with all that stands above.
  await expect(theirs.getByRole('alert').filter({ has: title })).toHaveCount(0)

  await page.goto(`/links/${linkId}`)
  await expect(part(page, 'Visits')).toContainText('Sent technical details of the camera')
  await part(page, 'Visits').getByText('Read them').click()
  for (const line of text.split('\n')) await expect(part(page, 'Visits').getByText(line, { exact: true })).toBeVisible()
})
