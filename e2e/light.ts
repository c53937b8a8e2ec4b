import type { BrowserContext, Page, Request } from '@playwright/test'

/** The screen of a common phone. */
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 }

/** A 3G phone as WebPageTest has it: 1.6 Mbit/s down, 768 kbit/s up, 300 ms to the server and back. */
const mobile3G = { offline: false, downloadThroughput: 200_000, uploadThroughput: 96_000, latency: 300 }

/** Puts a page behind a slow network. */
export async function on3G(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', mobile3G)
}

/**
 * Weighs the scripts a context loads from now on: bytes of bodies as they come over the wire. `until`: what was asked
 * for later, in ms since 1970, is not counted, such as a face model's that is fetched once there is a picture.
 */
export function weighScripts(context: BrowserContext): (until: number) => Promise<number> {
  const loaded: Request[] = []
  context.on('requestfinished', (request) => {
    if (request.resourceType() === 'script') loaded.push(request)
  })
  return async (until) => {
    const before = loaded.filter((request) => request.timing().startTime <= until)
    const sizes = await Promise.all(before.map((request) => request.sizes()))
    return sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0)
  }
}

/** Waits until a page shows what the camera sees. Returns since when, in ms since 1970. */
export async function cameraIsLive(page: Page): Promise<number> {
  return page.locator('video').evaluate(
    (video) =>
      new Promise<number>((resolve) => {
        if (!(video instanceof HTMLVideoElement)) throw new Error('no video')
        video.requestVideoFrameCallback(() => resolve(Date.now() - video.currentTime * 1000))
      }),
  )
}
