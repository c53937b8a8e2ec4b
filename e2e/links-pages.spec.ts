import { linkHeard } from './enrolling'
import { expectFit } from './fit'
import { expect, test } from './fixtures'
import { agree, begin, codeOn, expectTitle, lookIntoMirror, press, sendSelfie, title } from './visiting'

test.use({ reducedMotion: 'reduce' })

const reducedMotion = 'reduce'
const selfie = /^Your selfie$/

test('the person’s pages from the link to the result fit every screen and are accessible', async ({
  phone,
  backstage,
}) => {
  const { id } = await backstage.operator('OPERATOR')
  const { url } = await backstage.link(id, {
    displayName: 'Wanjiru Kamau',
    contact: 'Ring 0700 000 000',
    redirectUrl: 'https://enrolments.customerservices.example.org/done',
  })
  const theirs = await phone({ reducedMotion })
  await theirs.goto(url)
  await expectFit(theirs, 'the link', selfie)
  await theirs.getByText('This is not me', { exact: true }).tap()
  await theirs.getByText('I cannot or do not want to take a selfie', { exact: true }).tap()
  await expectFit(theirs, 'the link with its ways out', selfie)
  await begin(theirs, url)
  await expectFit(theirs, 'the consent', selfie)
  const second = await phone({ reducedMotion })
  await second.goto(url)
  await press(second, 'This is me, go on')
  await expectTitle(second, 'Go on here?')
  await expectFit(second, 'the question which device', selfie)
  await agree(theirs)
  await expectFit(theirs, 'the primer', selfie)
  await lookIntoMirror(theirs)
  await expectFit(theirs, 'the review', selfie)
  await press(theirs, 'Send this one')
  await expectTitle(theirs, 'All done')
  await expectFit(theirs, 'the result', selfie)
  await theirs.getByRole('link', { name: 'Keep your receipt' }).tap()
  await theirs.getByText('Withdraw', { exact: true }).tap()
  await expectFit(theirs, 'the receipt', selfie)
  await press(theirs, 'Yes, withdraw')
  await expectTitle(theirs, 'You have withdrawn')
  await expectFit(theirs, 'the receipt after withdrawing', selfie)
})

test('every way a link ends fits every screen and is accessible', async ({ phone, backstage, database, watched }) => {
  watched.allow(/status of 404/)
  const { id } = await backstage.operator('OPERATOR')
  const { linkId, url } = await backstage.link(id, { displayName: 'Wanjiru Kamau' })
  const theirs = await phone({ reducedMotion })
  const ends = {
    'This link has run out': `"expiresAt" = now() - interval '1 minute'`,
    'This link has been used': 'uses = "maxUses"',
    'This link is paused': '"pausedAt" = now()',
    'This link was stopped': `"revokedAt" = now(), "revokedWhy" = 'operator'`,
    'There is a newer link': `"revokedWhy" = 'reissued'`,
  }
  for (const [words, end] of Object.entries(ends)) {
    await database.query(`UPDATE "Link" SET ${end} WHERE id = $1`, [linkId])
    await theirs.goto(url)
    await expectTitle(theirs, words)
    await expectFit(theirs, words, selfie)
  }
  await press(theirs, 'Ask for a new link')
  await expect(theirs.getByRole('status')).toBeVisible()
  await expectFit(theirs, 'a request for a new link', selfie)
})

