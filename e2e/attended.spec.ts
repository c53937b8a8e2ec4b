import { expect, test } from './fixtures'
import { agree, begin, part } from './visiting'

test('a page nobody is at shows what moves, and its session still comes to its idle end', async ({
  page,
  asRole,
  backstage,
  phone,
  database,
}) => {
  const { id } = await asRole('ADMIN')
  const { linkId, url } = await backstage.link(id)
  await page.clock.install()
  const listening = page.waitForResponse(/\/api\/events\/links/)
  await page.goto(`/links/${linkId}`)
  const visits = part(page, 'Visits')
  await expect(visits).toContainText('Nobody has begun yet')
  // Its five minutes begin when its scripts do.
  await listening
  await page.clock.fastForward('05:30')
  const away = (minutes: number) =>
    database.query(
      `UPDATE "OperatorSession" SET "lastSeenAt" = now() - make_interval(mins => $2) WHERE "operatorId" = $1`,
      [id, minutes],
    )
  const minutesAway = async () => {
    const seen = `SELECT floor(extract(epoch FROM now() - "lastSeenAt") / 60)::int AS minutes FROM "OperatorSession"`
    return (await database.query(`${seen} WHERE "operatorId" = $1`, [id])).rows[0]?.minutes
  }
  await away(10)

  const theirs = await phone()
  await begin(theirs, url)
  await expect(visits).toContainText('Reading what it is about')
  await agree(theirs)
  await expect(visits).toContainText('Agreed; the camera has not started yet')
  // Drawn twice: what Next fetched ahead after the first drawing counts as little.
  expect(await minutesAway()).toBeGreaterThanOrEqual(10)

  // A hand on the page: the next drawing is somebody's again.
  await page.mouse.move(200, 200)
  await theirs.getByRole('button', { name: 'Start the camera', exact: true }).tap()
  await expect(visits).toContainText('The camera is on')
  await expect.poll(minutesAway).toBe(0)
})
