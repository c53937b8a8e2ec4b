import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { expectState } from './enrolling'
import { expect, freshUserId, test } from './fixtures'

/** The id under which the browser calls a server action, from the build's own list. */
function actionId(wanted: string): string {
  const manifest = z.object({ node: z.record(z.string(), z.object({ exportedName: z.string() })) })
  const file = join(import.meta.dirname, '..', '.next', 'server', 'server-reference-manifest.json')
  const actions = Object.entries(manifest.parse(JSON.parse(readFileSync(file, 'utf8'))).node)
  const found = actions.find(([, { exportedName }]) => exportedName === wanted)
  if (!found) throw new Error(`The build has no action ${wanted}`)
  return found[0]
}

test('a viewer cannot enroll: no button, no page, no frame and no job', async ({ page, asRole, watched, database }) => {
  watched.allow(/status of 403/)
  await asRole('VIEWER')
  for (const path of ['/', '/jobs', '/enrollees']) {
    await page.goto(path)
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
    await expect(page.getByRole('link', { name: /enroll( someone)?$/i })).toHaveCount(0)
  }
  const answer = await page.goto('/enroll')
  expect(answer?.status()).toBe(403)
  await expect(page.getByRole('heading', { name: 'Not for your role' })).toBeVisible()

  // What the buttons would have done, done by hand.
  const captureId = randomUUID()
  const userId = freshUserId()
  const refused = await page.evaluate(
    async ({ captureId, action, form }) => {
      const frame = await fetch(`/api/captures/${captureId}/frames/0`, { method: 'PUT', body: 'a frame' })
      const headers = { 'next-action': action, 'content-type': 'text/plain;charset=UTF-8', accept: 'text/x-component' }
      const job = await fetch('/enroll', { method: 'POST', headers, body: JSON.stringify([form]) })
      return { frame: frame.status, job: await job.text() }
    },
    {
      captureId,
      action: actionId('submitEnrollment'),
      form: { formKey: randomUUID(), captureId, environment: 'SANDBOX', type: 4, userId, displayName: '' },
    },
  )
  expect(refused.frame).toBe(403)
  expect(refused.job).toContain('"code":"forbidden"')
  const { rowCount } = await database.query('SELECT 1 FROM "Enrollee" WHERE "userId" = $1', [userId])
  expect(rowCount).toBe(0)
})

test('a viewer sees a job without the name, the user id or the frames', async ({ page, asRole, backstage }) => {
  const { id } = await backstage.operator('OPERATOR')
  const { jobId, userId } = await backstage.job(id, { displayName: 'Wanjiru Kamau' })
  await asRole('VIEWER')
  await page.goto(`/jobs/${jobId}`)
  await expectState(page, 'Approved')
  await expect(page.getByRole('heading', { name: 'Register W••• K•••' })).toBeVisible()
  await expect(page.getByText('Kept sealed.')).toBeVisible()
  const source = await (await page.request.get(`/jobs/${jobId}`)).text()
  expect(source).not.toContain('Wanjiru')
  expect(source).not.toContain(userId)
})

test('a frame is loaded only when asked for, and each look is written down', async ({
  page,
  asRole,
  backstage,
  database,
}) => {
  const { id } = await asRole('OPERATOR')
  const { jobId } = await backstage.job(id)
  const loaded: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('/frames/')) loaded.push(new URL(request.url()).pathname)
  })
  await page.goto(`/jobs/${jobId}`)
  await expectState(page, 'Approved')
  const frames = page.getByRole('region', { name: 'Frames' })
  await expect(frames.getByRole('button')).toHaveCount(8)
  expect(loaded).toEqual([])

  const looks = () =>
    database.query('SELECT "operatorId", "objectId" FROM "AuditEvent" WHERE action = $1 AND detail->>$2 = $3', [
      'frame.viewed',
      'jobId',
      jobId,
    ])
  expect((await looks()).rows).toEqual([])
  await frames.getByRole('button', { name: 'Show liveness frame 3; the look is recorded' }).click()
  const picture = frames.getByRole('img', { name: 'liveness frame 3 of this capture' })
  await expect.poll(() => picture.evaluate((img) => img instanceof HTMLImageElement && img.naturalWidth)).toBe(640)
  expect(loaded).toEqual([`/api/jobs/${jobId}/frames/3`])
  expect((await looks()).rows).toEqual([{ operatorId: id, objectId: expect.stringMatching(/\/3$/) }])
})

test('frames of another operator’s job look as if they did not exist', async ({
  page,
  asRole,
  backstage,
  database,
  watched,
}) => {
  watched.allow(/status of 404/)
  const owner = await backstage.operator('OPERATOR')
  const { jobId } = await backstage.job(owner.id)
  await asRole('OPERATOR')
  await page.goto(`/jobs/${jobId}`)
  await expect(page.getByText('Kept sealed.')).toBeVisible()
  const [theirs, nobodys] = await page.evaluate(
    (paths) => Promise.all(paths.map(async (path) => (await fetch(path)).status)),
    [`/api/jobs/${jobId}/frames/0`, `/api/jobs/${randomUUID()}/frames/0`],
  )
  expect([theirs, nobodys]).toEqual([404, 404])
  const { rowCount } = await database.query('SELECT 1 FROM "AuditEvent" WHERE detail->>$1 = $2', ['jobId', jobId])
  expect(rowCount).toBe(0)
})
