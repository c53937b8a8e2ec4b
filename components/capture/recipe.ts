import type { CameraProblem } from '@/lib/domain/camera-problem'
import { inAppBrowser } from '@/lib/domain/in-app-browser'

/** Whose menus a person must look through to give the camera back. */
export const recipes = [
  'ios_safari',
  'ios_chrome',
  'android_chrome',
  'samsung',
  'firefox_android',
  'firefox_desktop',
  'chrome_desktop',
  'edge_desktop',
  'safari_macos',
  'in_app',
  'system_ios',
  'system_android',
  'system_macos',
  'system_windows',
  'system_other',
] as const
export type Recipe = (typeof recipes)[number]

type Device = { userAgent: string; touchPoints: number }

/** An iPad says that it is a Mac; only its fingers give it away. */
const isIos = ({ userAgent, touchPoints }: Device) =>
  /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && touchPoints > 1)

function browserRecipe(device: Device): Recipe {
  const { userAgent } = device
  if (inAppBrowser(userAgent)) return 'in_app'
  // On iOS every other browser has its camera switch in the system's settings, under its own name.
  if (isIos(device))
    return /CriOS|FxiOS|EdgiOS|OPiOS|OPT\/|DuckDuckGo|Brave/.test(userAgent) ? 'ios_chrome' : 'ios_safari'
  if (/Android/.test(userAgent)) {
    if (/SamsungBrowser/.test(userAgent)) return 'samsung'
    return /Firefox/.test(userAgent) ? 'firefox_android' : 'android_chrome'
  }
  if (/Firefox/.test(userAgent)) return 'firefox_desktop'
  if (/\bEdg\//.test(userAgent)) return 'edge_desktop'
  return /Safari/.test(userAgent) && !/Chrom/.test(userAgent) ? 'safari_macos' : 'chrome_desktop'
}

function systemRecipe(device: Device): Recipe {
  if (isIos(device)) return 'system_ios'
  if (/Android/.test(device.userAgent)) return 'system_android'
  if (/Macintosh/.test(device.userAgent)) return 'system_macos'
  return /Windows/.test(device.userAgent) ? 'system_windows' : 'system_other'
}

/** The steps that help with this problem in this browser; null: the problem's own words say it all. */
export function recipeFor(problem: CameraProblem, device: Device): Recipe | null {
  if (problem === 'denied' || problem === 'denied_before') return browserRecipe(device)
  if (problem === 'system') return systemRecipe(device)
  return problem === 'insecure' && inAppBrowser(device.userAgent) ? 'in_app' : null
}
