import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { authentic, enrolled, keys, now, read, signed, WINDOW_SECONDS } from '@/scripts/testing/scripted-callback'
import { readCallback } from './callback'

describe('what any bytes do', () => {
  it('never throws, and never believes what nobody signed', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 200 }),
          fc.json().map((text) => new TextEncoder().encode(text)),
        ),
        (body) => {
          expect(['malformed', 'bad_signature']).toContain(readCallback(body, keys, now, WINDOW_SECONDS).kind)
        },
      ),
      { numRuns: 1000 },
    )
  })

  it('never throws on a signed body with any content', () => {
    fc.assert(
      fc.property(content, (body) => {
        expect(read(signed(body)).kind).toBe('authentic')
      }),
    )
  })
})

describe('contentHash', () => {
  it('is the same whatever the order of names and the white space', () => {
    fc.assert(
      fc.property(content, fc.nat(4), (body, indent) => {
        const first = authentic(signed(body))
        const other = authentic(JSON.stringify(reversed(signed(body)), null, indent))
        expect(other.contentHash).toEqual(first.contentHash)
      }),
    )
  })

  it('is the same for the same news signed again, and the pair is another', () => {
    fc.assert(
      fc.property(
        content,
        fc.integer({ min: -299, max: 299 }),
        fc.constantFrom('key', 'next'),
        (body, seconds, apiKey) => {
          fc.pre(seconds !== 0)
          const first = authentic(signed(body))
          const again = authentic(signed(body, new Date(now.getTime() + seconds * 1000).toISOString(), apiKey))
          expect(again.contentHash).toEqual(first.contentHash)
          expect(again.pairHash).not.toEqual(first.pairHash)
        },
      ),
    )
  })

  it('is another for any other result, while a replayed pair stays the same pair', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(enrolled)), fc.jsonValue({ maxDepth: 3 }), (name, value) => {
        const first = authentic(signed(enrolled))
        const changed = { ...enrolled, [name]: value }
        fc.pre(JSON.stringify(changed) !== JSON.stringify(enrolled))
        const forged = authentic(signed(changed))
        expect(forged.contentHash).not.toEqual(first.contentHash)
        expect(forged.pairHash).toEqual(first.pairHash)
      }),
    )
  })

  it('tells apart what looks alike', () => {
    const hashes = ['1', '"1"', 'null', '"null"', '1e999', '[]', '{}', '""', '["a","b"]', '["a,b"]', '{"a":"b"}'].map(
      (value) =>
        Buffer.from(authentic(JSON.stringify(signed({ x: 0 })).replace('"x":0', `"x":${value}`)).contentHash).toString(
          'hex',
        ),
    )
    expect(new Set(hashes).size).toBe(hashes.length)
  })
})

const content = fc.dictionary(
  fc.string().filter((name) => name !== 'timestamp' && name !== 'signature' && name !== '__proto__'),
  fc.jsonValue({ maxDepth: 5 }),
)

/** The same value with every object's names the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, entry]) => [name, reversed(entry)]),
  )
}
