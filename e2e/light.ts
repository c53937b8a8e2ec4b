import type { BrowserContext, Page } from '@playwright/test'

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

/** Weighs every script a context loads from now on: bytes of bodies as they come over the wire. */
export function weighScripts(context: BrowserContext): () => Promise<number> {
  const bodies: Promise<number>[] = []
  context.on('requestfinished', (request) => {
    if (request.resourceType() !== 'script') return
    bodies.push(request.sizes().then(({ responseBodySize }) => responseBodySize))
  })
  return async () => (await Promise.all(bodies)).reduce((sum, bytes) => sum + bytes, 0)
}

/** Waits until a page shows what the camera sees. */
export async function cameraIsLive(page: Page): Promise<void> {
  await page.locator('video').evaluate(
    (video) =>
      new Promise<void>((resolve) => {
        if (!(video instanceof HTMLVideoElement)) throw new Error('no video')
        video.requestVideoFrameCallback(() => resolve())
      }),
  )
}
