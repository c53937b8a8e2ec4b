import { describe, expect, test } from 'vitest'
import { wantsSandbox } from './settings'

const url = { SMILE_ID_SANDBOX_URL: 'https://testapi.smileidentity.com/v1' }
const id = { SMILE_ID_SANDBOX_PARTNER_ID: '085' }
const key = { SMILE_ID_SANDBOX_API_KEY: 'key' }
// A process's settings always have one.
const NODE_ENV = 'test' as const

describe('which Smile ID a start uses', () => {
  test('without keys it is our own sandbox, with both it is theirs, with or without an address', () => {
    expect(wantsSandbox({ NODE_ENV })).toBe(true)
    expect(wantsSandbox({ NODE_ENV, ...id, ...key })).toBe(false)
    expect(wantsSandbox({ NODE_ENV, ...url, ...id, ...key })).toBe(false)
  })

  test('lines that were not filled in count as left out', () => {
    expect(
      wantsSandbox({
        NODE_ENV,
        SMILE_ID_SANDBOX_URL: '',
        SMILE_ID_SANDBOX_PARTNER_ID: '',
        SMILE_ID_SANDBOX_API_KEY: '',
      }),
    ).toBe(true)
  })

  test('an address without keys is refused in one line that says what is missing', () => {
    expect(() => wantsSandbox({ NODE_ENV, ...url })).toThrow(
      /^SMILE_ID_SANDBOX_URL is set.*SMILE_ID_SANDBOX_PARTNER_ID and SMILE_ID_SANDBOX_API_KEY too.*$/,
    )
  })

  test('half an account is refused', () => {
    expect(() => wantsSandbox({ NODE_ENV, ...id })).toThrow('Set both')
    expect(() => wantsSandbox({ NODE_ENV, ...url, ...key })).toThrow('Set both')
  })
})
