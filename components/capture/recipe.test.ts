import { expect, test } from 'vitest'
import { cameraProblems } from '@/lib/domain/camera-problem'
import { problemWords, unblockWords } from './camera-words'
import { type Recipe, recipeFor, recipes } from './recipe'

const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)'
const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)'
const windows =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
const android = 'Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko)'
const linux = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'

const browsers: [string, string, number, Recipe, Recipe][] = [
  ['Safari on iPhone', `${iphone} Version/18.1 Mobile/15E148 Safari/604.1`, 5, 'ios_safari', 'system_ios'],
  ['Safari on an iPad that says it is a Mac', `${mac} Version/18.1 Safari/605.1.15`, 5, 'ios_safari', 'system_ios'],
  ['Chrome on iPhone', `${iphone} CriOS/140.0.0.0 Mobile/15E148 Safari/604.1`, 5, 'ios_chrome', 'system_ios'],
  ['Firefox on iPhone', `${iphone} FxiOS/140.0 Mobile/15E148 Safari/605.1.15`, 5, 'ios_chrome', 'system_ios'],
  [
    'Edge on iPhone',
    `${iphone} Version/18.0 EdgiOS/140.0 Mobile/15E148 Safari/605.1.15`,
    5,
    'ios_chrome',
    'system_ios',
  ],
  ['Chrome on Android', `${android} Chrome/140.0.0.0 Mobile Safari/537.36`, 5, 'android_chrome', 'system_android'],
  [
    'Samsung Internet',
    `${android} SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36`,
    5,
    'samsung',
    'system_android',
  ],
  [
    'Firefox on Android',
    'Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0',
    5,
    'firefox_android',
    'system_android',
  ],
  [
    'Firefox on Windows',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0',
    0,
    'firefox_desktop',
    'system_windows',
  ],
  ['Chrome on Windows', windows, 0, 'chrome_desktop', 'system_windows'],
  ['Chrome on a Windows tablet', windows, 10, 'chrome_desktop', 'system_windows'],
  ['Chrome on Linux', linux, 0, 'chrome_desktop', 'system_other'],
  ['Edge on Windows', `${windows} Edg/140.0.0.0`, 0, 'edge_desktop', 'system_windows'],
  ['Safari on a Mac', `${mac} Version/18.1 Safari/605.1.15`, 0, 'safari_macos', 'system_macos'],
  [
    'WhatsApp on Android',
    `${android} Version/4.0 Chrome/140.0.0.0 Mobile Safari/537.36; wv) WhatsApp/2.24`,
    5,
    'in_app',
    'system_android',
  ],
  ['Instagram on iPhone', `${iphone} Mobile/15E148 Instagram 330.0`, 5, 'in_app', 'system_ios'],
]

test.each(browsers)(
  '%s has steps of its own, in the browser and in the system',
  (_, userAgent, touchPoints, own, system) => {
    const device = { userAgent, touchPoints }
    expect(recipeFor('denied', device)).toBe(own)
    expect(recipeFor('denied_before', device)).toBe(own)
    expect(recipeFor('system', device)).toBe(system)
  },
)

test('what no setting mends has no steps, but words', () => {
  for (const problem of cameraProblems) {
    expect(problemWords[problem].text).not.toBe('')
    if (['denied', 'denied_before', 'system'].includes(problem)) continue
    expect(recipeFor(problem, { userAgent: windows, touchPoints: 0 })).toBeNull()
  }
})

test('an app’s own browser without any camera sends its reader to a real one', () => {
  const userAgent = `${iphone} Mobile/15E148 Instagram 330.0`
  expect(recipeFor('insecure', { userAgent, touchPoints: 5 })).toBe('in_app')
})

test('every recipe is three steps, and no two are the same', () => {
  const steps = recipes.map((recipe) => unblockWords[recipe].join(' '))
  for (const recipe of recipes) expect(unblockWords[recipe]).toHaveLength(3)
  expect(new Set(steps).size).toBe(recipes.length)
})
