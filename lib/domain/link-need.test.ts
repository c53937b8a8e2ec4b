import { expect, test } from 'vitest'
import { asksProvider, linkNeedNext } from './link-need'

test('after a withdrawal Smile ID is to be asked where it may have pictures', () => {
  const need = { kind: 'withdrawn', mayHaveGoneOut: true } as const
  expect(asksProvider(need)).toBe(true)
  expect(linkNeedNext(need)).toContain('Ask Smile ID')
})

test('a withdrawal before anything was sent asks nothing of anybody', () => {
  const need = { kind: 'withdrawn', mayHaveGoneOut: false } as const
  expect(asksProvider(need)).toBe(false)
  expect(linkNeedNext(need)).toContain('nothing was sent')
})

test('no other need is about Smile ID', () => {
  const need = { kind: 'declined', mayHaveGoneOut: false } as const
  expect(asksProvider({ ...need, mayHaveGoneOut: true })).toBe(false)
  expect(linkNeedNext(need)).toContain('Nothing was taken')
})
