import { expect, test } from 'vitest'
import { COUNT_MAX } from './count'
import { jobStates } from './job'
import { type JobFilter, jobCountMax, jobGroupNames, jobGroups, jobsHref, parseJobFilter } from './job-filter'

const nothing: JobFilter = { group: null, environment: null, today: false, query: '', before: null }
const read = (href: string) => parseJobFilter(Object.fromEntries(new URL(href, 'http://kioo').searchParams))

test('a filter survives its own address', () => {
  const filter: JobFilter = {
    group: 'person',
    environment: 'SANDBOX',
    today: true,
    query: 'Amina & co + 100%',
    before: { createdAt: new Date(1_778_585_527_123), id: '0199f3c2-7b1e-7c40-9a55-1f0e6c2d9b11' },
  }
  expect(read(jobsHref(filter))).toEqual(filter)
})

test('the plain list has a plain address', () => expect(jobsHref(nothing)).toBe('/jobs'))

test.each([
  { group: 'everything' },
  { environment: 'MOON' },
  { day: 'yesterday' },
  { q: 'x'.repeat(701) },
  { before: '1_2' },
  { before: "1778585527123_0199f3c2-7b1e-7c40-9a55-1f0e6c2d9b1'" },
  { before: '99999999999999_------------------------------------' },
])('%j filters nothing and is no error', (search) => expect(parseJobFilter(search)).toEqual(nothing))

test('a parameter given twice counts once', () => {
  expect(parseJobFilter({ group: ['approved', 'rejected'] }).group).toBe('approved')
})

test('every state is in a list of its own', () => {
  const listed = new Set<string>(Object.values(jobGroups).flatMap(({ states }) => states))
  expect(jobStates.filter((state) => !listed.has(state))).toEqual([])
})

test('what somebody looks for is text that the database takes', () => {
  expect(parseJobFilter({ q: '\0 mina\0 ' }).query).toBe('mina')
})

test('what needs a person is counted less far than every other list, and never further', () => {
  for (const group of [...jobGroupNames, null]) expect(jobCountMax(group)).toBe(group === 'person' ? 1_000 : COUNT_MAX)
})
