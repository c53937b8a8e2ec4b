import { expect, test } from 'vitest'
import { foundHref } from './search-form'

const seal = (text: string) => (text ? `(${text.length})` : '')
const q = 'Wanjiru Kamau'

test.each([
  [{ list: '/jobs', q, group: 'approved', day: 'today' }, '/jobs?group=approved&day=today&q=%2813%29'],
  [{ list: '/enrollees', q, environment: 'SANDBOX', group: 'approved' }, '/enrollees?environment=SANDBOX&q=%2813%29'],
  [{ list: '/links', q, group: 'completed' }, '/links?group=completed&q=%2813%29'],
  [{ list: '/callbacks', q, state: 'aside' }, '/callbacks?state=aside&q=%2813%29'],
  [{ list: '/callbacks', q: '0841' }, '/callbacks?code=0841'],
  [{ list: '/jobs', q: '   ', group: 'approved' }, '/jobs?group=approved'],
])('a search leads to its list, with its filters and without its words: %j', (fields, address) => {
  expect(foundHref(fields, seal)).toBe(address)
})

test.each([
  [{ list: 'https://elsewhere.example', q }, '/jobs?q=%2813%29'],
  [{ list: '/jobs', q: new Blob(), group: new Blob(), environment: 3, before: 'x' }, '/jobs'],
  [{}, '/jobs'],
])('fields that are none lead to a list all the same', (fields, address) => {
  expect(foundHref(fields, seal)).toBe(address)
})
