import { afterEach, expect, test, vi } from 'vitest'
import { resumeDeliveries, withDeliveries } from './callbacks'
import { openLanes } from './lanes'
import { openOccasions } from './lots'
import type { Sandbox } from './sandbox'
import { settingsSchema } from './settings'
import { openStore } from './store'
import { newFolder, partner, uploadBody } from './testing/client'
import { upload } from './upload'

const state = newFolder()
const store = openStore(state.folder)

afterEach(() => {
  vi.restoreAllMocks()
  store.close()
  state.remove()
})

test('an attempt that cannot be written down is told of, and the callback stays owed', async () => {
  const told = vi.spyOn(console, 'error').mockReturnValue(undefined)
  const sandbox: Sandbox = {
    settings: settingsSchema.parse({ partners: [partner], stateFolder: state.folder }),
    store,
    alarms: { at: (_, ring) => ring(), clear: () => undefined },
    inLane: openLanes(1),
    now: Date.now,
    occasions: openOccasions(),
    secret: 'a secret',
    closing: new AbortController().signal,
  }
  // Nothing listens there, and there is no result to tell of: the attempt fails either way.
  const body = uploadBody({}, { callback_url: 'http://127.0.0.1:1/callback' })
  upload(sandbox, Buffer.from(JSON.stringify(body)), 'http://127.0.0.1')
  const [job] = store.jobs()
  if (!job) throw new Error('no job')
  const owed = withDeliveries(job, 0, 'result', Date.now())
  store.saveJob(owed)
  const full = () => {
    throw new Error('no space left')
  }
  resumeDeliveries({ ...sandbox, store: { ...store, saveJob: full } }, job.smileJobId)
  await vi.waitFor(() => expect(told).toHaveBeenCalledWith(expect.stringContaining('no space left')), 15_000)
  expect(store.job(job.smileJobId)?.deliveries).toEqual(owed.deliveries)
})
