import type { Page } from '@playwright/test'
import type { Client } from 'pg'
import { z } from 'zod'
import { expectLive, openSettled, submit, takePictures } from './enrolling'
import { expect, freshUserId, test } from './fixtures'
import { expectHeld } from './shown-once'

const password = 'copper kettle mountain 7'

async function signIn(page: Page, email: string, secret: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(secret)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

// All journeys come from one address, whose tries at accounts that nobody gets into are forgiven to nobody.
test.afterEach(({ database }) => database.query('DELETE FROM "SignInThrottle"'))

/** As after many tries from many addresses. */
async function block(database: Client, email: string): Promise<void> {
  await database.query(
    `INSERT INTO "SignInThrottle" (key, failures, "lastFailure", "blockedUntil")
     VALUES (sha256(convert_to($1, 'UTF8')), 50, now(), now() + interval '15 minutes')`,
    [`account:${email}`],
  )
}

test('somebody signed out is sent to sign-in, and back to the page they wanted, camera and all', async ({
  page,
  backstage,
}) => {
  const { email } = await backstage.operator('OPERATOR', password)
  await page.goto('/enroll')
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await signIn(page, email, password)
  await expect(page.getByRole('heading', { name: 'Enroll a person' })).toBeVisible()
  await page.getByRole('button', { name: 'Start the camera' }).click()
  await expectLive(page)
})

test('a session that ends at the desk costs neither pictures nor words: signed in anew in another tab, which says to go back, the note goes and they are sent', async ({
  page,
  context,
  backstage,
}) => {
  test.slow()
  const { email } = await backstage.operator('OPERATOR', password)
  await page.goto('/enroll')
  await signIn(page, email, password)
  await takePictures(page)
  const userId = freshUserId()
  await page.getByRole('textbox', { name: 'User id' }).fill(userId)
  await context.clearCookies()
  await page.getByRole('button', { name: 'Enroll this person' }).click()
  const alert = page.getByRole('alert').filter({ hasText: 'You are signed out' })
  const tab = context.waitForEvent('page')
  await alert.getByRole('link', { name: 'Sign in, in a new tab' }).click()
  const other = await tab
  await signIn(other, email, password)
  await expect(other.getByRole('heading', { name: 'You are signed in' })).toBeVisible()
  await expect(other.getByText('Close this tab and go back')).toBeVisible()
  await other.close()
  await expect(alert).toHaveCount(0)
  await expect(page.getByText('You are signed in again.')).toBeVisible()
  await submit(page)
  await expect(page.getByText(userId).first()).toBeVisible()
})

test('signing in works without the page’s script, a wrong try too', async ({ backstage, browser, baseURL }) => {
  const { email, name } = await backstage.operator('OPERATOR', password)
  const bare = await browser.newContext({ javaScriptEnabled: false, ...(baseURL ? { baseURL } : {}) })
  const page = await bare.newPage()
  await page.goto('/sign-in')
  await signIn(page, email, 'not the password at all')
  await expect(page.getByRole('alert').filter({ hasText: 'do not fit together' })).toBeVisible()
  await expect(page.getByLabel('E-mail')).toHaveValue(email)
  await signIn(page, email, password)
  await page.getByRole('link', { name: 'Go on' }).click()
  await page.getByRole('button', { name: new RegExp(name) }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByText('You are signed out.')).toBeVisible()
  await bare.close()
})

test('filters in the address survive the way through sign-in', async ({ page, backstage }) => {
  const { email } = await backstage.operator('VIEWER', password)
  await page.goto('/jobs?group=approved')
  await signIn(page, email, password)
  await expect(page.getByRole('heading', { name: 'Jobs', level: 1 })).toBeVisible()
  await expect(page).toHaveURL('/jobs?group=approved')
})

test('a very long address keeps nobody from signing in, and is led back to', async ({ page, backstage }) => {
  const { email } = await backstage.operator('VIEWER', password)
  const address = `/jobs?q=${'x'.repeat(2_100)}`
  await page.goto(`/sign-in?next=${encodeURIComponent(address)}`)
  await signIn(page, email, password)
  await expect(page.getByRole('heading', { name: 'Jobs', level: 1 })).toBeVisible()
  await expect(page).toHaveURL(address)
})

test('a wrong password and an unknown e-mail get the same answer, and the e-mail stays', async ({
  page,
  backstage,
}) => {
  const { email } = await backstage.operator('OPERATOR', password)
  const alert = page.getByRole('alert').filter({ hasText: /\S/ })
  await page.goto('/sign-in')
  await expect(page.getByText('Your session has ended.')).toHaveCount(0)
  await signIn(page, 'nobody@example.test', password)
  await expect(alert).toContainText('This e-mail and password do not fit together.')
  const words = await alert.textContent()
  await expect(page.getByLabel('E-mail')).toHaveValue('nobody@example.test')

  await page.goto('/sign-in')
  await signIn(page, email, 'not the password at all')
  await expect(alert).toHaveText(words ?? '')
  await expect(page.getByLabel('E-mail')).toHaveValue(email)
  await signIn(page, email, password)
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible()
})

test('somebody else’s wrong tries do not keep an operator out of a browser they have signed in with before', async ({
  page,
  backstage,
  another,
  database,
}) => {
  const { email, name } = await backstage.operator('OPERATOR', password)
  const alert = (at: Page) => at.getByRole('alert').filter({ hasText: /\S/ })
  await page.goto('/sign-in')
  await signIn(page, email, password)
  await page.getByRole('button', { name: new RegExp(name) }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expect(page.getByText('You are signed out.')).toBeVisible()
  const known = (await page.context().cookies()).find((cookie) => cookie.name.startsWith('kioo-device-'))
  expect(known).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })

  await block(database, email)
  const { page: elsewhere } = await another()
  await elsewhere.goto('/sign-in')
  await signIn(elsewhere, email, password)
  await expect(alert(elsewhere)).toContainText('Too many wrong tries')
  await signIn(page, email, password)
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible()
})

