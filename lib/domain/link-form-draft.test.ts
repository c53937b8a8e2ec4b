import { expect, test } from 'vitest'
import { draftMinutes, emptyLinkDraft, termsDraft } from './link-form-draft'
import type { ImportOptions } from './link-import'

const terms: ImportOptions = {
  environment: 'SANDBOX',
  label: 'May',
  expiryMinutes: 24 * 60,
  maxUses: 3,
  allowReEnroll: true,
  reason: 'New cards',
  language: 'sw',
  redirectUrl: null,
  contact: '',
}

test('the terms of an import come back into the form as they were typed', () => {
  expect({ ...emptyLinkDraft, ...termsDraft(terms) }).toEqual({
    ...emptyLinkDraft,
    label: 'May',
    maxUses: '3',
    allowReEnroll: true,
    reason: 'New cards',
    language: 'sw',
  })
})

test.each([
  [24 * 60, '24', 'hours'],
  [7 * 24 * 60, '7', 'days'],
  [36 * 60, '36', 'hours'],
  [90, '90', 'minutes'],
] as const)('%d minutes are shown as %s %s', (expiryMinutes, expiryAmount, expiryUnit) => {
  const draft = { ...emptyLinkDraft, ...termsDraft({ ...terms, expiryMinutes }) }
  expect(draft).toMatchObject({ expiryAmount, expiryUnit })
  expect(draftMinutes(draft)).toBe(expiryMinutes)
})
