import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  clockTime,
  dayBounds,
  dayStart,
  duration,
  fullTime,
  relativeTime,
  shortTime,
  soonTime,
  zoneName,
  zoneOrUtc,
} from './time'

const at = (text: string) => new Date(text)

describe('zoneOrUtc', () => {
  test('keeps a zone the machine knows', () => expect(zoneOrUtc('Africa/Nairobi')).toBe('Africa/Nairobi'))
  test.each([undefined, '', 'Mars/Olympus', '<script>', 'a'.repeat(65), '../../etc'])('turns %j into UTC', (text) => {
    expect(zoneOrUtc(text)).toBe('UTC')
  })
})

describe('dayStart', () => {
  test.each([
    ['2026-05-12T10:00:00Z', 'Africa/Nairobi', '2026-05-11T21:00:00Z'],
    ['2026-05-12T22:00:00Z', 'Africa/Nairobi', '2026-05-12T21:00:00Z'],
    ['2026-05-12T10:00:00Z', 'UTC', '2026-05-12T00:00:00Z'],
    ['2026-05-12T02:00:00Z', 'America/New_York', '2026-05-11T04:00:00Z'],
    ['2026-05-12T02:00:00Z', 'Asia/Kathmandu', '2026-05-11T18:15:00Z'],
    // Clocks went back to a second midnight that night, and back from midnight to 23:00.
    ['2026-11-01T15:00:00Z', 'America/Havana', '2026-11-01T04:00:00Z'],
    ['2026-10-25T15:00:00Z', 'Atlantic/Azores', '2026-10-25T00:00:00Z'],
    ['2024-03-24T15:00:00Z', 'America/Asuncion', '2024-03-24T04:00:00Z'],
  ])('of %s in %s is %s', (now, zone, start) => {
    expect(dayStart(at(now), zone)).toEqual(at(start))
  })

  test('is right on the days when clocks change', () => {
    // Berlin, 29 March 2026: midnight is still winter time. 25 October 2026: midnight is still summer time.
    expect(dayStart(at('2026-03-29T10:00:00Z'), 'Europe/Berlin')).toEqual(at('2026-03-28T23:00:00Z'))
    expect(dayStart(at('2026-10-25T10:00:00Z'), 'Europe/Berlin')).toEqual(at('2026-10-24T22:00:00Z'))
  })
})

describe('dayBounds', () => {
  test.each([
    ['2026-05-12', 'Africa/Nairobi', '2026-05-11T21:00:00Z', '2026-05-12T21:00:00Z'],
    ['2026-12-31', 'UTC', '2026-12-31T00:00:00Z', '2027-01-01T00:00:00Z'],
    ['2026-05-12', 'Pacific/Kiritimati', '2026-05-11T10:00:00Z', '2026-05-12T10:00:00Z'],
    ['2026-05-12', 'Pacific/Pago_Pago', '2026-05-12T11:00:00Z', '2026-05-13T11:00:00Z'],
    // The clocks of Berlin: a day of 23 hours and one of 25.
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z'],
    // Back at midnight, to 23:00 of the day before, which has 25 hours.
    ['2024-03-23', 'America/Asuncion', '2024-03-23T03:00:00Z', '2024-03-24T04:00:00Z'],
    ['2026-10-24', 'Asia/Beirut', '2026-10-23T21:00:00Z', '2026-10-24T22:00:00Z'],
    ['2026-10-25', 'Asia/Beirut', '2026-10-24T22:00:00Z', '2026-10-25T22:00:00Z'],
    // Back at 01:00, to a second midnight.
    ['2026-11-01', 'America/Havana', '2026-11-01T04:00:00Z', '2026-11-02T05:00:00Z'],
    ['2026-10-25', 'Atlantic/Azores', '2026-10-25T00:00:00Z', '2026-10-26T01:00:00Z'],
    // Forward at midnight, which is not there.
    ['2026-03-28', 'Asia/Beirut', '2026-03-27T22:00:00Z', '2026-03-28T22:00:00Z'],
    ['2026-03-29', 'Asia/Beirut', '2026-03-28T22:00:00Z', '2026-03-29T21:00:00Z'],
    ['2026-03-08', 'America/Havana', '2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z'],
    ['2024-10-06', 'America/Asuncion', '2024-10-06T04:00:00Z', '2024-10-07T03:00:00Z'],
    // The day that Samoa left out.
    ['2011-12-29', 'Pacific/Apia', '2011-12-29T10:00:00Z', '2011-12-30T10:00:00Z'],
    ['2011-12-30', 'Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-30T10:00:00Z'],
    ['2011-12-31', 'Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-31T10:00:00Z'],
  ])('of %s in %s are %s and %s', (day, zone, from, to) => {
    expect(dayBounds(day, zone)).toEqual({ from: at(from), to: at(to) })
  })
})

