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

test('a frame is loaded only when asked for, and each look is written down with the reason chosen on the page', async ({
  page,
  asRole,
  backstage,
  database,
  watched,
}) => {
  // The browser's word on a picture that is no longer there.
  watched.allow(/ERR_FILE_NOT_FOUND|ERR_FAILED/)
  const { id } = await asRole('OPERATOR')
  const { jobId } = await backstage.job(id)
  const loaded: string[] = []
  page.on('request', (request) => {
    if (!request.url().includes('/frames/')) return
    const { pathname, search } = new URL(request.url())
    loaded.push(`${request.method()} ${pathname}${search}`)
  })
  await page.goto(`/jobs/${jobId}`)
  await expectState(page, 'Approved')
  const frames = page.getByRole('region', { name: 'Frames' })
  await expect(frames.getByRole('button')).toHaveCount(8)
  expect(loaded).toEqual([])

  const looks = () =>
    database.query(
      `SELECT "operatorId", detail->>'position' AS position, detail->>'reason' AS reason FROM "AuditEvent"
       WHERE action = 'frame.viewed' AND detail->>'jobId' = $1 ORDER BY at, id`,
      [jobId],
    )
  expect((await looks()).rows).toEqual([])
  const third = frames.getByRole('button', { name: 'Show liveness frame 3; the look is recorded' })
  const why = frames.getByLabel('Why you look')
  const head = page.locator('main header')
  // Nobody has a reason before they give one, and without one nothing is fetched.
  await expect(why).toHaveValue('')
  await third.click()
  await expect(why).toBeFocused()
  await expect(why).toHaveAccessibleDescription('Choose why you look, then show the picture.')
  await expect(head.getByText('Choose why you look')).toHaveCount(0)
  await head.getByRole('button', { name: 'Show the selfie; the look is recorded' }).click()
  await expect(head.getByLabel('Why you look')).toBeFocused()
  await page.waitForLoadState('networkidle')
  expect(loaded).toEqual([])
  expect((await looks()).rows).toEqual([])
  await why.selectOption('Checking a result')
  await expect(page.getByText('Choose why you look')).toHaveCount(0)
  await third.click()
  const picture = frames.getByRole('img', { name: 'liveness frame 3 of this capture' })
  await expect.poll(() => picture.evaluate((img) => img instanceof HTMLImageElement && img.naturalWidth)).toBe(640)
  expect(loaded).toEqual([`POST /api/jobs/${jobId}/frames/3`])
  expect((await looks()).rows).toEqual([{ operatorId: id, position: '3', reason: 'result' }])

  // In full it is the same picture and the same look.
  const enlarge = frames.getByRole('button', { name: 'Enlarge liveness frame 3' })
  await enlarge.click()
  const dialog = page.getByRole('dialog', { name: 'Liveness frame 3' })
  const large = dialog.getByRole('img', { name: 'liveness frame 3, enlarged' })
  await expect(large).toBeInViewport()
  expect((await large.boundingBox())?.width).toBeGreaterThan(300)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(enlarge).toBeFocused()
  expect(loaded).toHaveLength(1)
  expect((await looks()).rows).toHaveLength(1)

  // Chosen in the one place, it holds in the other, until the page is left.
  await why.selectOption('Answering the person')
  await expect(head.getByLabel('Why you look')).toHaveValue('person')
  await head.getByRole('button', { name: 'Show the selfie; the look is recorded' }).click()
  await expect(head.getByRole('button', { name: 'Hide the selfie' })).toBeVisible()
  await expect
    .poll(async () => (await looks()).rows.at(-1))
    .toEqual({ operatorId: id, position: '0', reason: 'person' })
  const shown = head.getByRole('img', { name: 'the selfie of this capture' })
  const address = `${await shown.getAttribute('src')}`
  expect(address).toMatch(/^blob:/)
  const loads = () =>
    page.evaluate((src) => {
      const again = new Image()
      again.src = src
      return again.decode().then(
        () => true,
        () => false,
      )
    }, address)
  expect(await loads()).toBe(true)
  await head.getByRole('button', { name: 'Hide the selfie' }).click()
  await expect(shown).toHaveCount(0)
  expect(await loads(), 'a hidden picture is kept in no memory').toBe(false)
  await page.reload()
  await expect(why).toHaveValue('')

  // One that cannot be shown says so to those who do not see it either.
  await page.route('**/frames/*', (route) => route.abort())
  await why.selectOption('Checking a result')
  await third.click()
  await expect(page.getByRole('status').filter({ hasText: 'Liveness frame 3 could not be shown.' })).toHaveCount(1)
})

