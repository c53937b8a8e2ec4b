import { describe, expect, it } from 'vitest'
import type { Respond } from '@/scripts/testing/scripted-server'
import { submitTo } from '@/scripts/testing/submit-to'

describe('an upload that fails', () => {
  it.each([
    [
      'an expired address',
      (response) => response.writeHead(403).end('<Error>'),
      { kind: 'again', cause: 'upload_refused', retryAfterMs: null },
    ],
    [
      'a package that did not arrive whole',
      (response) => response.writeHead(400).end('<Error>'),
      { kind: 'again', cause: 'upload_refused', retryAfterMs: null },
    ],
    [
      '429',
      (response) => response.writeHead(429, { 'retry-after': '3' }).end(),
      { kind: 'again', cause: 'rate_limited', retryAfterMs: 3000 },
    ],
    [
      'a redirect',
      (response, _, origin) => response.writeHead(307, { location: `${origin}/elsewhere` }).end(),
      { kind: 'again', cause: 'upload_host', retryAfterMs: null },
    ],
    ['another success', (response) => response.writeHead(204).end(), { kind: 'unknown', cause: 'unreadable' }],
    ['a gateway error', (response) => response.writeHead(502).end(), { kind: 'unknown', cause: 'unavailable' }],
    ['a broken line', (response) => response.destroy(), { kind: 'unknown', cause: 'lost' }],
  ] satisfies [string, Respond, object][])('%s', async (_, put, expected) => {
    const { outcome, phases, received } = await submitTo({ put })
    expect(outcome).toEqual(expected)
    expect(phases).toEqual(['reserving', 'uploading'])
    expect(received).toHaveLength(2)
  })

  it('an upload that is too slow may have arrived', async () => {
    const { outcome } = await submitTo({ put: () => undefined }, { limits: { uploadMs: 50 } })
    expect(outcome).toEqual({ kind: 'unknown', cause: 'timeout' })
  })

  it('an upload stopped by us may have arrived', async () => {
    const stop = new AbortController()
    const { outcome } = await submitTo({ put: () => stop.abort() }, { signal: stop.signal })
    expect(outcome).toEqual({ kind: 'unknown', cause: 'stopped' })
  })

  it('an upload stopped on its threshold has not', async () => {
    const stop = new AbortController()
    const onPhase = (phase: string) => {
      if (phase === 'uploading') stop.abort()
    }
    const { outcome, received } = await submitTo({}, { signal: stop.signal, onPhase })
    expect(outcome).toEqual({ kind: 'again', cause: 'stopped', retryAfterMs: null })
    expect(received).toHaveLength(1)
  })

  it('a submission stopped before it was begun sends nothing', async () => {
    const stop = new AbortController()
    stop.abort()
    const { outcome, received } = await submitTo({}, { signal: stop.signal })
    expect(outcome).toEqual({ kind: 'again', cause: 'stopped', retryAfterMs: null })
    expect(received).toHaveLength(0)
  })

  it('is accepted however much the upload address answers', async () => {
    const { outcome } = await submitTo({ put: (response) => response.end('x'.repeat(1024 * 1024)) })
    expect(outcome).toMatchObject({ kind: 'accepted' })
  })
})