test('every way a visit stands or ends fits every screen and is accessible', async ({ phone, backstage, database }) => {
  const { id } = await backstage.operator('OPERATOR')
  const { linkId, url } = await backstage.link(id, { displayName: 'Wanjiru Kamau', maxUses: 2 })
  const theirs = await phone({ reducedMotion })
  await begin(theirs, url)
  await agree(theirs)
  await sendSelfie(theirs)
  await expectTitle(theirs, 'All done')
  await linkHeard(database, linkId)
  const job = `"nextStepAt" = NULL, state = `
  const visit = `"endedAt" = NULL, deadline = now() + interval '10 minutes', state = `
  const stands: [string, 'Job' | 'Visit', string][] = [
    ['Your selfie has arrived', 'Job', `${job}'processing'`],
    ['Someone is looking at it', 'Job', `${job}'provisional'`],
    ['Please try once more', 'Job', `${job}'rejected', "resultCode" = '0841'`],
    ['You went on on another device', 'Visit', `${visit}'superseded', "supersededAt" = now()`],
    ['You said no', 'Visit', `${visit}'declined', "supersededAt" = NULL`],
    ['Thank you for telling us', 'Visit', `${visit}'cannot'`],
    ['The time is over', 'Visit', `state = 'consented', deadline = now() - interval '1 minute'`],
  ]
  for (const [words, table, change] of stands) {
    // Away from the page: it follows by itself, and would break the way to it.
    await theirs.goto('about:blank')
    await database.query(`UPDATE "${table}" SET ${change} WHERE "linkId" = $1`, [linkId])
    await theirs.goto('/e/visit')
    await expectTitle(theirs, words)
    await expectFit(theirs, words, selfie)
  }
})

test('pages without a visit and the page for codes fit every screen and are accessible', async ({ phone }) => {
  const theirs = await phone({ reducedMotion })
  for (const path of ['/e/visit', '/e/thanks/not-me', '/e/thanks/cannot', '/e/problem/foreign', '/go']) {
    await theirs.goto(path)
    await expectFit(theirs, path, selfie)
  }
  const code = theirs.getByRole('textbox', { name: 'Code' })
  await expect(code, 'a code is read letter by letter').toHaveCSS('font-size', '24px')
  await code.fill('AAAA-AAAA')
  await press(theirs, 'Go on')
  await expect(theirs).toHaveURL(/problem=wrong/)
  await expectFit(theirs, 'a wrong code', selfie)
})

test('the Arabic pages fit every screen and are accessible', async ({ phone, backstage }) => {
  const { id } = await backstage.operator('OPERATOR')
  const { url } = await backstage.link(id, { displayName: 'Wanjiru Kamau' })
  const theirs = await phone({ reducedMotion, locale: 'ar-EG' })
  await theirs.goto(url)
  await expectFit(theirs, 'the link in Arabic', /./)
  await press(theirs, 'نعم، هذا أنا، متابعة')
  await expect(theirs).toHaveURL(/\/e\/visit$/)
  await expect(title(theirs)).toHaveText(/[\u0600-\u06ff]/)
  await expectFit(theirs, 'the consent in Arabic', /./)
})

test('the operator’s pages of links fit every screen and are accessible', async ({
  page,
  asRole,
  phone,
  backstage,
}) => {
  const { id } = await asRole('OPERATOR')
  const { linkId, url } = await backstage.link(id, { displayName: 'Imani Rather-Long-Name of many words' })
  const theirs = await phone()
  await theirs.goto(url)
  await theirs.getByText('This is not me', { exact: true }).tap()
  await press(theirs, 'Stop this link')
  await expectTitle(theirs, 'Thank you for telling us')
  for (const path of ['/links', `/links/${linkId}`, '/links/new', '/links/import', '/links?q=nothing-like-this']) {
    await page.goto(path)
    await expectFit(page, path)
  }
  await page.goto('/links/new')
  await page.getByRole('radio', { name: /^Open to many/ }).check()
  await page.getByRole('button', { name: 'Make the link' }).click()
  await expect(page.getByRole('textbox', { name: 'User ids begin with' })).toHaveAttribute('aria-invalid', 'true')
  await expectFit(page, 'a refused form')
  await page.goto('/links/new')
  await page.getByRole('button', { name: 'Start over' }).click()
  await page.getByRole('button', { name: 'Generate' }).click()
  await page.getByRole('button', { name: 'Make the link' }).click()
  await page.getByRole('button', { name: 'Make a code' }).click()
  expect(await codeOn(page)).toHaveLength(9)
  await expectFit(page, 'a link that is made')
})
