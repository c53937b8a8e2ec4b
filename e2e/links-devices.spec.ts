import { expectLive } from './enrolling'
import { expect, test } from './fixtures'
import { agree, begin, codeOn, expectTitle, lookIntoMirror, part, press, sendSelfie, title } from './visiting'

test('a page that was closed is gone on with on the same phone where it stood', async ({ phone, backstage }) => {
  const { id } = await backstage.operator('OPERATOR')
  const { url } = await backstage.link(id)
  const first = await phone()
  await begin(first, url)
  await agree(first)
  const again = await first.context().newPage()
  await first.close()
  await begin(again, url)
  await expect(title(again)).toHaveText('Look into the mirror')
  await sendSelfie(again)
  await expectTitle(again, 'All done')
})

test('a second device is asked first, then takes over, and the first one can send nothing more', async ({
  page,
  asRole,
  phone,
  backstage,
  watched,
}) => {
  watched.allow(/status of 409/)
  const { id } = await asRole('OPERATOR')
  const { linkId, url } = await backstage.link(id)
  const first = await phone()
  const second = await phone()
  await begin(first, url)
  await agree(first)
  // As if it had not looked yet how the visit stands.
  await first.route('/e/visit/state', (route) => route.fulfill({ body: 'camera' }))
  await second.goto(url)
  await press(second, 'This is me, go on')
  await expectTitle(second, 'Go on here?')
  await press(second, 'Go on here')
  await agree(second)
  await sendSelfie(first)
  await expect(first.getByRole('main').getByRole('alert')).toContainText('you went on elsewhere')
  await first.unroute('/e/visit/state')
  await expectTitle(first, 'You went on on another device')
  await sendSelfie(second)
  await expectTitle(second, 'All done')
  await expect(first.getByRole('status')).toContainText('It is finished there')
  await page.goto(`/links/${linkId}`)
  await expect(part(page, 'Visits')).toContainText('Went on with another device')
  await expect(part(page, 'Jobs').getByRole('link')).toHaveCount(1)
})

test('whoever would begin again while the link is under way on another device is asked first, and then goes on here', async ({
  phone,
  backstage,
}) => {
  const { id } = await backstage.operator('OPERATOR')
  const { url } = await backstage.link(id)
  const first = await phone()
  await begin(first, url)
  await press(first, 'I do not agree')
  await expectTitle(first, 'You said no')
  const second = await phone()
  await begin(second, url)
  await press(first, 'Begin again')
  await expectTitle(first, 'Go on here?')
  await press(first, 'Go on here')
  await agree(first)
  await expectTitle(second, 'You went on on another device')
  await sendSelfie(first)
  await expectTitle(first, 'All done')
})

test('a phone in front of whose camera somebody sits notices by itself that another device took over', async ({
  phone,
  backstage,
}) => {
  const { id } = await backstage.operator('OPERATOR')
  const { url } = await backstage.link(id)
  const first = await phone()
  await begin(first, url)
  await agree(first)
  await press(first, 'Start the camera')
  await expectLive(first)
  const second = await phone()
  await second.goto(url)
  await press(second, 'This is me, go on')
  await press(second, 'Go on here')
  await expectTitle(first, 'You went on on another device')
  await expect(first.getByLabel('What the camera sees')).toHaveCount(0)
})

test('on a phone that is held on its side, picture and button are seen together', async ({ phone, backstage }) => {
  const { id } = await backstage.operator('OPERATOR')
  const { url } = await backstage.link(id)
  const theirs = await phone({ viewport: { width: 740, height: 360 } })
  // Its files never come: nothing takes the pictures meanwhile.
  await theirs.route('**/face/**', () => {})
  await begin(theirs, url)
  await agree(theirs)
  await press(theirs, 'Start the camera')
  await expectLive(theirs)
  await expect(theirs.getByLabel('What the camera sees')).toBeInViewport({ ratio: 0.99 })
  await expect(theirs.getByRole('button', { name: /^The pictures take themselves$|^Take it anyway$/ })).toBeInViewport({
    ratio: 0.99,
  })
})

test('the heading goes along: the mirror, the selfie, its way', async ({ phone, backstage }) => {
  const { id } = await backstage.operator('OPERATOR')
  const { url } = await backstage.link(id)
  const theirs = await phone()
  await begin(theirs, url)
  await agree(theirs)
  await lookIntoMirror(theirs)
  await expectTitle(theirs, 'Look at your selfie')
  const arriving = theirs.waitForRequest(/\/frames\/1$/)
  let letGo = () => {}
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await theirs.route(/\/frames\/1$/, async (route) => {
    await held
    await route.continue()
  })
  await press(theirs, 'Send this one')
  await arriving
  await expectTitle(theirs, 'Your selfie is on its way')
  letGo()
  await expectTitle(theirs, 'All done')
})

test('who is capturing when the link runs out still finishes', async ({ phone, backstage, database }) => {
  const { id } = await backstage.operator('OPERATOR')
  const { linkId, url } = await backstage.link(id)
  const theirs = await phone()
  await begin(theirs, url)
  await agree(theirs)
  await database.query(`UPDATE "Link" SET "expiresAt" = now() - interval '1 second' WHERE id = $1`, [linkId])
  await sendSelfie(theirs)
  await expectTitle(theirs, 'All done')
})

test('after 15 minutes the page says by itself that nothing was sent, and begins anew in one press', async ({
  phone,
  backstage,
  database,
}) => {
  const { id } = await backstage.operator('OPERATOR')
  const { linkId, url } = await backstage.link(id)
  const theirs = await phone()
  await begin(theirs, url)
  await database.query(`UPDATE "Visit" SET deadline = now() - interval '1 second' WHERE "linkId" = $1`, [linkId])
  await expectTitle(theirs, 'The time is over')
  await press(theirs, 'Begin again')
  await agree(theirs)
})

test('a computer without a camera shows a code, a phone goes on by it, and the computer follows', async ({
  another,
  phone,
  backstage,
}) => {
  const { id } = await backstage.operator('OPERATOR')
  const { url } = await backstage.link(id)
  const { page: desk } = await another()
  await desk.addInitScript(() => {
    navigator.mediaDevices.enumerateDevices = async () => []
  })
  await desk.goto(url)
  await desk.getByRole('button', { name: 'This is me, go on' }).click()
  await desk.getByRole('button', { name: 'Show the code for my phone' }).click()
  await expect(desk.getByRole('img', { name: 'A square code that opens this on your phone' })).toBeVisible()
  const code = await codeOn(desk)

  const theirs = await phone()
  await theirs.goto(`/go?code=${code}`)
  await expect(theirs.getByRole('textbox', { name: 'Code' })).toHaveValue(code)
  await press(theirs, 'Go on')
  await expect(theirs).toHaveURL(/\/e\/visit$/)
  await expectTitle(desk, 'You went on on another device')
  await agree(theirs)
  await sendSelfie(theirs)
  await expectTitle(theirs, 'All done')
  await expect(desk.getByRole('status')).toContainText('It is finished there')
})
