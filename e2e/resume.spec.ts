import type { Page } from '@playwright/test'
import { captureSays, expectLive, lookIntoCamera, submit, takePictures } from './enrolling'
import { expect, freshUserId, test } from './fixtures'
import { kept, places, plainStorage } from './kept'
import { agree, begin, expectTitle, lookIntoMirror, press } from './visiting'

const use = (page: Page) => page.getByRole('button', { name: 'Use this', exact: true })

/** Whoever comes back to pictures is asked whose they are. */
async function sayWhose(page: Page, person: string): Promise<void> {
  await expect(page.getByRole('button', { name: 'Enroll this person' })).toBeDisabled()
  await page.getByRole('checkbox', { name: `The selfie is of ${person}` }).check()
}

// Each of these captures, loads the page again and sends: two journeys in one.
test.slow()

type Line = { mend: () => void; put: () => string[]; isCut: () => Promise<void> }

/** Lets so many frames through and then cuts the line, until it is mended. */
async function cutAfter(page: Page, frames: number): Promise<Line> {
  const put: string[] = []
  let mended = false
  let cuts = 0
  await page.route('**/api/captures/*/frames/*', (route) => {
    if (!mended && put.length >= frames) {
      cuts += 1
      return route.abort()
    }
    put.push(new URL(route.request().url()).pathname.slice(-1))
    return route.continue()
  })
  const mend = () => {
    mended = true
  }
  // Frames go one by one: whoever has tried the next one has heard that those before it arrived.
  const isCut = () => expect.poll(() => cuts).toBeGreaterThan(0)
  return { mend, put: () => put, isCut }
}

