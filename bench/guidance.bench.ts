// What guidance costs a person who looks into the camera: bytes, waiting, and time for each frame.

import type { Browser } from '@playwright/test'
import { cameraLive, freshContext, startCamera, withCamera } from './camera-page'
import { peerAsks } from './guidance-peer'
import { quantile } from './rounds'
import { withStack } from './stack'

const BYTES_GOAL = 0.4
const LIVE_GOAL = 1.1
const FRAME_GOAL = 1.3
const LIVE_ROUNDS = 5
const FRAMES = 150
const CPU_SLOWDOWN = 4
/** Milliseconds and bytes a second: what Lighthouse takes for a phone on 4G. */
const FOUR_G = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 }

const median = (values: readonly number[]) => quantile(values, 0.5)
const kB = (bytes: number) => `${(bytes / 1_000).toFixed(0)} kB`

function verdict(what: string, ratio: number, goal: number): void {
  console.log(`\n  ${what}\n    ${ratio.toFixed(2)}  goal ≤ ${goal}: ${ratio <= goal ? 'met' : 'NOT MET'}\n`)
}

/** Everything the page fetches until the guidance has found the face, as it came over the wire. */
async function bytesUntilGuided(browser: Browser, url: string): Promise<number> {
  const context = await freshContext(browser, url)
  const page = await context.newPage()
  const sizes: Promise<number>[] = []
  page.on('requestfinished', (request) =>
    sizes.push(
      request.sizes().then(({ responseBodySize, responseHeadersSize }) => responseBodySize + responseHeadersSize),
    ),
  )
  await startCamera(page)
  await page.locator('[data-look=good]').waitFor({ state: 'attached', timeout: 60_000 })
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
  await context.close()
  return bytes
}

/** Milliseconds until the camera is live, on a slow phone and network. */
async function untilLive(browser: Browser, url: string, withModel: boolean): Promise<number> {
  const context = await freshContext(browser, url)
  const page = await context.newPage()
  if (!withModel) await page.route('**/face/**', (route) => route.abort())
  const devtools = await context.newCDPSession(page)
  await devtools.send('Network.enable')
  await devtools.send('Network.emulateNetworkConditions', FOUR_G)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN })
  await startCamera(page)
  const live = await cameraLive(page)
  await context.close()
  return live
}

/** For each frame: from asking for its pixels to the page having its reading; and the detector's own part of that. */
async function frameTimes(browser: Browser, url: string): Promise<{ guided: number; bare: number }[]> {
  const context = await freshContext(browser, url)
  const page = await context.newPage()
  await page.addInitScript(() => {
    const times: { guided: number; bare: number }[] = []
    Reflect.set(window, 'times', times)
    let began = 0
    const take = window.createImageBitmap.bind(window)
    Reflect.set(window, 'createImageBitmap', (...given: Parameters<typeof take>) => {
      began = performance.now()
      return take(...given)
    })
    const Plain = window.Worker
    Reflect.set(
      window,
      'Worker',
      class extends Plain {
        constructor(...given: ConstructorParameters<typeof Worker>) {
          super(...given)
          this.addEventListener('message', ({ data }) => {
            if (data.kind === 'seen') times.push({ guided: performance.now() - began, bare: data.ms })
          })
        }
      },
    )
  })
  await startCamera(page)
  await page.waitForFunction((count) => Reflect.get(window, 'times').length >= count, FRAMES, { timeout: 120_000 })
  const frames: { guided: number; bare: number }[] = await page.evaluate(() => Reflect.get(window, 'times'))
  await context.close()
  return frames
}

await withStack(async ({ url }) =>
  withCamera(async (browser) => {
    const ours = await bytesUntilGuided(browser, url)
    const asked = peerAsks()
    const theirs = asked.reduce((sum, { bytes }) => sum + bytes, 0)
    console.log(`  until guidance runs, ours (page, scripts, runtime, models; on the wire)   ${kB(ours)}`)
    for (const { name, bytes, from } of asked) console.log(`    theirs: ${name.padEnd(28)} ${kB(bytes)}  (${from})`)
    console.log(`  until guidance runs, @smileid/web-components 11.4.0   ${kB(theirs)}`)
    verdict('bytes until guidance runs / the same for a page with @smileid/web-components', ours / theirs, BYTES_GOAL)

    const [guided, bare]: [number[], number[]] = [[], []]
    for (let round = 0; round < LIVE_ROUNDS; round++)
      for (const withModel of round % 2 ? [true, false] : [false, true])
        (withModel ? guided : bare).push(await untilLive(browser, url, withModel))
    console.log(
      `  camera live, 4G and ${CPU_SLOWDOWN} × slower CPU: ${median(guided).toFixed(0)} ms; with no model ${median(bare).toFixed(0)} ms`,
    )
    verdict('time to camera live / the same page with no model', median(guided) / median(bare), LIVE_GOAL)

    const frames = await frameTimes(browser, url)
    const [whole, own] = [median(frames.map((frame) => frame.guided)), median(frames.map((frame) => frame.bare))]
    console.log(`  a frame, p50 of ${frames.length}: ${whole.toFixed(1)} ms; of it the detector ${own.toFixed(1)} ms`)
    verdict('guidance frame time / bare detector', whole / own, FRAME_GOAL)
  }),
)
