import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { setAlarms } from './alarms'
import { openLanes } from './lanes'
import { openOccasions } from './lots'
import type { Sandbox } from './sandbox'
import { settingsSchema } from './settings'
import { openStore } from './store'
import { newFolder, partner, uploadBody } from './testing/client'
import { upload } from './upload'
import { putZip } from './zip-target'

const state = newFolder()
const store = openStore(state.folder)
const alarms = setAlarms(Date.now)
const sandbox: Sandbox = {
  settings: settingsSchema.parse({ partners: [partner], stateFolder: state.folder, processingMs: 3_600_000 }),
  store,
  alarms,
  inLane: openLanes(1),
  now: Date.now,
  occasions: openOccasions(),
  secret: 'a secret',
  closing: new AbortController().signal,
}

afterEach(() => {
  alarms.clear()
  store.close()
  state.remove()
})

test('of two zips that come to one address at once the first to be taken in is judged, and no part of the other is left', async () => {
  upload(sandbox, Buffer.from(JSON.stringify(uploadBody())), 'http://127.0.0.1')
  const [job] = store.jobs()
  if (!job) throw new Error('no job')
  const address = `x-${job.smileJobId}-${job.uploadToken}`
  const small = Buffer.from('small')
  const large = Buffer.alloc(16_000_000)
  const puts = [small, large].map(async (zip) => ({ zip, answer: await putZip(sandbox, address, zip) }))
  const first = await Promise.race(puts)
  const answers = await Promise.all(puts)
  expect(answers.map(({ answer }) => answer.status)).toEqual([200, 200])
  expect((await store.readZip(job.smileJobId)).length).toBe(first.zip.length)
  expect(readdirSync(join(state.folder, 'zips'))).toEqual([`${job.smileJobId}.zip`])
})