test('pictures that were looked at survive a reload, sealed, and nothing of them is in plain storage', async ({
  page,
  asRole,
}) => {
  await asRole('OPERATOR')
  await page.goto('/enroll')
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Wanjiru Kamau')
  await lookIntoCamera(page)
  await expect.poll(() => places(page)).toEqual(['desk/form', 'desk/sitting'])
  for (const row of await kept(page)) expect(row).toMatchObject({ extractable: false, readable: false })
  expect((await kept(page)).find(({ place }) => place === 'desk/sitting')?.parts).toBe(9)
  expect(await plainStorage(page)).not.toMatch(/Wanjiru|JFIF|base64/)

  await page.reload()
  await expect(page.getByRole('img', { name: 'The selfie that was taken' })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Wanjiru Kamau')
  await use(page).click()
  await expect(captureSays(page)).toHaveText('All 8 pictures have arrived')
  await expect.poll(async () => (await kept(page)).find(({ place }) => place === 'desk/sitting')?.parts).toBe(2)

  await page.reload()
  await expect(captureSays(page)).toHaveText('All 8 pictures have arrived')
  await expect(page.getByRole('img', { name: 'The selfie that was taken' })).toBeVisible()
  await page.getByRole('textbox', { name: 'User id' }).fill(freshUserId())
  await sayWhose(page, 'Wanjiru Kamau')
  await submit(page)
  expect(await places(page)).toEqual(['desk/before'])
})

test('pictures of one person are not found again on the page of another, and on their own page with whose they are', async ({
  page,
  asRole,
  backstage,
}) => {
  const { id } = await asRole('OPERATOR')
  const other = await backstage.job(id)
  await page.goto('/enroll')
  await takePictures(page)
  await page.goto(`/enrollees/${other.enrolleeId}/authenticate`)
  await expect(page.getByRole('button', { name: 'Start the camera' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Authenticate this person' })).toBeDisabled()
  await page.goto('/enroll')
  await expect(page.getByText('The pictures taken before are back')).toBeVisible()
  await expect(page.getByRole('img', { name: 'The selfie that was taken' })).toBeVisible()
  await page.getByRole('button', { name: 'Retake' }).click()
  await expectLive(page)
  await expect(page.getByText('The pictures taken before are back')).toHaveCount(0)
})

test('pictures found again are sent only with the word whose they are, which another name or user id takes back', async ({
  page,
  asRole,
}) => {
  await asRole('OPERATOR')
  await page.goto('/enroll')
  const [userId, name] = ['User id', 'Name'].map((name) => page.getByRole('textbox', { name, exact: true }))
  const button = page.getByRole('button', { name: 'Enroll this person' })
  await userId?.fill('olu-1')
  await name?.fill('Olu One')
  await lookIntoCamera(page)
  await expect(page.getByText('Still needed: a yes to the selfie.')).toBeVisible()
  await use(page).click()
  await expect(captureSays(page)).toHaveText('All 8 pictures have arrived')
  // In one go there is nothing to ask: whoever typed this stood before the camera.
  await expect(button).toBeEnabled()

  // Inside the portal, without a reload.
  await page.getByRole('navigation').getByRole('link', { name: 'Jobs' }).first().click()
  await expect(page).toHaveURL(/\/jobs/)
  await page.getByRole('navigation').getByRole('link', { name: 'Enroll', exact: true }).first().click()
  await expect(page.getByText('What was typed here is back, and the pictures too')).toBeVisible()
  await expect(page.getByText('Still needed: your word whose selfie it is.')).toBeVisible()
  await expect(button).toBeDisabled()
  await page.getByRole('checkbox', { name: 'The selfie is of Olu One' }).check()
  await expect(button).toBeEnabled()

  const other = freshUserId()
  await userId?.fill(other)
  await expect(button).toBeDisabled()
  await name?.fill('Pam Two')
  const theirs = page.getByRole('checkbox', { name: 'The selfie is of Pam Two' })
  await expect(theirs).not.toBeChecked()
  await theirs.check()
  await expect(button).toBeEnabled()
})

test('a form whose answer was lost leads, after a reload, to the job it had made', async ({
  page,
  asRole,
  watched,
}) => {
  watched.allow(/ERR_FAILED/)
  await asRole('OPERATOR')
  await page.goto('/enroll')
  const userId = freshUserId()
  await page.getByRole('textbox', { name: 'User id' }).fill(userId)
  await takePictures(page)
  const answered: number[] = []
  await page.route('**/enroll', async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    answered.push((await route.fetch()).status())
    return route.abort()
  })
  await page.getByRole('button', { name: 'Enroll this person' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'could not be reached' })).toBeVisible()
  expect(answered.at(-1)).toBe(200)
  await page.unroute('**/enroll')
  await page.reload()
  await expect(captureSays(page)).toHaveText('All 8 pictures have arrived')
  await sayWhose(page, userId)
  await submit(page)
  await expect(page.getByRole('region', { name: 'History' }).getByRole('listitem').first()).toBeVisible()
})

test('a reload in the middle of sending goes on where it stopped', async ({ page, asRole, watched }) => {
  watched.allow(/ERR_FAILED/)
  await asRole('OPERATOR')
  await page.goto('/enroll')
  await lookIntoCamera(page)
  const line = await cutAfter(page, 3)
  await use(page).click()
  await expect(page.getByRole('region', { name: 'Selfie' }).getByRole('progressbar')).toBeVisible()
  await expect.poll(line.put).toEqual(['0', '1', '2'])
  await line.isCut()
  await expect.poll(() => places(page)).toEqual(['desk/sitting'])
  // Soon: the page tries four times and then waits to be told.
  await page.reload({ waitUntil: 'commit' })
  line.mend()
  await expect(captureSays(page)).toHaveText('All 8 pictures have arrived')
  expect(line.put(), 'no frame went twice').toEqual(['0', '1', '2', '3', '4', '5', '6', '7'])
})

test('a person whose signal is lost in the middle of sending goes on when it is back', async ({
  phone,
  backstage,
  watched,
}) => {
  watched.allow(/ERR_FAILED|ERR_INTERNET_DISCONNECTED/)
  const { id } = await backstage.operator('OPERATOR')
  const { url } = await backstage.link(id)
  const theirs = await phone()
  await begin(theirs, url)
  await agree(theirs)
  await lookIntoMirror(theirs)
  const line = await cutAfter(theirs, 2)
  await press(theirs, 'Send this one')
  await expect.poll(line.put).toEqual(['0', '1'])
  await line.isCut()
  await theirs.context().setOffline(true)
  await expect(theirs.getByRole('alert').filter({ hasText: 'could not be sent yet' })).toBeVisible({ timeout: 20_000 })
  line.mend()
  await theirs.context().setOffline(false)
  await expectTitle(theirs, /Your selfie has arrived|All done/)
  expect(line.put()).toEqual(['0', '1', '2', '3', '4', '5', '6', '7'])
  await expectTitle(theirs, 'All done')
  await expect.poll(() => places(theirs), 'nothing stays behind').toEqual([])
})

test('whoever sends without a network is told after one try, and it goes on when the network is back', async ({
  page,
  asRole,
  watched,
}) => {
  watched.allow(/ERR_INTERNET_DISCONNECTED/)
  await asRole('OPERATOR')
  await page.goto('/enroll')
  await lookIntoCamera(page)
  let tries = 0
  page.on('requestfailed', (request) => {
    if (request.method() === 'PUT') tries += 1
  })
  await page.context().setOffline(true)
  await use(page).click()
  await expect(page.getByRole('alert').filter({ hasText: 'The pictures could not be sent' })).toBeVisible()
  expect(tries).toBe(1)
  await page.context().setOffline(false)
  await expect(captureSays(page)).toHaveText('All 8 pictures have arrived')
})

test('a person’s page that is loaded again in the middle of sending goes on, and the job is made', async ({
  phone,
  backstage,
  watched,
}) => {
  watched.allow(/ERR_FAILED/)
  const { id } = await backstage.operator('OPERATOR')
  const { url } = await backstage.link(id)
  const theirs = await phone()
  await begin(theirs, url)
  await agree(theirs)
  await lookIntoMirror(theirs)
  const line = await cutAfter(theirs, 4)
  await press(theirs, 'Send this one')
  await expect.poll(line.put).toHaveLength(4)
  await line.isCut()
  await theirs.reload({ waitUntil: 'commit' })
  line.mend()
  await expectTitle(theirs, /Your selfie has arrived|All done/)
  expect(line.put()).toEqual(['0', '1', '2', '3', '4', '5', '6', '7'])
})

test('who cannot go on leaves nothing in the browser', async ({ phone, backstage }) => {
  const { id } = await backstage.operator('OPERATOR')
  const { url } = await backstage.link(id)
  const theirs = await phone()
  await begin(theirs, url)
  await agree(theirs)
  await lookIntoMirror(theirs)
  await expect.poll(() => places(theirs)).toEqual(['visit/sitting'])
  await theirs.getByText('I cannot or do not want to take a selfie').tap()
  await theirs.getByRole('radio', { name: 'I do not want my face on file' }).check()
  await theirs.getByRole('button', { name: /^Tell / }).tap()
  await expectTitle(theirs, 'Thank you for telling us')
  await expect.poll(() => places(theirs)).toEqual([])
})

test('the next operator at the same browser finds neither face nor name, and signing out wipes both', async ({
  page,
  asRole,
}) => {
  await asRole('OPERATOR')
  await page.goto('/enroll')
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Wanjiru Kamau')
  await lookIntoCamera(page)
  await expect.poll(() => places(page)).toEqual(['desk/form', 'desk/sitting'])

  await asRole('OPERATOR')
  await page.goto('/enroll')
  await expect(page.getByRole('button', { name: 'Start the camera' })).toBeVisible()
  await expect.poll(() => places(page)).toEqual([])
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('')

  await lookIntoCamera(page)
  await expect.poll(() => places(page)).toEqual(['desk/sitting'])
  await page.context().clearCookies()
  await page.goto('/enroll')
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expect.poll(() => places(page)).toEqual([])
})

test('after half an hour nothing is left to go on with', async ({ page, asRole }) => {
  await asRole('OPERATOR')
  await page.goto('/enroll')
  await lookIntoCamera(page)
  await expect.poll(() => places(page)).toEqual(['desk/sitting'])
  await page.addInitScript(() => {
    const now = Date.now.bind(Date)
    Date.now = () => now() + 31 * 60 * 1_000
  })
  await page.reload()
  await expect.poll(() => places(page)).toEqual([])
  await expect(page.getByRole('button', { name: 'Start the camera' })).toBeVisible()
})

test('a browser that keeps nothing captures all the same', async ({ page, asRole }) => {
  await page.addInitScript(() => {
    indexedDB.open = () => {
      throw new DOMException('Not here', 'SecurityError')
    }
  })
  await asRole('OPERATOR')
  await page.goto('/enroll')
  await takePictures(page)
  await page.getByRole('textbox', { name: 'User id' }).fill(freshUserId())
  await submit(page)
})

test('a retake leaves nothing of the pictures before', async ({ page, asRole }) => {
  await asRole('OPERATOR')
  await page.goto('/enroll')
  await lookIntoCamera(page)
  await expect.poll(() => places(page)).toEqual(['desk/sitting'])
  await page.getByRole('button', { name: 'Retake' }).click()
  await expectLive(page)
  await expect.poll(() => places(page)).toEqual([])
})
