import { describe, expect, test } from 'vitest'
import { type Health, healthParts, isReady } from './health'
import { healthLines, standstill } from './health-words'

const since = new Date('2026-05-12T10:04:00Z')
const smileId = { environment: 'SANDBOX', silentSince: null, cause: null, skewMs: 0, waiting: 0, putOff: 0 } as const
const well: Health = {
  database: 'ok',
  missingMigrations: 0,
  workerSilentMs: 4_000,
  skewMs: 20,
  providers: [smileId],
  isStopping: false,
}
const reader = { time: (at: Date) => at.toISOString().slice(11, 16) }
const down: Partial<Health> = { missingMigrations: null, workerSilentMs: null, skewMs: null, providers: [] }

describe('this process is sent requests', () => {
  test.each<[string, Partial<Health>, boolean]>([
    ['when all is well', {}, true],
    ['not while the database is silent', { ...down, database: 'silent' }, false],
    ['not while the database could lose what it confirms', { database: 'not_durable' }, false],
    ['not before every migration is there', { missingMigrations: 1 }, false],
    ['not without a worker', { workerSilentMs: null }, false],
    ['not when the worker has fallen silent', { workerSilentMs: 31_000 }, false],
    ['not once it was told to stop', { isStopping: true }, false],
    [
      'also while the provider is silent: what comes in is kept',
      { providers: [{ ...smileId, silentSince: since }] },
      true,
    ],
    ['also while the last calls to the provider failed', { providers: [{ ...smileId, putOff: 3 }] }, true],
    ['also with a wrong clock', { skewMs: 6_000 }, true],
  ])('%s', (_, changes, ready) => {
    expect(isReady(healthParts({ ...well, ...changes }))).toBe(ready)
  })
})

describe('an alarm is raised', () => {
  test.each<[keyof ReturnType<typeof healthParts>, Partial<Health>]>([
    ['clock', { skewMs: -5_001 }],
    ['clock', { providers: [{ ...smileId, skewMs: 60_001 }] }],
    ['provider', { providers: [{ ...smileId, silentSince: since }] }],
    ['provider', { providers: [{ ...smileId, putOff: 1 }] }],
  ])('about the %s: %j', (part, changes) => {
    expect(healthParts({ ...well, ...changes })[part]).toBe(false)
  })
})

describe('whoever waits for a job is told', () => {
  const told = (changes: Partial<Health>, environments: ('SANDBOX' | 'PRODUCTION')[] = ['SANDBOX']) => {
    const trouble = standstill({ ...well, ...changes }, environments, reader)
    return trouble && `${trouble.title}. ${trouble.meaning}`
  }
  const silent = [{ ...smileId, silentSince: since, cause: 'timeout' }]

  test('nothing, while their jobs move', () => {
    expect(told({})).toBeNull()
    expect(told({ skewMs: 8_000 })).toBeNull()
    expect(told({ providers: silent }, ['PRODUCTION'])).toBeNull()
  })

  test.each<[Partial<Health>, RegExp]>([
    [{ workerSilentMs: 120_000 }, /^Nothing is being sent .* has not reported for 2 min\. .* everything is kept/],
    [{ workerSilentMs: null }, /has not reported yet\./],
    [{ providers: silent }, /^Smile ID has not answered since 10:04\./],
    [{ workerSilentMs: 120_000, providers: silent }, /^Nothing is being sent/],
  ])('%j', (changes, expected) => expect(told(changes)).toMatch(expected))
})

describe('the status page says in words', () => {
  const words = (changes: Partial<Health>) =>
    healthLines({ ...well, ...changes }, reader)
      .filter(({ tone }) => tone !== 'ok')
      .map(({ title, meaning }) => `${title}. ${meaning}`.trim())

  const silent = { ...smileId, silentSince: since, cause: 'timeout' }

  test('nothing is wrong, when nothing is', () => expect(words({})).toEqual([]))

  test('since when Smile ID is silent and who waits for it', () => {
    expect(words({ providers: [{ ...silent, waiting: 12 }] })).toEqual([
      'Smile ID has not answered since 10:04. 12 people wait; nothing is lost. Their selfies go out by themselves when it answers.',
    ])
    expect(words({ providers: [{ ...silent, waiting: 1 }] })[0]).toContain('The selfie goes out by itself')
  })

  test('that the last tries failed and who waits because of it, before anybody calls it an outage', () => {
    expect(words({ providers: [{ ...smileId, cause: 'lost', putOff: 3, waiting: 1 }] })).toEqual([
      'Smile ID has not answered the last tries. 3 people wait; nothing is lost. Kioo goes on trying by itself.',
    ])
    expect(words({ providers: [{ ...smileId, putOff: 1 }] })[0]).toContain('1 person waits;')
    expect(words({ providers: [{ ...silent, putOff: 3 }] })[0]).toMatch(/^Smile ID has not answered since 10:04/)
  })

  test('whoever is put off until the next try waits too, while the provider is silent', () => {
    expect(words({ providers: [{ ...silent, putOff: 3 }] })[0]).toContain('3 people wait; nothing is lost.')
  })

  test.each(['unreadable', 'unavailable', 'rate_limited', null])(
    'that a Smile ID which answered, or may have, was no use, and never that it was silent: %s',
    (cause) => {
      const [late] = words({ providers: [{ ...smileId, cause, putOff: 2 }] })
      const [outage] = words({ providers: [{ ...smileId, cause, silentSince: since, waiting: 1 }] })
      expect(late).toMatch(/^Smile ID has given the last tries no usable answer\./)
      expect(outage).toMatch(/^Smile ID has given no usable answer since 10:04\./)
      for (const said of [late, outage]) expect(said).not.toMatch(/not answered/)
      if (cause === 'unreadable') expect(outage).toContain('no proxy answers in its place')
    },
  )

  test.each<[Partial<Health>, RegExp]>([
    [{ ...down, database: 'silent' }, /^The database does not answer\. Nobody can enroll/],
    [{ database: 'not_durable' }, /fsync or synchronous_commit is off/],
    [{ missingMigrations: 2 }, /lacks 2 changes .* npm run db:migrate/],
    [{ workerSilentMs: 120_000 }, /^No worker has reported for 2 min\. .*npm run start:worker/],
    [{ workerSilentMs: null }, /^No worker has ever reported/],
    [{ skewMs: 8_000 }, /clock is 8 s off the database’s/],
    [{ providers: [{ ...smileId, skewMs: -120_000 }] }, /clock is 2 min off Smile ID’s/],
  ])('%j', (changes, expected) => expect(words(changes)[0]).toMatch(expected))
})
