import { expect, test } from 'vitest'
import { linkActionWords } from './link-history'

test.each([
  ['link.sent', { by: 'mail', fate: 'sent' }, 'Sent by e-mail'],
  ['link.sent', { by: 'mail', fate: 'written' }, 'Mail written to the portal’s folder, not sent'],
  ['link.request_handled', { kind: 'cannot' }, 'Request seen to: cannot or does not want to take a selfie'],
  ['link.request_handled', {}, 'Request seen to'],
  ['link.request_handled', { kind: 'moon' }, 'Request seen to'],
  ['link.paused', null, 'Paused'],
  ['moon.landed', {}, 'moon.landed'],
])('%s with %j is told as: %s', (action, detail, words) => {
  expect(linkActionWords({ action, detail })).toBe(words)
})
