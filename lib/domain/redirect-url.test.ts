import { expect, test } from 'vitest'
import { redirectAsCalled } from './redirect-url'

test.each([
  ['https://example.org', 'https://example.org/'],
  [' https://example.org/danke?x=1#y ', 'https://example.org/danke?x=1#y'],
  ['HTTPS://EXAMPLE.org/a b', 'https://example.org/a%20b'],
  ['https://example.org/../up', 'https://example.org/up'],
  ['https://ex\nample.org', 'https://example.org/'],
])('%j is called as %j', (typed, called) => {
  expect(redirectAsCalled(typed)).toBe(called)
})

test.each([
  '',
  'example.org',
  '/thanks',
  '//evil.example',
  'http://example.org',
  'https:example.org',
  'https:/example.org',
  'https:\\\\example.org',
  'https:///example.org',
  'https://me:secret@example.org',
  'javascript:alert(1)',
  'https://',
  'data:text/html,hello',
  'https://[bad',
])('%j is nowhere to go', (typed) => {
  expect(redirectAsCalled(typed)).toBeNull()
})
