import { expect, test } from 'vitest'
import { type LinkFacts, type LinkState, linkMoves, linkState, linkStates } from './link'

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
