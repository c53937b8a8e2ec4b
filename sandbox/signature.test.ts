import { expect, test } from 'vitest'
import { sign, signatureMatches } from './signature'

const timestamp = '2024-01-01T00:00:00.000Z'
const signature = 'GCmyCGAUX8+fnS3eYLjXrjxHkRkrR/A7/cr4YVKKehk='

test('the signature is what the official SDK makes of the same input', () => {
  expect(sign(timestamp, '001', 'key')).toBe(signature)
})

test('another time, partner, key or a shortened signature does not match', () => {
  expect(signatureMatches(signature, timestamp, '001', 'key')).toBe(true)
  expect(signatureMatches(signature, '2024-01-01T00:00:00.001Z', '001', 'key')).toBe(false)
  expect(signatureMatches(signature, timestamp, '1', 'key')).toBe(false)
  expect(signatureMatches(signature, timestamp, '001', 'Key')).toBe(false)
  expect(signatureMatches(signature.slice(0, -1), timestamp, '001', 'key')).toBe(false)
  expect(signatureMatches('', timestamp, '001', 'key')).toBe(false)
})

test('a time is signed as it was written, in whatever spelling', () => {
  expect(sign('2024-01-01T00:00:00.000+00:00', '001', 'key')).not.toBe(signature)
})
