import { expect, test } from 'vitest'
import { androidIntent, inAppBrowser } from './in-app-browser'

const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)'
const pixel =
  'Mozilla/5.0 (Linux; Android 14; Pixel 7a Build/UQ1A.240205.002; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.6478.122 Mobile Safari/537.36'

test.each([
  [
    `${iphone} Mobile/15E148 [FBAN/FBIOS;FBAV/470.0.0.41.84;FBBV/615420123;FBDV/iPhone14,5;FBMD/iPhone;FBSN/iOS;FBSV/17.5.1;FBSS/3;FBID/phone;FBLC/en_GB;FBOP/5]`,
    'facebook',
    'ios',
  ],
  [`${pixel} [FB_IAB/FB4A;FBAV/471.0.0.54.80;]`, 'facebook', 'android'],
  [
    `${iphone} Mobile/15E148 LightSpeed [FBAN/MessengerLiteForiOS;FBAV/463.0.0.34.107;FBBV/608934512;FBDV/iPhone13,2]`,
    'messenger',
    'ios',
  ],
  [`${pixel} [FB_IAB/Orca-Android;FBAV/465.0.0.15.107;]`, 'messenger', 'android'],
  [
    `${iphone} Mobile/15E148 Instagram 338.0.0.25.95 (iPhone14,5; iOS 17_5_1; en_GB; en; scale=3.00; 1170x2532; 617482930)`,
    'instagram',
    'ios',
  ],
  [
    `${pixel} Instagram 337.0.0.35.102 Android (34/14; 420dpi; 1080x2204; Google/google; Pixel 7a; lynx; lynx; en_GB; 613904578)`,
    'instagram',
    'android',
  ],
  [`${iphone} Mobile/15E148 Barcelona 338.0.0.25.95 (iPhone14,5; iOS 17_5_1)`, 'threads', 'ios'],
  [`${pixel} WhatsApp/2.24.13.77`, 'whatsapp', 'android'],
  [`${iphone} Mobile/15E148 WhatsApp/24.13.80`, 'whatsapp', 'ios'],
  [
    `${pixel} trill_340503 JsSdk/1.0 NetType/WIFI Channel/googleplay AppName/trill app_version/34.5.3 ByteLocale/en BytedanceWebview/d8a21c6`,
    'tiktok',
    'android',
  ],
  [
    `${iphone} Mobile/15E148 musical_ly_35.1.0 JsSdk/2.0 NetType/WIFI Channel/App Store ByteLocale/en Region/KE BytedanceWebview/d8a21c6`,
    'tiktok',
    'ios',
  ],
  [`${iphone} Mobile/15E148 Safari Line/14.9.0`, 'line', 'ios'],
  [`${pixel} Line/14.9.0/IAB`, 'line', 'android'],
  [`${pixel} XWEB/1160065 MMWEBSDK/20240404 MicroMessenger/8.0.49.2600(0x28003133) WeChat/arm64`, 'wechat', 'android'],
  [`${iphone} Version/17.5 Mobile/15E148 Snapchat/12.94.0.38 (like Safari/8618.2.12.10.9, panda)`, 'snapchat', 'ios'],
  [`${iphone} Mobile/15E148 Twitter for iPhone/10.46`, 'x', 'ios'],
  [`${iphone} Mobile/15E148 [LinkedInApp]/9.29.5893`, 'linkedin', 'ios'],
  [`${pixel} Telegram-Android/10.14.5 (Google Pixel 7a; Android 14; SDK 34; AVERAGE)`, 'telegram', 'android'],
  [`${iphone} GSA/323.0.647062479 Mobile/15E148 Safari/604.1`, 'google', 'ios'],
  [pixel, 'other', 'android'],
  [`${iphone} Mobile/15E148`, 'other', 'ios'],
] as const)('%s is the browser inside %s on %s', (userAgent, app, system) => {
  expect(inAppBrowser(userAgent)).toEqual({ app, system })
})

test.each([
  // Safari, Chrome and Firefox on an iPhone
  `${iphone} Version/17.5 Mobile/15E148 Safari/604.1`,
  `${iphone} CriOS/126.0.6478.108 Mobile/15E148 Safari/604.1`,
  `${iphone} FxiOS/127.2 Mobile/15E148 Safari/605.1.15`,
  // Chrome, Samsung Internet, Firefox, Opera Mini and Edge on Android
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0',
  'Opera/9.80 (Android; Opera Mini/82.0/191.338; U; en) Presto/2.12.423 Version/12.16',
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36 EdgA/125.0.2535.72',
  // desktops
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
  'Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0',
  // robots that fetch a preview: there is nobody to tell
  'WhatsApp/2.23.20.0 A',
  'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
  'TelegramBot (like TwitterBot)',
  '',
  null,
])('%s is not inside an app', (userAgent) => {
  expect(inAppBrowser(userAgent)).toBeNull()
})

test('an Android app hands the very same page to Chrome', () => {
  expect(androidIntent('https://enroll.example.org/e/abc?language=sw')).toBe(
    'intent://enroll.example.org/e/abc?language=sw#Intent;scheme=https;package=com.android.chrome;end',
  )
})
