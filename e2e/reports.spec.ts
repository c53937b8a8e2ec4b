import { callbackHeard, expectState, history } from './enrolling'
import { expectFit } from './fit'
import { expect, test } from './fixtures'

const SUSPICION = 'This face may already be enrolled under another user id'
const HINT = 'Smile ID reported something about this face'

test('a suspicion beside an approval needs a person until somebody has looked at it, and the history says who', async ({
  page,
  asRole,
  backstage,
}) => {
  const operator = await asRole('OPERATOR')
  const job = await backstage.job(operator.id, { displayName: 'Wanjiru Kamau' })
  const double = await backstage.job(operator.id, { displayName: 'Wanjiru Njeri' })
  await page.goto(`/jobs/${job.jobId}`)
  await expectState(page, 'Approved')
  await backstage.report(job, '5211', [double.userId, 'nobody-here'])
  const looked = page.getByRole('button', { name: 'I have looked at it' })
  await expect(looked).toBeVisible()
  await expectState(page, 'Approved')
  await expect(page.getByText(`Suspected: Wanjiru Njeri · ${double.userId}, nobody-here`)).toBeVisible()
  const suspect = page.getByRole('link', { name: 'Wanjiru Njeri' })
  await expect(suspect).toHaveAttribute('href', `/enrollees/${double.enrolleeId}`)
  await expectFit(page, 'a job with a report')

  await page.goto('/jobs?group=person')
  const row = page.getByRole('row').filter({ has: page.locator(`a[href="/jobs/${job.jobId}"]`) })
  await expect(row).toContainText(HINT)
  await expectFit(page, 'a list with a report')
  await page.goto('/')
  await expect(page.getByRole('listitem').filter({ has: page.locator(`a[href="/jobs/${job.jobId}"]`) })).toContainText(
    HINT,
  )

  await page.goto(`/jobs/${job.jobId}`)
  await looked.dblclick()
  await expect(looked).toHaveCount(0)
  await expect(page.getByRole('main')).toBeFocused()
  await expect(history(page).filter({ hasText: `Report looked at by ${operator.name}` })).toHaveCount(1)
  await expect(history(page).filter({ hasText: `Reported: ${SUSPICION}` })).toHaveCount(1)
  await page.goto('/jobs?group=person')
  await expect(row).toHaveCount(0)
})

test('of several whom a report suspects those who are left stay named when one is erased, on an open page too', async ({
  page,
  asRole,
  another,
  backstage,
}) => {
  const { id } = await asRole('ADMIN')
  const femi = await backstage.job(id, { displayName: 'Femi Ade' })
  const amina = await backstage.job(id, { displayName: 'Amina Wanjiru' })
  const erin = await backstage.job(id, { displayName: 'Erin Otieno' })
  await page.goto(`/jobs/${femi.jobId}`)
  await expectState(page, 'Approved')
  for (const { jobId } of [amina, erin]) {
    await page.goto(`/jobs/${jobId}`)
    await expectState(page, 'Approved')
  }
  await page.goto(`/jobs/${femi.jobId}`)
  await backstage.report(femi, '5211', [amina.userId, erin.userId])
  await expect(page.getByText(`Suspected: Amina Wanjiru · ${amina.userId}, Erin Otieno · ${erin.userId}`)).toBeVisible()

  const { page: admin } = await another('ADMIN')
  const erase = async ({ enrolleeId, userId }: typeof erin) => {
    await admin.goto(`/enrollees/${enrolleeId}`)
    await admin.getByRole('button', { name: 'Erase this person' }).click()
    const dialog = admin.getByRole('dialog', { name: 'Erase this person for good?' })
    await dialog.getByLabel('The person’s user id').fill(userId)
    await dialog.getByRole('button', { name: 'Erase for good' }).click()
    await expect(admin.getByRole('heading', { name: 'Erased person' })).toBeVisible()
  }
  await erase(erin)
  await expect(page.getByText(`Suspected: Amina Wanjiru · ${amina.userId}. One more is erased here.`)).toBeVisible()
  await expect(page.getByRole('link', { name: 'Amina Wanjiru' })).toHaveAttribute(
    'href',
    `/enrollees/${amina.enrolleeId}`,
  )
  await expectFit(page, 'a job with a report of which one suspect is erased')
  // Whom the report named stays among those to whom the page is told.
  await erase(amina)
  await expect(page.getByText('so nobody is named and there is nobody left to compare with')).toBeVisible()
})

