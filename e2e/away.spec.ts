import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page, Route } from '@playwright/test'
import { dataFolder } from '../scripts/postgres-data'
import { postgresUser } from '../scripts/postgres-user'
import { expectLive, openSettled } from './enrolling'
import { expect, test } from './fixtures'
import { runningStack } from './stack'
import { begin, title } from './visiting'

let silenced: number[] = []

/** PostgreSQL and every process of its own say nothing more until `awaken`. */
async function silencePostgres(): Promise<void> {
  const data = await dataFolder(runningStack().home, postgresUser())
  const first = Number.parseInt(readFileSync(join(data, 'postmaster.pid'), 'utf8'), 10)
  const others = readFileSync(`/proc/${first}/task/${first}/children`, 'utf8').trim().split(' ').map(Number)
  silenced = [first, ...others]
  for (const pid of silenced) process.kill(pid, 'SIGSTOP')
}

function awaken(): void {
  for (const pid of silenced.splice(0)) process.kill(pid, 'SIGCONT')
}
test.afterEach(awaken)

test('a page that follows by itself outlasts a portal that is gone between two answers, with what is half-typed', async ({
  page,
  asRole,
  backstage,
  phone,
  watched,
}) => {
  watched.allow(/ERR_CONNECTION_RESET|status of 502/)
  const { id } = await asRole('OPERATOR')
  const { linkId, url } = await backstage.link(id)
  await page.goto(`/links/${linkId}`)
  await page.getByRole('button', { name: /^What can be done with the link/ }).click()
  await page.getByRole('button', { name: 'Extend …' }).click()
  const typed = page.getByRole('dialog').getByRole('textbox', { name: 'By' })
  await typed.fill('777')
  let failures = 0
  // It lives when it is asked whether it does; the page is then drawn by nobody.
  await page.route(`**/links/${linkId}?*`, async (route) => {
    failures += 1
    if (failures === 1) return route.abort('connectionreset')
    if (failures === 2) return route.fulfill({ status: 502, body: 'Bad gateway' })
    return route.continue()
  })

  await begin(await phone(), url)
  await expect(page.getByText('Reading what it is about').first()).toBeAttached()
  expect(failures).toBeGreaterThan(2)
  await expect(typed).toHaveValue('777')
})

test('a form to which no answer comes says so, and keeps what was typed', async ({ page, asRole, watched }) => {
  watched.allow(/ERR_CONNECTION_RESET/)
  await asRole('ADMIN')
  await page.goto('/settings/organisation')
  const contact = page.getByRole('textbox', { name: 'Contact' })
  await contact.fill('Reception, 8 to 5')
  await page.route('**/settings/organisation', (route) =>
    route.request().method() === 'POST' ? route.abort('connectionreset') : route.continue(),
  )
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Kioo did not answer' })).toBeVisible()
  await expect(contact).toHaveValue('Reception, 8 to 5')
})

/** From here on no answer to a form comes, until the returned function is called. */
async function loseAnswers(page: Page): Promise<() => Promise<void>> {
  const lose = (route: Route) =>
    route.request().method() === 'POST' ? route.abort('connectionreset') : route.fallback()
  await page.route('**/*', lose)
  return () => page.unroute('**/*', lose)
}

test('whoever signs in, searches or signs out, and gets no answer, is told so and finds what was typed', async ({
  page,
  backstage,
  watched,
}) => {
  watched.allow(/ERR_CONNECTION_RESET/)
  const password = 'copper kettle mountain 7'
  const { email, name, id } = await backstage.operator('OPERATOR', password)
  const { userId } = await backstage.job(id)
  const lost = page.getByRole('alert').filter({ hasText: 'Kioo did not answer' })
  await page.goto('/sign-in?next=/jobs')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  // Before the page's script runs, the browser sends the form itself.
  const shows = page.getByRole('button', { name: 'Show what is typed' })
  await shows.click()
  await expect(shows).toHaveAttribute('aria-pressed', 'true')
  let again = await loseAnswers(page)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(lost).toBeVisible()
  await expect(page.getByLabel('E-mail')).toHaveValue(email)
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue(password)
  await again()
  const listening = page.waitForResponse(/\/api\/events\?since=/)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await listening

  const search = page.getByRole('searchbox')
  await search.fill(userId)
  again = await loseAnswers(page)
  await search.press('Enter')
  await expect(lost).toBeVisible()
  await expect(search).toHaveValue(userId)
  await again()
  await search.press('Enter')
  await expect(page).toHaveURL(/\/jobs\?q=sealed/)
  await expect(page.getByRole('table').getByRole('link')).toHaveText([userId])
  await expect(lost).toHaveCount(0)

  await page.getByRole('button', { name: new RegExp(name) }).click()
  again = await loseAnswers(page)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(lost).toBeVisible()
  await again()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByText('You are signed out.')).toBeVisible()
})

