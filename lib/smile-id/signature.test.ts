import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { confirm, isFresh, sign } from './signature'

const key = { partnerId: '001', apiKey: 'key' }
const keys = { partnerId: '001', apiKeys: ['key'] }
const timestamp = '2024-01-01T00:00:00.000Z'
const signature = 'GCmyCGAUX8+fnS3eYLjXrjxHkRkrR/A7/cr4YVKKehk='

describe('sign', () => {
  it("makes the signature the official SDK's makes", () => {
    expect(sign(timestamp, key)).toBe(signature)
  })
})

describe('confirm', () => {
  it('confirms what was signed, whatever the spelling of the time', () => {
    for (const at of [
      timestamp,
      '2024-01-01T00:00:00Z',
      '2021-08-12T17:57:00.614879',
      '2021-08-12T17:57:00.614879+00:00',
      '2021-08-12T17:57:00+0300',
      '2021-08-12T17:57:00.614879123-0330',
    ])
      expect(confirm(at, sign(at, key), keys)).toBe(true)
  })

  it('takes either key while one is being replaced', () => {
    const both = { partnerId: '001', apiKeys: ['next', 'key'] }
    expect(confirm(timestamp, signature, both)).toBe(true)
    expect(confirm(timestamp, sign(timestamp, { partnerId: '001', apiKey: 'next' }), both)).toBe(true)
    expect(confirm(timestamp, sign(timestamp, { partnerId: '001', apiKey: 'third' }), both)).toBe(false)
  })

  it('refuses another time, another partner and no key at all', () => {
    expect(confirm('2024-01-01T00:00:00.001Z', signature, keys)).toBe(false)
    expect(confirm(timestamp, signature, { partnerId: '01', apiKeys: ['key'] })).toBe(false)
    expect(confirm(timestamp, signature, { partnerId: '001', apiKeys: [] })).toBe(false)
  })

  it('refuses a time that only a lenient reader would take, even when it is signed', () => {
    for (const at of ['', '0', 'now', '2024-01-01', '2024-01-01 00:00:00', `${timestamp}\n`, '2024-01-01T00:00:00Z001'])
      expect(confirm(at, sign(at, key), keys)).toBe(false)
  })

  it('refuses what has the form of a time and is none, with a zone or without, even when it is signed', () => {
    for (const at of [
      '2024-13-01T00:00:00.000Z',
      '2024-01-45T00:00:00',
      '2024-01-01T25:00:00.614879',
      '2024-01-01T00:61:00Z',
    ])
      expect(confirm(at, sign(at, key), keys)).toBe(false)
  })

  it('refuses every other spelling of the right signature', () => {
    const spare = signature.replace('hk=', 'hl=')
    expect(Buffer.from(spare, 'base64')).toEqual(Buffer.from(signature, 'base64'))
    for (const other of [
      '',
      spare,
      signature.slice(0, -1),
      `${signature} `,
      `${signature}=`,
      signature.replace('+', '-'),
    ])
      expect(confirm(timestamp, other, keys)).toBe(false)
  })

  it('never throws and never confirms what it did not sign', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (at, other) => {
        expect(confirm(at, other, keys)).toBe(false)
      }),
    )
  })
})

describe('isFresh', () => {
  const now = new Date('2024-01-01T00:00:00.000Z')

  it('takes both edges of the window and nothing beyond', () => {
    expect(isFresh('2023-12-31T23:55:00.000Z', now, 300)).toBe(true)
    expect(isFresh('2024-01-01T00:05:00.000Z', now, 300)).toBe(true)
    expect(isFresh('2023-12-31T23:54:59.999Z', now, 300)).toBe(false)
    expect(isFresh('2024-01-01T00:05:00.001Z', now, 300)).toBe(false)
  })

  it('reads a time without a zone as UTC, wherever the process runs', () => {
    vi.stubEnv('TZ', 'Africa/Nairobi')
    expect(isFresh('2024-01-01T00:00:00.000123', now, 1)).toBe(true)
    expect(isFresh('2024-01-01T03:00:00.000123', now, 1)).toBe(false)
    vi.unstubAllEnvs()
  })

  it('reads an offset as an offset', () => {
    expect(isFresh('2024-01-01T03:00:00+03:00', now, 1)).toBe(true)
    expect(isFresh('2024-01-01T03:00:00+0300', now, 1)).toBe(true)
  })

  it('finds nothing fresh in what is not a time', () => {
    expect(isFresh('2024-13-45T99:99:99Z', now, 300)).toBe(false)
    expect(isFresh('yesterday', now, 300)).toBe(false)
  })
})
