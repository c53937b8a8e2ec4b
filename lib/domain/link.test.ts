import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type LinkFacts,
  type LinkState,
  linkMoves,
  linkRefusal,
  linkState,
  linkStates,
  linkStops,
  visitsBehind,
} from './link'
import { visitStates } from './visit'

const now = new Date('2026-05-12T12:00:00Z')
const fresh: LinkFacts = {
  pausedAt: null,
  revokedAt: null,
  uses: 0,
  maxUses: 1,
  expiresAt: new Date('2026-05-13T12:00:00Z'),
  sentAt: null,
  isForOne: true,
  last: null,
  isInUse: false,
}
const reached: Record<Exclude<LinkState, 'ready'>, Partial<LinkFacts>> = {
  paused: { pausedAt: now },
  revoked: { revokedAt: now },
  completed: { uses: 1, maxUses: 1 },
  expired: { expiresAt: now },
  in_use: { isInUse: true },
  part_used: { uses: 1, maxUses: 2, last: 'submitted' },
  withdrawn: { last: 'withdrawn' },
  said_no: { last: 'declined' },
  opened: { last: 'consented' },
  sent: { sentAt: now },
}

test('a new link is ready', () => {
  expect(linkState(fresh, now)).toBe('ready')
})

test.each(linkStates.filter((state) => state !== 'ready'))('%s hides every later state and none before it', (state) => {
  const later = linkStates.slice(linkStates.indexOf(state)).reverse()
  const all = Object.assign({}, ...later.map((one) => (one === 'ready' ? {} : reached[one])))
  expect(linkState({ ...fresh, ...all }, now)).toBe(state)
  expect(linkState({ ...fresh, ...reached[state] }, now)).toBe(state)
})

test('one person’s link is "not finished" only while the last visit ended without a selfie and without a no', () => {
  for (const last of visitStates) {
    const left = linkState({ ...fresh, maxUses: 2, last }, now)
    const done = linkState({ ...fresh, maxUses: 2, uses: 1, last }, now)
    expect(done).toBe(left)
    expect(left === 'opened').toBe(!['submitted', 'withdrawn', 'declined', 'cannot'].includes(last))
    for (const state of ['part_used', 'withdrawn', 'said_no'] as const)
      expect(visitsBehind(state).includes(last)).toBe(left === state)
  }
})

test('of a link for many nobody’s last word counts: it is partly used once anybody has finished', () => {
  for (const last of visitStates) {
    expect(linkState({ ...fresh, isForOne: false, maxUses: 5, last }, now)).toBe('opened')
    expect(linkState({ ...fresh, isForOne: false, maxUses: 5, uses: 1, last }, now)).toBe('part_used')
  }
})

test('what is over for good takes no more moves', () => {
  const pausedBefore = linkState({ ...fresh, pausedAt: now, revokedAt: now }, now)
  expect(Object.values(linkMoves(pausedBefore))).not.toContain(true)
  for (const state of ['revoked', 'completed'] as const) expect(Object.values(linkMoves(state))).not.toContain(true)
  expect(linkMoves('expired')).toMatchObject({ extend: true, pause: false })
  expect(linkMoves('paused')).toMatchObject({ resume: true, pause: false })
})

const times = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
const links = fc.record({
  pausedAt: fc.option(times),
  revokedAt: fc.option(times),
  uses: fc.nat(5),
  maxUses: fc.integer({ min: 1, max: 5 }),
  expiresAt: times,
  sentAt: fc.option(times),
  isForOne: fc.boolean(),
  last: fc.option(fc.constantFrom(...visitStates)),
  isInUse: fc.boolean(),
})

test.each(linkStops)('%s closes a link by itself, whatever else is so', (stop) => {
  fc.assert(
    fc.property(links, times, (link, at) => {
      const closed = { ...link, ...(stop === 'completed' ? { uses: link.maxUses } : reached[stop]) }
      const then = stop === 'expired' ? new Date(now.getTime() + at.getTime()) : at
      expect(linkRefusal(closed, then)).not.toBeNull()
    }),
  )
})

test('a link is open when no limit closes it, and only then; what it was before makes no difference', () => {
  fc.assert(
    fc.property(links, times, (link, at) => {
      const closed = link.pausedAt || link.revokedAt || link.uses >= link.maxUses || link.expiresAt <= at
      expect(linkRefusal(link, at) !== null).toBe(Boolean(closed))
      expect(linkState(link, at) === linkRefusal(link, at)).toBe(Boolean(closed))
    }),
  )
})
