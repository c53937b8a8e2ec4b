import { expectState, openSettled } from './enrolling'
import { expect, test } from './fixtures'

test('a failed job is tried again from its page: the price is said first, Smile ID is asked first, and it is in the history who pressed', async ({
  page,
  asRole,
  backstage,
  database,
}) => {
  const operator = await asRole('OPERATOR')
  const { jobId } = await backstage.job(operator.id)
  await openSettled(page, database, jobId)
  await database.query(
    `UPDATE "Job" SET state = 'failed', "failureCode" = 'gave_up', "nextStepAt" = NULL WHERE id = $1`,
    [jobId],
  )
  await page.reload()
  await expectState(page, 'Failed')
  await expect(page.getByRole('main')).toContainText('Cost1 check')

  await page.getByRole('button', { name: 'Try again' }).click()
  const dialog = page.getByRole('dialog', { name: 'Try this job again?' })
  await expect(dialog).toContainText(
    'Costs one check if Smile ID does not have the capture yet, and nothing if it does.',
  )
  await dialog.getByRole('button', { name: 'Try again' }).dblclick()
  await expectState(page, 'Approved')
  await expect(dialog).toBeHidden()
  await expect(page.getByText(`Tried again by ${operator.name}`)).toHaveCount(1)
  await expect(page.getByRole('main')).toContainText('Cost1 check')
})

test('a job that waits for its next try is tried now by whoever presses, and the history says who', async ({
  page,
  asRole,
  backstage,
  database,
}) => {
  const operator = await asRole('OPERATOR')
  const { jobId } = await backstage.job(operator.id)
  await openSettled(page, database, jobId)
  await database.query(
    `UPDATE "Job" SET state = 'queued', phase = 'reserving', attempts = 5, "nextStepAt" = now() + interval '1 hour',
            "finishedAt" = NULL WHERE id = $1`,
    [jobId],
  )
  await page.reload()
  await expectState(page, 'Queued')
  await expect(
    page.getByText(/Nothing is lost and nothing is sent twice\..* Next try at (\d+ \w+, )?\d\d:\d\d/),
  ).toBeVisible()
  await page.getByRole('button', { name: 'Try now' }).dblclick()
  await expectState(page, 'Approved')
  await expect(page.getByText(`Tried now by ${operator.name}`)).toHaveCount(1)
  await expect(page.getByRole('button', { name: 'Try now' })).toBeHidden()
  await expect(page.getByRole('main')).toBeFocused()
})
