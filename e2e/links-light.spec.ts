import { expect, test } from './fixtures'
import { cameraIsLive, on3G, weighScripts } from './light'
import { agree, begin, expectTitle, press, sendSelfie } from './visiting'

/** Bytes, gzip. */
const SCRIPT_MAX = 200_000

// That nothing at all comes from another host is held against every journey (watch.ts).
test('until the camera is live a person’s phone loads less than 200 kB of script', async ({ phone, backstage }) => {
  const { id } = await backstage.operator('OPERATOR')
  const { url } = await backstage.link(id)
  const theirs = await phone()
  const loaded = weighScripts(theirs.context())
  await begin(theirs, url)
  await agree(theirs)
  await press(theirs, 'Start the camera')
  const bytes = await loaded(await cameraIsLive(theirs))
  expect(bytes, 'something was weighed').toBeGreaterThan(50_000)
  expect(bytes).toBeLessThanOrEqual(SCRIPT_MAX)
})

test('on a slow 3G phone the whole way is gone through', async ({ phone, backstage }) => {
  const { id } = await backstage.operator('OPERATOR')
  const { url } = await backstage.link(id)
  const theirs = await phone()
  await on3G(theirs)
  await begin(theirs, url)
  await agree(theirs)
  await sendSelfie(theirs)
  await expectTitle(theirs, 'All done')
})
