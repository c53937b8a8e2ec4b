import { readFileSync } from 'node:fs'
import { expectFit } from './fit'
import { expect, test } from './fixtures'

test.use({ reducedMotion: 'reduce' })

test('an administrator reads who did what, narrows it, and takes it away as a file; all three are written down', async ({
  page,
  asRole,
  backstage,
  database,
  watched,
}) => {
  test.slow()
  const ada = await backstage.operator('OPERATOR')
  const { jobId } = await backstage.job(ada.id)
  const position = JSON.stringify({ jobId, position: 3 })
  await database.query(
    `INSERT INTO "AuditEvent" (id, "operatorId", action, "objectType", "objectId", detail)
     VALUES (gen_random_uuid(), $1, 'frame.viewed', 'frame', gen_random_uuid() || '/3', $2)`,
    [ada.id, position],
  )
  const { id } = await asRole('ADMIN')
  const mine = async () => {
    const text = `SELECT action, detail FROM "AuditEvent" WHERE "operatorId" = $1 ORDER BY at, id`
    const { rows } = await database.query(text, [id])
    return rows
  }

  await page.goto('/settings')
  const link = page.getByRole('link', { name: /^Audit log/ })
  await link.hover()
  await page.waitForLoadState('networkidle')
  expect(await mine(), 'a link that is only seen is no reading').toEqual([])
  await link.click()
  await expect(page.getByRole('heading', { name: 'Audit log', level: 1 })).toBeVisible()
  await expect(page.getByRole('row', { name: /^Read the audit log/ }).first()).toBeVisible()
  expect(await mine()).toEqual([{ action: 'audit.read', detail: {} }])

  await page.getByLabel('What was done').selectOption('Looked at a picture')
  await page.getByLabel('By whom').selectOption(ada.id)
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(page).toHaveURL(/\?action=frame\.viewed&by=/)
  const rows = page.getByRole('row').filter({ hasText: 'Liveness frame 3' })
  await expect(rows).toHaveCount(1)
  await expect(page.getByRole('row')).toHaveCount(2)
  const narrowed = { action: 'frame.viewed', by: ada.id }
  expect((await mine()).slice(1)).toEqual([{ action: 'audit.read', detail: narrowed }])

  // Any address can name a beginning, also one beyond the newest line: that is a reading too.
  const before = '99999999999999_0199f3c2-0000-7000-8000-000000000000'
  await page.goto(`/settings/audit?action=frame.viewed&by=${ada.id}&before=${before}`)
  await expect(rows).toHaveCount(1)
  expect((await mine()).slice(2)).toEqual([{ action: 'audit.read', detail: { ...narrowed, before } }])
  await page.getByRole('link', { name: 'Newest' }).hover()
  await page.waitForLoadState('networkidle')
  expect(await mine(), 'a link that is only seen is no reading').toHaveLength(3)

  const old = `UPDATE "OperatorSession" SET "confirmedAt" = now() - interval '6 minutes' WHERE "operatorId" = $1`
  await database.query(old, [id])
  watched.allow(/403/)
  await page.getByRole('button', { name: 'Export as CSV' }).click()
  const proof = page.getByRole('dialog', { name: 'Your password, once more' })
  await proof.getByRole('button', { name: 'Leave it' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'this needs your password once more' })).toBeVisible()
  await database.query(old.replace('6 minutes', '1 minute'), [id])

  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export as CSV' }).click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/^audit-log-[\d-]+\.csv$/)
  const lines = readFileSync(await file.path(), 'utf8')
    .trim()
    .split('\r\n')
  expect(lines).toHaveLength(2)
  expect(lines[1]).toContain('"frame.viewed","Looked at a picture","Liveness frame 3')
  expect((await mine()).slice(3)).toEqual([{ action: 'audit.exported', detail: { ...narrowed, lines: 1 } }])

  await expectFit(page, 'a narrowed audit log')
  await page.setViewportSize({ width: 1280, height: 800 })
  await rows.getByRole('link', { name: /^Job …/ }).click()
  await expect(page).toHaveURL(new RegExp(`/jobs/${jobId}$`))

  await page.goto('/settings/audit?day=2001-01-01')
  await expect(page.getByText('Nothing like that is written down')).toBeVisible()
  await expectFit(page, 'an empty audit log')
  await page.goto('/settings/audit')
  await expectFit(page, 'the audit log')
})

test('the audit log is not for operators, neither as a page nor as a file', async ({
  page,
  asRole,
  watched,
  database,
}) => {
  watched.allow(/status of 403/)
  const { id } = await asRole('OPERATOR')
  await page.goto('/settings')
  await expect(page.getByRole('link', { name: /^Account/ })).toBeVisible()
  await expect(page.getByRole('link', { name: /^Audit log/ })).toHaveCount(0)
  const answer = await page.goto('/settings/audit')
  expect(answer?.status()).toBe(403)
  const status = await page.evaluate(async () => (await fetch('/api/audit-exports', { method: 'POST' })).status)
  expect(status).toBe(403)
  const { rowCount } = await database.query('SELECT 1 FROM "AuditEvent" WHERE "operatorId" = $1', [id])
  expect(rowCount).toBe(0)
})
