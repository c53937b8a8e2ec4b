import { expect, test } from 'vitest'
import { linksHref, parseLinkFilter } from './link-filter'

test('a filter comes back from its own address', () => {
  const filter = {
    group: 'opened',
    environment: 'SANDBOX',
    query: 'Lagos & May',
    before: { createdAt: new Date(1_778_585_527_000), id: '0199f3c2-0000-7000-8000-000000000000' },
  } as const
  const { searchParams } = new URL(linksHref(filter), 'http://localhost')
  expect(parseLinkFilter(Object.fromEntries(searchParams))).toEqual(filter)
  expect(linksHref({})).toBe('/links')
})

test('what makes no sense filters nothing', () => {
  const odd = { group: ['everything'], environment: 'MOON', q: 'x'.repeat(701), before: 'yesterday' }
  expect(parseLinkFilter(odd)).toEqual({ group: null, environment: null, query: '', before: null })
})

test('what somebody looks for is text that the database takes', () => {
  expect(parseLinkFilter({ q: '\0 mina\0 ' }).query).toBe('mina')
})
