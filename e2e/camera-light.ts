import type { Page } from '@playwright/test'

/** Remembers every track this page is given, so that a journey can see whether the camera's light is on. */
export async function watchLight(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const given: MediaStreamTrack[] = []
    Reflect.set(window, 'given', given)
    const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
    navigator.mediaDevices.getUserMedia = async (wanted) => {
      const stream = await open(wanted)
      given.push(...stream.getTracks())
      return stream
    }
  })
}

/** How many of the tracks this document has had are live, and how many are ended. */
export async function tracks(page: Page): Promise<{ live: number; ended: number }> {
  const states = await page.evaluate(() => {
    const given: MediaStreamTrack[] = Reflect.get(window, 'given')
    return given.map((track) => track.readyState)
  })
  return { live: states.filter((state) => state === 'live').length, ended: states.filter((s) => s === 'ended').length }
}
