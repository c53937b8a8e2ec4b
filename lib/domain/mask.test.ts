import { expect, test } from 'vitest'
import type { JobEvent } from './job-event'
import { eventFor, maskName, maskUserId, personFor } from './mask'

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

const about = { id: 'e1', at: new Date(0), by: null }
const queued = { device: 'Chrome', allowReEnroll: true, useEnrolledImage: false, reason: 'Amina asked' }
const byLink: JobEvent = { ...about, kind: 'queued', detail: { ...queued, link: 'Amina' } }
const verdict = { state: 'approved', code: '0840', text: 'of Amina', confidence: 99.2, revision: 0 }

test.each<JobEvent>([
  byLink,
  { ...about, kind: 'verdict', detail: verdict },
  { ...about, kind: 'refused', detail: { code: '2209', text: 'Amina is there' } },
])('of a line of the history whoever may see people sees all, who may not the bare facts: $kind', (event) => {
  expect(eventFor({ people: true, link: true }, event)).toEqual(event)
  expect(JSON.stringify(eventFor({ people: false, link: false }, event))).not.toMatch(/Amina|99/)
})

test('a link’s label is for those who may open the link; that the job came by one is no secret', () => {
  expect(eventFor({ people: true, link: false }, byLink).detail).toEqual({ ...queued, link: '' })
  const atTheDesk: JobEvent = { ...about, kind: 'queued', detail: queued }
  expect(eventFor({ people: true, link: false }, atTheDesk)).toEqual(atTheDesk)
})
