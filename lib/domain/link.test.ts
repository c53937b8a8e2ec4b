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
  linkTone,
} from './link'

const now = new Date('2026-05-12T12:00:00Z')
const fresh: LinkFacts = {
  pausedAt: null,
  revokedAt: null,
  uses: 0,
  maxUses: 1,
  expiresAt: new Date('2026-05-13T12:00:00Z'),
  openedAt: null,
  sentAt: null,
  isInUse: false,
}
const reached: Record<Exclude<LinkState, 'ready'>, Partial<LinkFacts>> = {
  paused: { pausedAt: now },
  revoked: { revokedAt: now },
  completed: { uses: 1 },
  expired: { expiresAt: now },
  in_use: { isInUse: true },
  opened: { openedAt: now },
  sent: { sentAt: now },
}

test('a new link is ready', () => {
  expect(linkState(fresh, now)).toBe('ready')
})

test.each(linkStates.filter((state) => state !== 'ready'))('%s hides every later state and none before it', (state) => {
  const later = linkStates.slice(linkStates.indexOf(state))
  const all = Object.assign({}, ...later.map((one) => (one === 'ready' ? {} : reached[one])))
  expect(linkState({ ...fresh, ...all }, now)).toBe(state)
  expect(linkState({ ...fresh, ...reached[state] }, now)).toBe(state)
})

test('what is over for good takes no more moves', () => {
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
  openedAt: fc.option(times),
  sentAt: fc.option(times),
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

test("a person's link that ended in a withdrawal is no success; one that is open to many may be", () => {
  const used = { state: 'completed', last: 'withdrawn' } as const
  expect(linkTone({ ...used, person: {} })).toBe('idle')
  expect(linkTone({ ...used, person: {}, last: 'submitted' })).toBe('ok')
  expect(linkTone({ ...used, person: null })).toBe('ok')
})
