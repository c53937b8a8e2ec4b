import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextPath } from './next-path'

test.each([
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/%2f%2fevil.example',
  '%2f%2fevil.example',
  '/%5cevil.example',
  '/..//evil.example',
  '/jobs/..//evil.example',
  '/.//evil.example',
  'https://evil.example',
  'https:evil.example',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'data:text/html,x',
  '@evil.example',
  '.evil.example',
  '/@evil.example',
  '/sign-in',
  '/api/auth/signout',
  '/setup/x',
  'jobs',
  '',
])('%j leads to the overview', (wanted) => {
  expect(nextPath(wanted)).toBe('/')
})

test.each(['/', '/enroll', '/jobs?state=approved&after=x', '/enrollees/1/authenticate', '/settings/operators'])(
  '%s leads back to where somebody was',
  (wanted) => expect(nextPath(wanted)).toBe(wanted),
)

test('nothing wanted leads to the overview', () => {
  expect(nextPath(null)).toBe('/')
})

test('whatever is asked for, the answer stays on this origin', () => {
  const piece = fc.constantFrom(
    '/',
    '\\',
    '%2f',
    '%5c',
    '.',
    ':',
    '@',
    '?',
    '#',
    'jobs',
    'evil.example',
    'http',
    '\t',
    ' ',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const path = nextPath(pieces.join(''))
      expect(path).toMatch(/^\/(?![/\\])/)
      expect(new URL(path, 'https://kioo.example').origin).toBe('https://kioo.example')
    }),
    { numRuns: 2_000 },
  )
})
