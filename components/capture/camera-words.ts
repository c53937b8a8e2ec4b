import type { CaptureWords } from './capture-manner'

/** What happened and what to do, for each way a camera can fail. */
export const problemWords: CaptureWords['problems'] = {
  denied: {
    title: 'The camera is blocked',
    text: 'Somebody said no, or closed the question. Nothing was recorded. Press Try again and choose Allow. If the browser does not ask, this is how to allow it:',
  },
  denied_before: {
    title: 'The camera is blocked',
    text: 'The browser remembers an earlier “no” and does not ask again. Nothing was recorded. This is how to allow it; if the switch is locked, the computer’s administrator has to:',
  },
  system: {
    title: 'This device keeps the camera from the browser',
    text: 'The browser may use it, but the settings of the system say no. This is how to allow it:',
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
  allow: 'The browser asks whether this page may use the camera. Choose Allow.',
  black: 'The camera shows only black. Uncover it, and close other programs that use it.',
  frozen: 'The picture stands still. Close other programs that use the camera, or choose another one.',
  same: 'The camera sent the same picture twice, so the pictures were not kept. Press the button again.',
  too_small: 'This camera’s picture is too small; at least 640 by 480 is needed. Choose another camera.',
  interrupted: 'The camera was interrupted and has been started again.',
  hidden: 'This page was out of sight, so no picture was kept. Look into the oval to begin again.',
  left: 'The face left the picture, so it starts again. Look into the oval.',
}

/** How to give the camera back, in the words the browsers and systems use themselves. */
export const unblockWords: CaptureWords['unblock'] = {
  ios_safari: ['Tap the page menu beside the address.', 'Tap Website Settings, then Camera, then Allow.', 'Try again.'],
  ios_chrome: ['Open the phone’s Settings app and find this browser.', 'Switch Camera on.', 'Come back and try again.'],
  android_chrome: [
    'Tap the sign to the left of the address.',
    'Tap Permissions, then Camera, then Allow.',
    'Try again.',
  ],
  samsung: [
    'Tap the lock to the left of the address.',
    'Tap Permissions, then Camera, then Allow.',
    'If it is not there: open the menu, then Settings, then Sites and downloads, then Site permissions.',
  ],
  firefox_android: [
    'Tap the lock or the shield to the left of the address.',
    'Tap “Blocked” beside Camera, so that it says “Allowed”.',
    'Try again.',
  ],
  firefox_desktop: [
    'Click the crossed-out camera beside the address.',
    'Remove the block.',
    'Try again and choose Allow.',
  ],
  chrome_desktop: ['Click the sign to the left of the address.', 'Switch Camera on.', 'Try again.'],
  edge_desktop: [
    'Click the lock to the left of the address.',
    'Under “Permissions for this site”, set Camera to Allow.',
    'Load the page again if the browser asks you to.',
  ],
  safari_macos: ['Open Safari › Settings for this website.', 'Set Camera to Allow.', 'Try again.'],
  in_app: [
    'Open the menu of this window: three dots or a compass.',
    'Choose “Open in browser”.',
    'Go on there; your link works in any browser.',
  ],
  system_ios: [
    'Open the Settings app, find this browser and switch Camera on.',
    'If that is not possible: Screen Time, then Content & Privacy Restrictions, then Allowed Apps.',
    'Come back and try again.',
  ],
  system_android: [
    'Open the phone’s Settings, then Apps, then this browser, then Permissions, then Camera.',
    'Choose Allow. “Camera access” in the quick settings must be on too.',
    'Come back and try again.',
  ],
  system_macos: [
    'Open System Settings, then Privacy & Security, then Camera.',
    'Switch this browser on.',
    'Quit the browser, open it again and come back to this page.',
  ],
  system_windows: [
    'Open Settings, then Privacy & security, then Camera.',
    'Switch on “Camera access” and “Let desktop apps access your camera”.',
    'Come back and try again.',
  ],
  system_other: [
    'Open the privacy settings of this device.',
    'Allow this browser to use the camera.',
    'Come back and try again.',
  ],
}