test('an administrator may settle a report of anybody, a viewer sees it and cannot', async ({
  page,
  asRole,
  another,
  backstage,
}) => {
  const maker = await backstage.operator('OPERATOR')
  const job = await backstage.job(maker.id)
  await asRole('VIEWER')
  await page.goto(`/jobs/${job.jobId}`)
  await expectState(page, 'Approved')
  await backstage.report(job, '5211')
  await expect(page.getByText(`${SUSPICION}.`).first()).toBeVisible()
  const { page: admin } = await another('ADMIN')
  await admin.goto(`/jobs/${job.jobId}`)
  await expect(admin.getByRole('button', { name: 'I have looked at it' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'I have looked at it' })).toHaveCount(0)
})

test('the list of what needs a person says when a report comes', async ({ page, asRole, backstage, database }) => {
  const { id } = await asRole('OPERATOR')
  const job = await backstage.job(id)
  await callbackHeard(database, job.jobId)
  const listening = page.waitForResponse(/\/api\/events\?since=/)
  await page.goto('/jobs?group=person')
  await listening
  await expect(page.locator(`a[href="/jobs/${job.jobId}"]`)).toHaveCount(0)
  await backstage.report(job, '5211')
  await page.getByRole('button', { name: /^\d+ updates?$/ }).click()
  await expect(page.locator(`a[href="/jobs/${job.jobId}"]`)).toBeVisible()
})

test('a callback that contradicts the status needs a person until somebody has looked at both results', async ({
  page,
  asRole,
  another,
  backstage,
  database,
}) => {
  const operator = await asRole('OPERATOR')
  const job = await backstage.job(operator.id, { displayName: 'Wanjiru Kamau' })
  await callbackHeard(database, job.jobId)
  const { page: list } = await another('ADMIN')
  const listening = list.waitForResponse(/\/api\/events\?since=/)
  await list.goto('/jobs?group=person')
  await listening
  await page.goto(`/jobs/${job.jobId}`)
  await expectState(page, 'Approved')

  await backstage.report(job, '0841')
  const looked = page.getByRole('button', { name: 'I have looked at it' })
  await expect(looked).toBeVisible()
  await expectState(page, 'Approved')
  const main = page.getByRole('main')
  await expect(main).toContainText(
    'A callback said “Smile ID could not enroll this face” (0841), Smile ID’s own status “Enrolled” (0840).',
  )
  await expect(main).toContainText('Approved stands (0840), because the status is asked for by Kioo itself')
  await expectFit(page, 'a job with results that disagree')

  await list.getByRole('button', { name: /^\d+ updates?$/ }).click()
  const row = list.getByRole('row').filter({ has: list.locator(`a[href="/jobs/${job.jobId}"]`) })
  await expect(row).toContainText('Smile ID’s results disagree')
  await expectFit(list, 'a list with results that disagree')

  await page.getByRole('link', { name: 'Read the callback' }).click()
  await expect(page.getByText('Callback received, but Smile ID itself says otherwise.')).toBeVisible()
  await page.goBack()
  await looked.dblclick()
  await expect(looked).toHaveCount(0)
  const written = history(page).filter({ hasText: `Results that disagree looked at by ${operator.name}` })
  await expect(written).toHaveCount(1)
  await list.reload()
  await expect(row).toHaveCount(0)
})
