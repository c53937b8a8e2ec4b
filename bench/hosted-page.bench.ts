// What a person's phone has to load on 3G until its camera is live: our hosted page beside Smile ID's own script.
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { linkFormSchema } from '@/lib/domain/link-form'
import { draftInput, emptyLinkDraft } from '@/lib/domain/link-form-draft'
import { makeLink } from '@/lib/server/make-link'
import { film } from '../e2e/film'
import { cameraIsLive, on3G, PHONE, weighScripts } from '../e2e/light'
import { findChromium } from '../scripts/chromium.mjs'
import { officialPage } from './official-page'
import { operator } from './people'
import { quantile, type Side, takeTurns } from './rounds'
import { withStack } from './stack'

const ROUNDS = 5
/** Bytes, gzip: promised for the hosted page. */
const SCRIPT_GOAL = 200_000

type Look = { scriptBytes: number; paintMs: number; liveMs: number }

/** One phone that has never been here: opens the address and presses each button as soon as it is there. */
async function look(browser: Browser, url: string, buttons: readonly string[]): Promise<Look> {
  const context = await browser.newContext({ ...PHONE, locale: 'en-GB' })
  try {
    const page = await context.newPage()
    await on3G(page)
    const scripts = weighScripts(context)
    const began = Date.now()
    await page.goto(url, { waitUntil: 'commit' })
    let paintMs = 0
    for (const [at, name] of buttons.entries()) {
      const button = page.getByRole('button', { name, exact: true })
      await button.waitFor()
      if (at === 0) paintMs = await largestPaint(page)
      await button.tap()
    }
    const liveAt = await cameraIsLive(page)
    return { scriptBytes: await scripts(liveAt), paintMs, liveMs: liveAt - began }
  } finally {
    await context.close()
  }
}

function largestPaint(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? 0)).observe({
          type: 'largest-contentful-paint',
          buffered: true,
        })
      }),
  )
}

function print(name: string, looks: readonly Look[]): void {
  const middle = (of: (look: Look) => number) => [0.5, 0, 1].map((share) => quantile(looks.map(of), share))
  const seconds = (of: (look: Look) => number) => {
    const [median = 0, low = 0, high = 0] = middle(of).map((ms) => ms / 1000)
    return `${median.toFixed(2)} s (${low.toFixed(2)} to ${high.toFixed(2)})`
  }
  const [bytes = 0] = middle(({ scriptBytes }) => scriptBytes)
  console.log(`  ${name}`)
  console.log(`    JavaScript until the camera is live  ${(bytes / 1000).toFixed(1)} kB gzip`)
  console.log(`    largest contentful paint             ${seconds(({ paintMs }) => paintMs)}`)
  console.log(`    camera live                          ${seconds(({ liveMs }) => liveMs)}`)
}

await withStack(async ({ home }) => {
  const executablePath = await findChromium()
  if (!executablePath) throw new Error('There is no Chromium here; npm test installs one')
  const camera = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']
  // Other hosts are not to be reached: a measurement depends on no network but the one it makes itself.
  const alone = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost'
  const args = [alone, ...camera, `--use-file-for-fake-video-capture=${await film('a', join(home, 'films'))}`]
  const quiet = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking']
  const browser = await chromium.launch({ executablePath, args: [...quiet, ...args] })
  const official = await officialPage()
  const { id } = await operator()
  let url = ''

  function side(name: string, address: () => string, buttons: string[], ready?: Side['ready']) {
    const looks: Look[] = []
    const run = async () => {
      const seen = await look(browser, address(), buttons)
      looks.push(seen)
      return 1000 / seen.liveMs
    }
    return { name, run, looks, ...(ready && { ready }) }
  }
  const way = ['This is me, go on', 'I agree, go to the camera', 'Start the camera']
  const hosted = side(
    'hosted page: link, consent, camera',
    () => url,
    way,
    async () => {
      const draft = { ...emptyLinkDraft, environment: 'SANDBOX', userId: `bench-${randomUUID()}` } as const
      const made = await makeLink({ id }, linkFormSchema.parse(draftInput(draft, randomUUID())))
      if (!made.ok) throw new Error(made.message)
      url = made.url
    },
  )
  const bare = side('bare page, @smileid/web-components 11.4.0: camera', () => official.url, ['Allow'])

  await takeTurns([hosted, bare], ROUNDS)
  await browser.close()
  official.close()

  console.log(
    '  390 px, 3G (1.6 Mbit/s down, 0.77 up, 300 ms), nothing cached, each button pressed as soon as it is there;',
  )
  console.log(
    '  the bare page asks for no consent and, for this, waits neither for its face model nor for other hosts\n',
  )
  for (const { name, looks } of [hosted, bare]) print(name, looks.slice(-ROUNDS))
  const most = Math.max(...hosted.looks.map(({ scriptBytes }) => scriptBytes))
  console.log(
    `\n  hosted page's JavaScript: goal ≤ ${SCRIPT_GOAL / 1000} kB: ${most <= SCRIPT_GOAL ? 'met' : 'NOT MET'}`,
  )
})