test('a role that was chosen stays chosen when no answer comes', async ({ page, asRole, backstage, watched }) => {
  watched.allow(/ERR_CONNECTION_RESET/)
  await asRole('ADMIN')
  const { email, name } = await backstage.operator('OPERATOR')
  await page.goto('/settings/operators')
  const row = page.getByRole('listitem').filter({ hasText: email })
  await row.getByLabel(`Role of ${name}`).selectOption('Viewer')
  const again = await loseAnswers(page)
  const change = row.getByRole('button', { name: `Change role: ${name}` })
  await change.click()
  await expect(row.getByRole('alert').filter({ hasText: 'Kioo did not answer' })).toBeVisible()
  await expect(row.getByLabel(`Role of ${name}`)).toHaveValue('VIEWER')
  await again()
  await change.click()
  await expect(row.getByRole('status').filter({ hasText: 'Saved: Viewer.' })).toBeVisible()
})

test('somebody who was invited by a press whose answer was lost is on the list once it is pressed again', async ({
  page,
  asRole,
  watched,
}) => {
  watched.allow(/ERR_CONNECTION_RESET/)
  await asRole('ADMIN')
  const email = `invited-${Date.now()}@example.test`
  await page.goto('/settings/operators')
  const form = page.getByRole('region', { name: 'Invite an operator' })
  await form.getByLabel('Name').fill('Baraka Njoroge')
  await form.getByLabel('E-mail').fill(email)
  let isLost = false
  await page.route('**/settings/operators', async (route) => {
    if (isLost || route.request().method() !== 'POST') return route.fallback()
    isLost = true
    await route.fetch()
    await route.abort('connectionreset')
  })
  const invite = form.getByRole('button', { name: 'Make an invitation link' })
  await invite.click()
  await expect(form.getByRole('alert').filter({ hasText: 'Kioo did not answer' })).toBeVisible()
  await invite.click()
  await expect(form.getByText('Somebody with this e-mail is on the list already.')).toBeVisible()
  const row = page.getByRole('listitem').filter({ hasText: email })
  await expect(row.getByRole('button', { name: 'New invitation: Baraka Njoroge' })).toBeVisible()
})

test('what moved is drawn though the portal did not answer when it was looked for once', async ({
  page,
  asRole,
  backstage,
  database,
  watched,
}) => {
  watched.allow(/ERR_FAILED/)
  const { id } = await asRole('OPERATOR')
  const job = await backstage.job(id)
  await openSettled(page, database, job.jobId)
  let isAsked = false
  await page.route('**/api/health/live', (route) => {
    if (isAsked) return route.continue()
    isAsked = true
    return route.abort()
  })
  await backstage.report(job, '5211')
  await expect(page.getByRole('button', { name: 'I have looked at it' })).toBeVisible()
  expect(isAsked).toBe(true)
})

/** Opens the jobs, which follow by themselves, and has the portal go away for these pages. Returns how it comes back. */
async function leave(page: Page, ...pages: string[]): Promise<() => void> {
  const listening = page.waitForResponse(/\/api\/events\?since=/)
  await page.goto('/jobs')
  await listening
  let isAway = true
  for (const address of ['**/api/health/live', ...pages])
    await page.route(address, (route) => (isAway ? route.abort('connectionrefused') : route.fallback()))
  return () => {
    isAway = false
  }
}