test('a double click shows a picture, however soon it comes, and is one look', async ({
  page,
  asRole,
  backstage,
  database,
}) => {
  const { id } = await asRole('OPERATOR')
  const { jobId } = await backstage.job(id)
  await page.goto(`/jobs/${jobId}`)
  await expectState(page, 'Approved')
  const frames = page.getByRole('region', { name: 'Frames' })
  await frames.getByLabel('Why you look').selectOption('Checking a result')
  let mayCome = () => {}
  const coming = new Promise<void>((resolve) => {
    mayCome = resolve
  })
  await page.route('**/frames/0', async (route) => {
    await coming
    await route.continue()
  })
  await frames.getByRole('button', { name: /the selfie/ }).click()
  await frames.getByRole('button', { name: /the selfie/ }).click()
  mayCome()
  await expect(frames.getByRole('img', { name: 'the selfie of this capture' })).toBeVisible()

  // And where the picture is there before the second click.
  const third = await frames.getByRole('button', { name: /^Show liveness frame 3/ }).boundingBox()
  if (!third) throw new Error('no frame')
  await page.mouse.move(third.x + 10, third.y + 10)
  await page.mouse.down({ clickCount: 1 })
  await page.mouse.up({ clickCount: 1 })
  const picture = frames.getByRole('img', { name: 'liveness frame 3 of this capture' })
  await expect(picture).toBeVisible()
  await page.mouse.down({ clickCount: 2 })
  await page.mouse.up({ clickCount: 2 })
  await expect(picture).toBeVisible()

  const { rows } = await database.query(
    `SELECT detail->>'position' AS position FROM "AuditEvent"
     WHERE action = 'frame.viewed' AND detail->>'jobId' = $1 ORDER BY at, id`,
    [jobId],
  )
  expect(rows).toEqual([{ position: '0' }, { position: '3' }])
})

test('a picture is not shown to somebody who does not say why, nor to somebody who only opens its address', async ({
  page,
  asRole,
  backstage,
  database,
  watched,
}) => {
  watched.allow(/status of (405|413|422)/)
  const { id } = await asRole('OPERATOR')
  const { jobId } = await backstage.job(id)
  await page.goto(`/jobs/${jobId}`)
  const answers = await page.evaluate(async (path) => {
    const bodies = [undefined, '', '{', '{}', '{"reason":"because"}', '{"reason":null}', `"${'x'.repeat(1_000)}"`]
    const posts = bodies.map((body) => fetch(path, body === undefined ? { method: 'POST' } : { method: 'POST', body }))
    const refused = (await Promise.all(posts)).map(async (answer) => [answer.status, (await answer.json()).code])
    return { refused: await Promise.all(refused), opened: (await fetch(path)).status }
  }, `/api/jobs/${jobId}/frames/0`)
  const refused = [...Array(6).fill([422, 'no_reason']), [413, 'too_large']]
  expect(answers).toEqual({ refused, opened: 405 })
  const { rowCount } = await database.query('SELECT 1 FROM "AuditEvent" WHERE detail->>$1 = $2', ['jobId', jobId])
  expect(rowCount).toBe(0)
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
    (paths) => {
      const why = { method: 'POST', body: '{"reason":"result"}' }
      return Promise.all(paths.map(async (path) => (await fetch(path, why)).status))
    },
    [`/api/jobs/${jobId}/frames/0`, `/api/jobs/${randomUUID()}/frames/0`],
  )
  expect([theirs, nobodys]).toEqual([404, 404])
  const { rowCount } = await database.query('SELECT 1 FROM "AuditEvent" WHERE detail->>$1 = $2', ['jobId', jobId])
  expect(rowCount).toBe(0)
})
