import { expect, test } from 'vitest'
import { isShutterKey } from './use-keyboard-shutter'

const key = (key: string, more = {}) => ({
  key,
  repeat: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  ...more,
})

test('Space and Enter press the shutter, once', () => {
  expect(isShutterKey(key(' '))).toBe(true)
  expect(isShutterKey(key('Enter'))).toBe(true)
  expect(isShutterKey(key('Enter', { repeat: true }))).toBe(false)
})

test.each([
  key('a'),
  key('Escape'),
  key('Enter', { ctrlKey: true }),
  key(' ', { shiftKey: true }),
  key(' ', { metaKey: true }),
])('another key, or one that means something else, takes no picture: %j', (event) => {
  expect(isShutterKey(event)).toBe(false)
})
