import { describe, expect, test } from 'vitest'
import { cspViolations } from './csp-report'

const origin = 'https://kioo.example.org'
const secret = 'e/3q9Zt0ken?name=Wanjiru'

const byUri = (report: object) => cspViolations({ 'csp-report': report }, origin)
const byApi = (blockedURL: string, effectiveDirective = 'script-src-elem') =>
  cspViolations(
    [{ type: 'csp-violation', url: `${origin}/${secret}`, body: { blockedURL, effectiveDirective } }],
    origin,
  )

describe('a report of a violated policy', () => {
  test('is understood as report-uri brings it, also from browsers that name the whole directive', () => {
    const rest = { 'document-uri': `${origin}/${secret}`, 'script-sample': 'steal()' }
    expect(byUri({ ...rest, 'effective-directive': 'img-src', 'blocked-uri': 'data' })).toEqual([
      { directive: 'img-src', blocked: 'data' },
    ])
    expect(byUri({ ...rest, 'violated-directive': "script-src 'self' 'nonce-x'", 'blocked-uri': 'eval' })).toEqual([
      { directive: 'script-src', blocked: 'eval' },
    ])
  })

  test('is understood as report-to brings it, and what else stands in that list is passed over', () => {
    const other = { type: 'deprecation', body: { id: 'x' } }
    const mine = { type: 'csp-violation', body: { blockedURL: 'inline', effectiveDirective: 'script-src-elem' } }
    expect(cspViolations([other, mine, null, 4], origin)).toEqual([{ directive: 'script-src-elem', blocked: 'inline' }])
  })

  test.each([
    ['inline', 'inline'],
    ['eval', 'eval'],
    ['wasm-eval', 'eval'],
    ['data', 'data'],
    ['data:text/javascript,alert(1)', 'data'],
    ['blob:https://kioo.example.org/0198', 'blob'],
    ['chrome-extension://abcdef/inject.js', 'extension'],
    ['moz-extension', 'extension'],
    [`${origin}/${secret}`, 'this portal'],
    [`https://evil.example/${secret}`, 'another host'],
    ['', 'other'],
    ['about', 'other'],
    ['not an address', 'other'],
  ])('what was stopped is told by its kind only: %s is %s', (url, blocked) => {
    expect(byApi(url)).toEqual([{ directive: 'script-src-elem', blocked }])
  })

  test('never brings a word of its own into the answer', () => {
    const said = byApi(`https://evil.example/${secret}`, `script-src\nforged log line ${secret}`)
    const made = byApi('inline', secret)
    expect(said).toEqual([{ directive: 'script-src', blocked: 'another host' }])
    expect(made).toEqual([{ directive: 'other', blocked: 'inline' }])
  })

  test.each([null, 'text', 7, {}, [], { 'csp-report': 'none' }, [{ type: 'csp-violation' }]])(
    'that is none tells of nothing: %j',
    (report) => expect(cspViolations(report, origin)).toEqual([]),
  )

  test('counts only so far as a browser would gather', () => {
    const mine = { type: 'csp-violation', body: { blockedURL: 'inline', effectiveDirective: 'style-src' } }
    expect(cspViolations(Array(5_000).fill(mine), origin)).toHaveLength(20)
  })
})
