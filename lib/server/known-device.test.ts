import { beforeAll, expect, test } from 'vitest'
import { testSettings } from '@/scripts/testing/settings'
import { knownDeviceCookie, knownDeviceId, knownDeviceName } from './known-device'

beforeAll(() => {
  Object.assign(process.env, testSettings, { DATABASE_URL: 'postgres://localhost/none' })
})

const email = 'ada@example.org'

test('a browser is known for the operator who signed in there, and each browser by an id of its own', () => {
  const [one, two] = [knownDeviceCookie(email), knownDeviceCookie(email)]
  expect(one.name).toBe(knownDeviceName(email))
  expect(knownDeviceId(email, one.value)).toMatch(/^[\w-]{22}$/)
  expect(knownDeviceId(email, one.value)).not.toBe(knownDeviceId(email, two.value))
})

test('it is known for nobody else, and the cookie does not tell whose it is', () => {
  const { name, value } = knownDeviceCookie(email)
  expect(knownDeviceId('eve@example.org', value)).toBeNull()
  expect(knownDeviceName('eve@example.org')).not.toBe(name)
  expect(name + value).not.toMatch(/ada|example/)
})

test.each(['', 'x', '.', `${'a'.repeat(22)}.${'a'.repeat(43)}`, `${'a'.repeat(22)}.`])(
  'a value that was made up is unknown: %s',
  (value) => {
    expect(knownDeviceId(email, value)).toBeNull()
  },
)

test('an altered value is unknown', () => {
  const { value } = knownDeviceCookie(email)
  const other = value.startsWith('A') ? 'B' : 'A'
  expect(knownDeviceId(email, other + value.slice(1))).toBeNull()
  expect(knownDeviceId(email, undefined)).toBeNull()
})
