import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './fixtures'
import { agree, begin, expectTitle, lookIntoMirror, press } from './visiting'

const jpeg = readFileSync(join(import.meta.dirname, 'faces', 'jpg', 'a-neutral.jpg'))
/** Seconds left of the pause when the person meets it: enough to read the time, and to see it go on. */
const LEFT_S = 30

test('after five captures a person is told until when to wait, and it goes on by itself then', async ({
  phone,
  backstage,
  database,
  stack,
  watched,
}) => {
  watched.allow(/status of 429/)
  const { id } = await backstage.operator('OPERATOR')
  const { linkId, url } = await backstage.link(id)
  const theirs = await phone({ timezoneId: 'Africa/Nairobi' })
  await begin(theirs, url)
  await agree(theirs)
  const headers = { origin: stack.url, 'content-type': 'image/jpeg' }
  const put = () => theirs.request.put(`/api/captures/${randomUUID()}/frames/0`, { headers, data: jpeg })
  for (let times = 0; times < 5; times++) expect((await put()).status()).toBe(200)
  expect((await put()).status()).toBe(429)

  await lookIntoMirror(theirs)
  // At the moment it is sent: a slow press must not use the pause up.
  let until = new Date(Number.NaN)
  await theirs.route(
    '**/api/captures/*/frames/0',
    async (route) => {
      const { rows } = await database.query(
        `UPDATE "Visit" SET "pausedUntil" = now() + make_interval(secs => $2) WHERE "linkId" = $1 RETURNING "pausedUntil"`,
        [linkId, LEFT_S],
      )
      until = new Date(rows[0]?.pausedUntil)
      await route.continue()
    },
    { times: 1 },
  )
  await press(theirs, 'Send this one')
  const rest = theirs.getByRole('status').filter({ hasText: 'A short rest' })
  await expect(rest).toBeVisible()
  // Nothing is being sent meanwhile, and nothing says so.
  await expect(theirs.getByText(/^Sending \d/)).toBeHidden()
  await expectTitle(theirs, 'Look at your selfie')
  const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'Africa/Nairobi' })
  // The answer counts seconds from when it came, and its minute may be the next one.
  const times = [until, new Date(until.getTime() + 60_000)].map((moment) => clock.format(moment))
  await expect(rest).toContainText(new RegExp(times.join('|')))
  await expect(rest).toHaveCount(0, { timeout: (LEFT_S + 60) * 1_000 })
  await expectTitle(theirs, 'All done')
})
