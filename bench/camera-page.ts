import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import { film } from '../e2e/film'
import { ensureChromium } from '../scripts/chromium.mjs'
import { removeHome } from '../scripts/postgres-data'
import { operator } from './people'

const quiet = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run']
const offline = ['--disable-background-networking', '--disable-component-update', '--disable-sync']

/** A Chromium before whose camera a drawn person sits, for as long as the measurement takes. */
export async function withCamera(measure: (browser: Browser) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'kioo-films-'))
  const file = await film('a', folder)
  const fake = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']
  const args = [...quiet, ...offline, ...fake, `--use-file-for-fake-video-capture=${file}`]
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args })
  try {
    await measure(browser)
  } finally {
    await browser.close()
    await removeHome(folder)
  }
}

/** A fresh browser without a cache, signed in as an operator. */
export async function freshContext(browser: Browser, url: string): Promise<BrowserContext> {
  const { cookie } = await operator()
  const [name = '', value = ''] = cookie.split('=', 2)
  const context = await browser.newContext({ baseURL: url })
  await context.addCookies([{ name, value, url, httpOnly: true, sameSite: 'Lax' }])
  return context
}

/** Opens the form and starts the camera as soon as there is a button for it. */
export async function startCamera(page: Page): Promise<void> {
  await page.goto('/enroll', { waitUntil: 'commit' })
  await page.getByRole('button', { name: 'Start the camera' }).click()
}

/** The moment at which the camera's picture moves, in milliseconds since the page was asked for. */
export async function cameraLive(page: Page): Promise<number> {
  const handle = await page.waitForFunction(() => {
    const video = document.querySelector('video')
    return video && video.readyState === 4 && video.videoWidth > 0 ? performance.now() : false
  })
  return Number(await handle.jsonValue())
}
