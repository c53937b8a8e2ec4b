/**
 * Browsers inside other apps. Many give a page no camera, or give it and never show the question, so a person
 * is told how to open the real browser before the camera fails, never after.
 */
export const apps = {
  facebook: 'Facebook',
  messenger: 'Messenger',
  instagram: 'Instagram',
  threads: 'Threads',
  whatsapp: 'WhatsApp',
  tiktok: 'TikTok',
  line: 'LINE',
  wechat: 'WeChat',
  snapchat: 'Snapchat',
  x: 'X',
  linkedin: 'LinkedIn',
  telegram: 'Telegram',
  pinterest: 'Pinterest',
  google: 'Google',
  other: null,
} as const
type App = keyof typeof apps

/** Which system's menus the person looks at. */
type InAppSystem = 'ios' | 'android' | 'other'

export type InAppBrowser = { app: App; system: InAppSystem }

// The first that matches: Messenger and Threads say that they are Facebook and Instagram too.
const signs: readonly (readonly [RegExp, App])[] = [
  [/\bFBAN\/Messenger|\bMESSENGER\b|Orca-Android/i, 'messenger'],
  [/\bBarcelona\b/, 'threads'],
  [/\bInstagram\b/, 'instagram'],
  [/\bFBA[NV]\b|\bFB_IAB\b|\bFBIOS\b/, 'facebook'],
  [/\bWhatsApp\//, 'whatsapp'],
  [/musical_ly|\bBytedanceWebview\b|\bTikTok\b|\btrill_/i, 'tiktok'],
  [/\bLine\/\d|\bLIFF\b/, 'line'],
  [/\bMicroMessenger\//, 'wechat'],
  [/\bSnapchat\b/, 'snapchat'],
  [/\bTwitter for (iPhone|iPad)|\bTwitterAndroid\b/, 'x'],
  [/\bLinkedInApp\b/, 'linkedin'],
  [/\bTelegram(-Android|Bot)?\b/, 'telegram'],
  [/\[Pinterest\/|\bPinterest for\b/, 'pinterest'],
  [/\bGSA\//, 'google'],
]

/** What chats and mail scanners send when they look at a link themselves; nobody is there to be told anything. */
const robot = /bot\b|crawler|spider|preview|facebookexternalhit|^WhatsApp\//i

/** Which app's own browser this is; null: a real browser, as far as it says. */
export function inAppBrowser(userAgent: string | null): InAppBrowser | null {
  if (!userAgent || robot.test(userAgent)) return null
  const system = /iPhone|iPad|iPod/.test(userAgent) ? 'ios' : /Android/.test(userAgent) ? 'android' : 'other'
  const app = signs.find(([pattern]) => pattern.test(userAgent))?.[1]
  if (app) return { app, system }
  // Android marks every web view with "wv"; on an iPhone a real browser says Safari, and a web view does not.
  if (system === 'android' && /;\s*wv\)/.test(userAgent)) return { app: 'other', system }
  if (system === 'ios' && /AppleWebKit/.test(userAgent) && !/Safari\//.test(userAgent)) return { app: 'other', system }
  return null
}

/** Opens the same page in Chrome; Android's web views hand such addresses to the system. */
export function androidIntent(url: string): string {
  const { host, pathname, search, protocol } = new URL(url)
  return `intent://${host}${pathname}${search}#Intent;scheme=${protocol.replace(':', '')};package=com.android.chrome;end`
}
