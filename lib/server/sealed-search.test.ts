import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { SEARCH_MAX, searchAddressSchema, searchTextSchema } from '@/lib/domain/search-params'
import { testSettings } from '@/scripts/testing/settings'
import { openSearch, sealSearch } from './sealed-search'

beforeAll(() => {
  Object.assign(process.env, testSettings, { DATABASE_URL: 'postgres://localhost/none' })
})

test('whatever may be typed comes back from its address', () => {
  const typed = fc.string({ unit: 'grapheme', maxLength: 2 * SEARCH_MAX }).map((text) => searchTextSchema.parse(text))
  fc.assert(
    fc.property(typed, (text) => {
      expect(openSearch(searchAddressSchema.parse(sealSearch(text)))).toBe(text)
    }),
  )
})

test('an address shows nothing of a name, and not that it is the same one again', () => {
  const [one, other] = [sealSearch('Wanjiru Kamau'), sealSearch('Wanjiru Kamau')]
  expect(one).not.toBe(other)
  expect(Buffer.from(one.slice(one.indexOf('.') + 1), 'base64url').includes('Wanjiru')).toBe(false)
  expect(one).not.toContain(Buffer.from('Wanjiru').toString('base64url').slice(0, 8))
})

test('what somebody wrote into an address by hand is searched for as it stands', () => {
  expect(openSearch('KE-2041')).toBe('KE-2041')
  expect(openSearch('x'.repeat(SEARCH_MAX + 1))).toBe('')
})

test('what was changed, or sealed by nobody here, searches for nothing', () => {
  const sealed = sealSearch('Wanjiru Kamau')
  const changed = `${sealed.slice(0, -3)}${sealed.endsWith('AAA') ? 'BBB' : 'AAA'}`
  for (const address of [changed, 'sealed.', 'sealed.AAAA', `sealed.${'A'.repeat(600)}`])
    expect(openSearch(address)).toBe('')
})