test('a program that guesses at next-auth’s own address is told 429, and when to come again', async ({
  request,
  database,
  baseURL,
}) => {
  const email = 'nobody-at-all@example.test'
  await block(database, email)
  const token = await request.get('/api/auth/csrf')
  const { csrfToken } = z.object({ csrfToken: z.string() }).parse(await token.json())
  const guessed = await request.post('/api/auth/callback/credentials', {
    form: { csrfToken, email, password, json: 'true' },
    headers: { origin: baseURL ?? '' },
  })
  expect(guessed.status()).toBe(429)
  expect(Number(guessed.headers()['retry-after'])).toBeGreaterThan(800)
  expect(await guessed.json()).toMatchObject({ code: 'throttled' })
})

test('a browser with a cookie of next-auth’s that is no address is answered as any other', async ({ request }) => {
  const headers = { cookie: 'kioo-callback-url=nowhere' }
  const answer = await request.get('/api/auth/csrf', { headers })
  expect(answer.status()).toBe(200)
  const [written] = answer.headersArray().filter(({ value }) => value.startsWith('kioo-callback-url='))
  expect(written?.value, 'and gets a better one').toMatch(/^kioo-callback-url=http/)
})

test('signing out ends the session, for a copy of its cookie too', async ({ page, context, asRole, another }) => {
  const { name } = await asRole('OPERATOR')
  await page.goto('/jobs')
  const cookies = await context.cookies()
  await page.getByRole('button', { name: new RegExp(name) }).click()
  const answer = page.waitForResponse((got) => got.request().method() === 'POST' && got.url().endsWith('/jobs'))
  await page.getByRole('button', { name: 'Sign out' }).click()
  expect(await (await answer).headerValue('clear-site-data'), 'the browser forgets what was cached').toBe('"cache"')
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await page.goto('/jobs')
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()

  const { page: thief } = await another()
  await thief.context().addCookies(cookies)
  await thief.goto('/jobs')
  await expect(thief.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  const origin = new URL(page.url()).origin
  const byAddress = await thief.request.post('/api/auth/signout', { headers: { origin }, maxRedirects: 0 })
  expect(byAddress.headers()['clear-site-data'], 'by next-auth’s own address too').toBe('"cache"')
})

test('somebody invited chooses a password and works, until an administrator disables them: the next request is signed out', async ({
  page,
  asRole,
  another,
}) => {
  await asRole('ADMIN')
  const email = `invited-${Date.now()}@example.test`
  await page.goto('/settings/operators')
  const form = page.getByRole('region', { name: 'Invite an operator' })
  await form.getByLabel('Name').fill('Baraka Njoroge')
  await form.getByLabel('E-mail').fill(email)
  await form.getByRole('button', { name: 'Make an invitation link' }).click()
  const link = await form.getByText(/\/invitation\//).textContent()
  // The address is not read out, letter by letter, with the word that it is there.
  const said = page.getByRole('status').filter({ hasText: `Send this link to ${email} yourself.` })
  await expect(said).not.toContainText('/invitation/')

  const { page: invited } = await another()
  await invited.goto(link ?? '')
  await expect(invited.getByRole('heading', { name: 'Welcome, Baraka Njoroge' })).toBeVisible()
  await invited.getByLabel('Choose a password').fill(password)
  await invited.getByRole('button', { name: 'Start using Kioo' }).click()
  await expect(invited.getByRole('heading', { name: 'Overview' })).toBeVisible()
  await expect(invited.getByRole('link', { name: 'Enroll', exact: true })).toBeVisible()

  await page.reload()
  const row = page.getByRole('listitem').filter({ hasText: email })
  const pressTwice = async (name: RegExp) => {
    await row.getByRole('button', { name }).click()
    await page.getByRole('dialog').getByRole('button', { name }).click()
  }
  await pressTwice(/^Sign out/)
  await expect(row.getByRole('status')).toHaveText('Signed out everywhere.')
  // Its page may know by itself by now that the session has ended.
  await invited.goto('/jobs')
  await expect(invited.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await signIn(invited, email, password)
  await expect(invited.getByRole('heading', { name: 'Jobs' })).toBeVisible()

  await pressTwice(/^Disable/)
  await expect(row).toContainText('Disabled')
  // Its page may know by itself by now that the session has ended.
  await invited.goto('/jobs')
  await expect(invited.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await signIn(invited, email, password)
  await expect(invited.getByRole('alert').filter({ hasText: 'do not fit together' })).toBeVisible()

  const { page: late } = await another()
  await late.goto(link ?? '')
  await expect(late.getByRole('heading', { name: 'This invitation does not work any more' })).toBeVisible()
})

test('signing out in one tab turns every other page of this browser into the sign-in page, which says so and leads back', async ({
  page,
  context,
  backstage,
  watched,
}) => {
  watched.allow(/401/)
  const { email, id, name } = await backstage.operator('ADMIN', password)
  await backstage.job(id, { displayName: 'Wanjiru Kamau' })
  await page.goto('/jobs')
  await signIn(page, email, password)
  await expect(page.getByText('Wanjiru Kamau').first()).toBeVisible()
  const paths = ['/jobs', '/enrollees', '/enroll', '/settings/organisation'] as const
  const tabs = [{ path: '/jobs', tab: page }]
  for (const path of paths.slice(1)) {
    const tab = await context.newPage()
    await tab.goto(path)
    await expect(tab.getByRole('button', { name: new RegExp(name) })).toBeVisible()
    tabs.push({ path, tab })
  }
  const other = await context.newPage()
  await other.goto('/')
  await other.getByRole('button', { name: new RegExp(name) }).click()
  await other.getByRole('button', { name: 'Sign out' }).click()
  await expect(other.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  for (const { tab, path } of tabs) {
    await expect(tab.getByRole('heading', { name: 'Sign in' })).toBeVisible()
    await expect(tab).toHaveURL(`/sign-in?out=elsewhere&next=${encodeURIComponent(path)}`)
    await expect(tab.getByText('You signed out in another tab, and so in this one.')).toBeVisible()
    await expect(tab.getByText('Wanjiru Kamau')).toHaveCount(0)
  }
  await signIn(page, email, password)
  await expect(page).toHaveURL('/jobs')
})

test('a tab that was signed out by another does not tell of it once more: somebody may be back in', async ({
  page,
  context,
  backstage,
}) => {
  // Where nobody is, the page tells of the set-up.
  await backstage.operator('VIEWER')
  await page.goto('/sign-in')
  await page.evaluate(() => {
    new BroadcastChannel('kioo.signed-out').onmessage = ({ data }) =>
      document.body.setAttribute('data-heard', `${document.body.getAttribute('data-heard') ?? ''}${data ?? 'told, '}`)
  })
  const other = await context.newPage()
  for (const address of ['/sign-in?out=elsewhere&next=%2Fjobs', '/sign-in?out=1']) {
    await other.goto(address)
    // It answers, so what it had to tell is told.
    await other.getByRole('button', { name: 'Show what is typed' }).click()
    await expect(other.getByLabel('Password', { exact: true })).toHaveAttribute('type', 'text')
  }
  await other.evaluate(() => new BroadcastChannel('kioo.signed-out').postMessage('end'))
  await expect(page.locator('body')).toHaveAttribute('data-heard', 'told, end')
})

test('a session that ends beside an open dialog takes nothing that is typed there; once it is closed, the page is the sign-in page', async ({
  page,
  asRole,
  backstage,
  database,
  watched,
}) => {
  watched.allow(/401/)
  const { id } = await asRole('ADMIN')
  const { jobId, enrolleeId } = await backstage.job(id)
  // Nobody can be erased while a job of theirs is under way.
  await openSettled(page, database, jobId)
  await page.goto(`/enrollees/${enrolleeId}`)
  await page.getByRole('button', { name: 'Erase this person' }).click()
  const typed = page.getByRole('dialog').getByRole('textbox')
  await typed.fill('somebody')
  await database.query(`UPDATE "OperatorSession" SET "endedAt" = now() WHERE "operatorId" = $1`, [id])
  /** As after looking at another window: the stream is opened anew, is refused, and it is asked why. */
  const comeBack = async () => {
    let answers = 0
    const told = page.waitForResponse(
      (answer) => answer.url().includes('/api/events') && answer.status() === 401 && ++answers === 2,
    )
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await told
  }
  await comeBack()
  await comeBack()
  await expect(typed).toHaveValue('somebody')
  await page.getByRole('dialog').getByRole('button', { name: 'Keep this person' }).click()
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expect(page).toHaveURL(`/sign-in?next=${encodeURIComponent(`/enrollees/${enrolleeId}`)}`)
})

test('a session that ends beside a picture that is enlarged takes the picture with it', async ({
  page,
  asRole,
  backstage,
  database,
  watched,
}) => {
  // The second is the browser's word on a picture that is no longer there.
  watched.allow(/401|ERR_FILE_NOT_FOUND/)
  const { id } = await asRole('ADMIN')
  const { jobId } = await backstage.job(id)
  await openSettled(page, database, jobId)
  const frames = page.getByRole('region', { name: 'Frames' })
  await frames.getByLabel('Why you look').selectOption('Checking a result')
  await frames.getByRole('button', { name: 'Show liveness frame 3; the look is recorded' }).click()
  await frames.getByRole('button', { name: 'Enlarge liveness frame 3' }).click()
  await expect(page.getByRole('dialog', { name: 'Liveness frame 3' })).toBeVisible()
  await database.query(`UPDATE "OperatorSession" SET "endedAt" = now() WHERE "operatorId" = $1`, [id])
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expect(page.getByRole('img', { name: /liveness frame 3/ })).toHaveCount(0)
})

test('whoever is signed out when they ask for a picture or a file is told so, with the way back in', async ({
  page,
  asRole,
  backstage,
  database,
  stack,
  watched,
}) => {
  watched.allow(/401/)
  const { id, cookie } = await asRole('ADMIN')
  const { jobId } = await backstage.job(id)
  const note = page.getByRole('alert').filter({ hasText: 'You are signed out. Sign in again in another tab' })
  const expectTold = async () => {
    await expect(note.getByRole('link', { name: 'Sign in, in a new tab' })).toBeVisible()
    await page.context().addCookies([{ ...cookie, url: stack.url, httpOnly: true, sameSite: 'Lax' }])
  }
  const signOut = () => page.context().clearCookies()

  await openSettled(page, database, jobId)
  const frames = page.getByRole('region', { name: 'Frames' })
  await frames.getByLabel('Why you look').selectOption('Checking a result')
  const frame = frames.getByRole('button', { name: /^Show liveness frame 1/ })
  await signOut()
  await frame.click()
  await expectTold()
  // The same note, and no longer there once the picture is shown.
  await frame.click()
  await expect(frames.getByRole('img', { name: 'liveness frame 1 of this capture' })).toBeVisible()
  await expect(note).toHaveCount(0)
  await page.locator('main header').getByLabel('Why you look').selectOption('Answering the person')
  await signOut()
  await page
    .locator('main header')
    .getByRole('button', { name: /^Show the selfie/ })
    .click()
  await expectTold()

  await page.goto('/settings/audit')
  await expect(page.getByRole('button', { name: 'Export as CSV' })).toBeVisible()
  await signOut()
  await page.getByRole('button', { name: 'Export as CSV' }).click()
  await expectTold()

  await page.goto('/links/import')
  await page.getByLabel('CSV file').setInputFiles({
    name: 'people.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`user id,name\n${freshUserId()},Wanjiru Kamau\n`),
  })
  await page.getByRole('button', { name: /^Check the file/ }).click()
  const make = page.getByRole('button', { name: 'Make 1 link' })
  await expect(make).toBeVisible()
  await signOut()
  await make.click()
  await expectTold()
  await make.click()
  const download = page.getByRole('button', { name: 'Download the links' })
  await expect(download).toBeVisible()
  await signOut()
  await download.click()
  await expectTold()
})

test('an administrator is told what a password link does before it is made; the old password works until it is used', async ({
  page,
  asRole,
  backstage,
  another,
}) => {
  await asRole('ADMIN')
  const { email, name } = await backstage.operator('OPERATOR', password)
  await page.goto('/settings/operators')
  const row = page.getByRole('listitem').filter({ hasText: email })
  const dialog = page.getByRole('dialog')
  const ask = row.getByRole('button', { name: `Reset password link…: ${name}` })
  await ask.click()
  await expect(dialog).toContainText('Their password and sessions go on working until the link is used')
  await dialog.getByRole('button', { name: 'Keep as it is' }).click()
  await expect(dialog).toBeHidden()
  await ask.click()
  await expect(dialog.getByText(/\/invitation\//)).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Make the link' }).click()
  const link = (await dialog.getByText(/\/invitation\//).textContent()) ?? ''
  await expectHeld(page, dialog)

  const { page: before } = await another()
  await before.goto('/sign-in')
  await signIn(before, email, password)
  await expect(before.getByRole('heading', { name: 'Overview' })).toBeVisible()

  const { page: theirs } = await another()
  await theirs.goto(link)
  const chosen = theirs.getByLabel('Choose a password')
  await chosen.fill('short')
  await theirs.getByRole('button', { name: 'Start using Kioo' }).click()
  await expect(chosen).toHaveAttribute('aria-invalid', 'true')
  await expect(theirs.getByText(/at least 15 characters/i)).toHaveCount(1)
  await chosen.fill('paper lantern orchard 9')
  await theirs.getByRole('button', { name: 'Start using Kioo' }).click()
  await expect(theirs.getByRole('heading', { name: 'Overview' })).toBeVisible()
  await before.goto('/jobs')
  await expect(before.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expect(before.getByText('Your session has ended. Sign in to go on.')).toBeVisible()

  await dialog.getByRole('button', { name: 'I have handed it over' }).click()
  await ask.click()
  await expect(dialog.getByText(/\/invitation\//)).toHaveCount(0)
})