describe('in every zone this machine knows', () => {
  const written = (ms: number, timeZone: string) =>
    new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(ms)
  const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'))
  const moment = fc.date({ min: at('2012-01-01T00:00:00Z'), max: at('2037-01-01T00:00:00Z'), noInvalidDate: true })

  test('a day has every moment that its calendar shows, and no other', () => {
    fc.assert(
      fc.property(zone, moment, (zone, moment) => {
        const day = written(moment.getTime(), zone)
        const { from, to } = dayBounds(day, zone)
        const edges = [from.getTime() - 1, from.getTime(), to.getTime() - 1, to.getTime()]
        expect(edges.map((ms) => written(ms, zone) === day)).toEqual([false, true, true, false])
        expect(moment >= from && moment < to).toBe(true)
        expect(dayStart(moment, zone)).toEqual(from)
      }),
    )
  })
})

describe('the words', () => {
  const now = at('2026-05-12T11:32:10.500Z')

  test('what happens within minutes says its second, so that nobody waits for a minute that is now', () => {
    const soon = (text: string) => soonTime(at(text), now, 'Africa/Nairobi', now)
    expect(soon('2026-05-12T11:32:25Z')).toBe('14:32:25')
    expect(soon('2026-05-12T11:42:11Z')).toBe('14:42')
    expect(soon('2026-05-12T23:00:00Z')).toBe('13 May, 02:00')
  })

  test('a time says its day only when it is not today in that zone', () => {
    expect(shortTime(at('2026-05-12T11:30:00Z'), 'Africa/Nairobi', now)).toBe('14:30')
    expect(shortTime(at('2026-05-11T20:59:00Z'), 'Africa/Nairobi', now)).toBe('11 May, 23:59')
    expect(shortTime(at('2025-05-11T20:59:00Z'), 'Africa/Nairobi', now)).toBe('11 May 2025, 23:59')
  })

  test('midnight is 00, not 24', () => expect(clockTime(at('2026-05-12T00:00:03Z'), 'UTC')).toBe('00:00:03'))

  test('a full time leaves nothing to guess', () => {
    expect(fullTime(now, 'Africa/Nairobi')).toBe('Tuesday 12 May 2026, 14:32:10 East Africa Time')
  })

  test('the zone has a short name where the locale knows one', () => {
    expect(zoneName('Africa/Nairobi', now, 'short')).toBe('EAT')
  })

  test.each([
    [0, 'just now'],
    [4_000, 'just now'],
    [9_000, '9 s ago'],
    [59_999, '59 s ago'],
    [60_000, '1 min ago'],
    [3_600_000, '1 h ago'],
    [86_400_000, '1 day ago'],
    [5 * 86_400_000, '5 days ago'],
    [-45_000, 'in 45 s'],
    [-300_000, 'in 5 min'],
    [-299_000, 'in 5 min'],
    [-86_390_000, 'in 1 day'],
  ])('%i ms before now is %s', (ms, words) => {
    expect(relativeTime(new Date(now.getTime() - ms), now)).toBe(words)
  })

  test('a duration is never negative', () => expect(duration(-5)).toBe('0 s'))
})
