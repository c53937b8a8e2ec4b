import { expect, test } from 'vitest'
import { forgottenUserId } from './erased'
import { type LinkState, linkStates } from './link'
import { type LastVisit, linkNote, linkStateView, linkTone, linkWords } from './link-words'
import type { VisitState } from './visit'

const now = new Date('2026-05-12T12:00:00Z')
const ended = (state: VisitState, stopReason: string | null = null) => ({ state, stopReason, deadline: now })
const link = {
  state: 'completed',
  person: { userId: 'ke-004711' },
  last: ended('withdrawn'),
  erasedAt: null,
  revokedWhy: null,
  revokedBy: null,
} as const

test('no two states are called alike', () => {
  expect(new Set(linkStates.map((state) => linkStateView[state].name)).size).toBe(linkStates.length)
})

test("a person's link that ended in a withdrawal is no success; one that is open to many may be", () => {
  expect(linkTone(link)).toBe('idle')
  expect(linkTone({ ...link, last: ended('submitted') })).toBe('ok')
  expect(linkTone({ ...link, person: null })).toBe('ok')
})

test.each(linkStates)('that the person said no is told first, though the link is %s', (state) => {
  const told = (last: VisitState, why: string | null = null) => linkWords({ ...link, state, last: ended(last, why) })
  expect(told('withdrawn')).toMatch(/^The person has withdrawn\. \w/)
  expect(told('declined')).toMatch(/^The person did not agree\. \w/)
  expect(told('cannot', 'privacy')).toMatch(/to take a selfie: they do not want their face on file\. \w/)
  expect(told('cannot')).toMatch(/to take a selfie\. \w/)
  expect(told('submitted')).not.toContain('person')
  expect(linkWords({ ...link, state, person: null })).not.toContain('withdrawn')
})

test('of a link that is stopped the words say why and by whom, and of an erased person nothing but that', () => {
  const revoked = { ...link, state: 'revoked', last: null } as const
  expect(linkWords({ ...revoked, revokedBy: 'Ada Obi' })).toBe('Ada Obi stopped it for good.')
  expect(linkWords({ ...revoked, revokedWhy: 'reissued' })).toContain('newer link')
  expect(linkWords({ ...revoked, revokedWhy: 'not_me' })).toContain('this is not me')
  const erased = { ...revoked, last: ended('cannot'), erasedAt: now }
  expect(linkWords(erased)).toMatch(/^The person it was for was erased\./)
})

test('a link whose time was over is forgotten: nobody has erased anybody, and nothing is to be done about it', () => {
  const over = { ...link, state: 'expired', last: ended('declined'), erasedAt: now } as const
  for (const person of [{ userId: forgottenUserId('01932c5e-7d2a-7b3c-8d4e-5f60718293a4') }, null]) {
    expect(linkWords({ ...over, person })).toContain('forgotten')
    expect(linkWords({ ...over, person })).not.toMatch(/erased|[Ee]xtend|re-issue/)
  }
})

test('beside the state a row says how far the last visit came, unless the state says it', () => {
  const note = (state: LinkState, last: LastVisit | null, revokedWhy: 'not_me' | 'operator' | null = null) =>
    linkNote({ state, last, revokedWhy }, now)
  expect(note('said_no', ended('declined'))).toBe('Did not agree')
  expect(note('opened', ended('consented'))).toContain('left before the camera started')
  const later = { ...ended('consented'), deadline: new Date(now.getTime() + 1) }
  expect(note('in_use', later)).toContain('has not started yet')
  expect(note('part_used', ended('submitted'))).toBeNull()
  expect(note('withdrawn', ended('withdrawn'))).toBeNull()
  expect(note('completed', ended('consented'))).toBeNull()
  expect(note('completed', ended('withdrawn'))).toBe('Withdrew afterwards')
  expect(note('ready', null)).toBeNull()
  // It stops the link, and may be said before anything was begun.
  expect(note('revoked', null, 'not_me')).toBe('Said: this is not me')
  expect(note('revoked', null, 'operator')).toBeNull()
})
