import { expect, test } from 'vitest'
import { acceptedLanguage, direction, languages, pickLanguage } from './language'

test.each([
  ['fr-CD,fr;q=0.9,en;q=0.8', 'fr'],
  ['sw', 'sw'],
  ['SW-ke', 'sw'],
  ['de-DE,de;q=0.9,pt-MZ;q=0.4,en;q=0.3', 'pt'],
  ['en;q=0.2,ar-SD;q=0.7', 'ar'],
  ['fr;q=0, en', 'en'],
  ['de, zh', null],
  ['*', null],
  ['', null],
  [null, null],
  ['fr;q=much', null],
  [`${'x,'.repeat(10_000)}fr`, null],
])('a browser that sends %j is answered in %s', (header, language) => {
  expect(acceptedLanguage(header)).toBe(language)
})

test('the choice on the page beats the link, the link beats the browser, and English is for everyone else', () => {
  expect(pickLanguage({ chosen: 'sw', link: 'fr', accept: 'pt' })).toBe('sw')
  expect(pickLanguage({ chosen: null, link: 'fr', accept: 'pt' })).toBe('fr')
  expect(pickLanguage({ chosen: 'xx', link: null, accept: 'pt' })).toBe('pt')
  expect(pickLanguage({ accept: null })).toBe('en')
})

test('only Arabic is written from right to left', () => {
  expect(languages.filter((language) => direction(language) === 'rtl')).toEqual(['ar'])
})