test('another page that is asked for while the portal is away comes when it is back, and the open one stays until then', async ({
  page,
  asRole,
  watched,
}) => {
  watched.allow(/ERR_CONNECTION_REFUSED/)
  await asRole('OPERATOR')
  const come = await leave(page, '**/enrollees*')
  await page.getByRole('navigation').getByRole('link', { name: 'Enrollees' }).click()
  const note = page.getByRole('alert').filter({ hasText: 'Kioo does not answer.' })
  await expect(note).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Jobs', level: 1 })).toBeVisible()

  come()
  await expect(page.getByRole('heading', { name: 'Enrollees', level: 1 })).toBeVisible()
  await expect(note).toHaveCount(0)
})

test('a page with a camera that is asked for while the portal is away comes when it is back, and may have its camera', async ({
  page,
  asRole,
  watched,
}) => {
  watched.allow(/ERR_CONNECTION_REFUSED/)
  await asRole('OPERATOR')
  const come = await leave(page, '**/enroll')
  await page.getByRole('navigation').getByRole('link', { name: 'Enroll', exact: true }).click()
  const note = page.getByRole('alert').filter({ hasText: 'Kioo does not answer.' })
  await expect(note).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Jobs', level: 1 })).toBeVisible()

  come()
  await expect(page).toHaveURL(/\/enroll$/)
  await expect(note).toHaveCount(0)
  await page.getByRole('button', { name: 'Start the camera' }).click()
  await expectLive(page)
})

test('of two pages that are asked for while the portal is away the later one comes', async ({
  page,
  asRole,
  watched,
}) => {
  watched.allow(/ERR_CONNECTION_REFUSED/)
  await asRole('OPERATOR')
  const come = await leave(page, '**/enrollees*', '**/enroll')
  let documents = 0
  await page.route('**/enroll', (route) => {
    documents += 1
    return route.fallback()
  })
  const links = page.getByRole('navigation')
  await links.getByRole('link', { name: 'Enroll', exact: true }).click()
  const note = page.getByRole('alert').filter({ hasText: 'Kioo does not answer.' })
  await expect(note).toBeVisible()
  await links.getByRole('link', { name: 'Enrollees' }).click()
  come()
  await expect(page.getByRole('heading', { name: 'Enrollees', level: 1 })).toBeVisible()
  await expect(note).toHaveCount(0)
  expect(documents).toBe(0)
})

test('a page torn off by a portal that goes away says so, and is there by itself when the portal is', async ({
  page,
  asRole,
  watched,
}) => {
  watched.allow(/ERR_CONNECTION_REFUSED|Connection closed|Minified React error/)
  await asRole('OPERATOR')
  await page.goto('/')
  let isAway = true
  await page.route('**/api/health/live', (route) => (isAway ? route.abort('connectionrefused') : route.continue()))
  await page.route('**/enrollees?*', async (route) => {
    const headers = route.request().headers()
    if (!isAway || headers['next-router-prefetch']) return route.continue()
    const response = await route.fetch()
    const body = await response.text()
    await route.fulfill({ response, body: body.slice(0, body.length * 0.6) })
  })
  await page.getByRole('navigation').getByRole('link', { name: 'Enrollees' }).click()
  await expect(page.getByText('The portal could not be reached')).toBeVisible()
  await expect(page.getByText('Something went wrong')).toHaveCount(0)

  isAway = false
  await expect(page.getByRole('heading', { name: 'Enrollees', level: 1 })).toBeVisible()
})

test('pages that met a database which says nothing are there by themselves when it answers, a person’s too', async ({
  page,
  asRole,
  backstage,
  phone,
  watched,
}) => {
  watched.allow(/status of 50[03]|Minified React error/)
  const { id } = await asRole('ADMIN')
  const { url } = await backstage.link(id)
  const second = await page.context().newPage()
  const theirs = await phone()
  await silencePostgres()
  await Promise.all([page.goto('/settings/status'), second.goto('/jobs'), theirs.goto(url)])
  for (const at of [page, second]) await expect(at.getByText('cannot reach its database right now')).toBeVisible()
  await expect(theirs.getByRole('button', { name: 'Try again' })).toBeVisible()

  awaken()
  await expect(page.getByRole('heading', { name: 'Status', level: 1 })).toBeVisible()
  await expect(second.getByRole('heading', { name: 'Jobs', level: 1 })).toBeVisible()
  await expect(title(theirs)).toHaveText(/asks you for a selfie$/)
})
