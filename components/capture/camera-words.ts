import type { CaptureWords, UnblockKind } from './capture-manner'

/** What happened and what to do, for each way a camera can fail. */
export const problemWords: CaptureWords['problems'] = {
  denied: {
    title: 'The camera is blocked',
    text: 'The browser was told not to let this page use the camera. Nothing was recorded.',
  },
  missing: {
    title: 'No camera was found',
    text: 'Plug in a camera, or use a phone or laptop that has one. Then try again.',
  },
  busy: {
    title: 'The camera is in use',
    text: 'Another program has the camera. Close video calls and other tabs that use it, then try again.',
  },
  insecure: {
    title: 'This address cannot use the camera',
    text: 'Browsers give the camera only to pages on https (or localhost), in a browser that is up to date. Ask whoever runs this portal for its https address.',
  },
  policy: {
    title: 'This page needs to be loaded again',
    text: 'It was reached from a page that may not use the camera. Load it again, and the camera will work.',
  },
  too_demanding: { title: 'This camera cannot do it', text: 'Choose another camera and try again.' },
  lost: {
    title: 'The camera went away',
    text: 'It stopped several times in a row. Check its cable, or close other programs that use it, then try again.',
  },
  unknown: {
    title: 'The camera did not start',
    text: 'The browser did not say why. Try again; if it stays like this, restart the browser.',
  },
}

export const hintWords: CaptureWords['hints'] = {
  black: 'The camera shows only black. Uncover it, and close other programs that use it.',
  frozen: 'The picture stands still. Close other programs that use the camera, or choose another one.',
  same: 'The camera sent the same picture twice, so the pictures were not kept. Press the button again.',
  too_small: 'This camera’s picture is too small; at least 640 by 480 is needed. Choose another camera.',
  interrupted: 'The camera was interrupted and has been started again.',
  left: 'The face left the picture, so it starts again. Look into the oval.',
}

/** How to give the camera back, in the words the browsers use themselves. */
export const unblockWords: CaptureWords['unblock'] = {
  ios_safari: ['Tap the page menu beside the address.', 'Tap Website Settings, then Camera, then Allow.', 'Try again.'],
  ios_other: [
    'Open the Settings app of the phone and find this browser.',
    'Switch Camera on.',
    'Come back and try again.',
  ],
  android: ['Tap the sign to the left of the address.', 'Tap Permissions, then Camera, then Allow.', 'Try again.'],
  firefox: ['Click the crossed-out camera beside the address.', 'Remove the block.', 'Try again and choose Allow.'],
  safari: ['Open Safari › Settings for this website.', 'Set Camera to Allow.', 'Try again.'],
  chromium: [
    'Click the sign to the left of the address.',
    'Switch Camera on.',
    'If it is on already, allow the browser to use the camera in the system’s privacy settings.',
    'Try again.',
  ],
}

function unblockKind(userAgent: string, touchPoints: number): UnblockKind {
  // An iPad says it is a Mac; only its fingers give it away.
  const apple = /iPhone|iPad/.test(userAgent) || (/Macintosh/.test(userAgent) && touchPoints > 1)
  if (apple) return /CriOS|FxiOS|EdgiOS/.test(userAgent) ? 'ios_other' : 'ios_safari'
  if (/Android/.test(userAgent)) return 'android'
  if (/Firefox/.test(userAgent)) return 'firefox'
  return /Safari/.test(userAgent) && !/Chrome/.test(userAgent) ? 'safari' : 'chromium'
}

/** The steps for this browser. */
export function unblockSteps(userAgent: string, touchPoints: number, words = unblockWords): readonly string[] {
  return words[unblockKind(userAgent, touchPoints)]
}
