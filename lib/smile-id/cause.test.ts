import { describe, expect, it } from 'vitest'
import { causeOf } from './cause'

const fetchFailed = (cause: object) => Object.assign(new TypeError('fetch failed'), { cause })

describe('causeOf', () => {
  it.each([
    [{ code: 'ECONNREFUSED', syscall: 'connect' }, 'connect'],
    [{ code: 'ECONNREFUSED', errors: [] }, 'connect'],
    [{ code: 'ETIMEDOUT', syscall: 'connect' }, 'connect'],
    [{ code: 'ENOTFOUND', syscall: 'getaddrinfo' }, 'connect'],
    [{ code: 'EAI_AGAIN', syscall: 'getaddrinfo' }, 'connect'],
    [{ code: 'UND_ERR_CONNECT_TIMEOUT' }, 'connect'],
    [{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'connect'],
    [{ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'connect'],
    [{ code: 'UND_ERR_HEADERS_TIMEOUT' }, 'timeout'],
    [{ code: 'UND_ERR_BODY_TIMEOUT' }, 'timeout'],
    [{ code: 'HPE_INVALID_CONSTANT' }, 'unreadable'],
    [{ code: 'ECONNRESET', syscall: 'read' }, 'lost'],
    [{ code: 'ETIMEDOUT', syscall: 'read' }, 'lost'],
    [{ code: 'EPIPE', syscall: 'write' }, 'lost'],
    [{ code: 'UND_ERR_SOCKET' }, 'lost'],
    [{ code: 17 }, 'lost'],
    [{}, 'lost'],
  ])('calls %o %s', (cause, expected) => {
    expect(causeOf(fetchFailed(cause))).toBe(expected)
  })

  it('promises nothing about a failure it does not know', () => {
    for (const error of [undefined, 'x', new Error('x'), new TypeError('fetch failed')])
      expect(causeOf(error)).toBe('lost')
  })
})
