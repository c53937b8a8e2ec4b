import { expect, test } from 'vitest'
import { maskName, maskUserId, personFor } from './mask'

test.each([
  ['Wanjiru Kamau', 'W••• K•••'],
  ['  Jean-Bosco   Habimana ', 'J••• H•••'],
  ['Şükran', 'Ş•••'],
  ['𝒜da', '𝒜•••'],
])('the name %s is shown as %s', (name, masked) => expect(maskName(name)).toBe(masked))

test.each([
  ['ke-004711', '•••11'],
  ['abc12', '•••'],
  ['1', '•••'],
])('the user id %s is shown as %s', (userId, masked) => expect(maskUserId(userId)).toBe(masked))

test('nothing of a hidden person but first letters and two characters is left', () => {
  const shown = JSON.stringify(personFor(false, { userId: 'ke-004711', displayName: 'Wanjiru Kamau' }))
  for (const part of ['anjiru', 'amau', 'ke-', '0047']) expect(shown).not.toContain(part)
})

test('who may see people sees them as they are', () => {
  expect(personFor(true, { userId: 'ke-1', displayName: null })).toEqual({ userId: 'ke-1', displayName: null })
})

test('whoever was erased is called so to everybody, under the pseudonym', () => {
  const person = { userId: 'erased 5f60718293a4', displayName: null }
  for (const seesPeople of [true, false])
    expect(personFor(seesPeople, person)).toEqual({ userId: person.userId, displayName: 'Erased person' })
})
