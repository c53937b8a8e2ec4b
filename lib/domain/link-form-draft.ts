import type { Environment } from './environment'
import type { Language } from './language'
import type { LinkFormInput } from './link-form'
import type { ImportOptions } from './link-import'

const expiryUnits = { minutes: 1, hours: 60, days: 24 * 60 } as const
export type ExpiryUnit = keyof typeof expiryUnits
export const expiryUnitNames: readonly ExpiryUnit[] = ['minutes', 'hours', 'days']

/** The form of a link as somebody types it: numbers are still text. */
export type LinkDraft = {
  environment: Environment
  /** For one enrollee, or open to many, each of whom gets a new user id that begins with the prefix. */
  audience: 'one' | 'many'
  userId: string
  displayName: string
  email: string
  userIdPrefix: string
  label: string
  expiryAmount: string
  expiryUnit: ExpiryUnit
  maxUses: string
  allowReEnroll: boolean
  reason: string
  /** Empty: the person's own. */
  language: Language | ''
  redirectUrl: string
  contact: string
}

export const emptyLinkDraft: Omit<LinkDraft, 'environment'> = {
  audience: 'one',
  userId: '',
  displayName: '',
  email: '',
  userIdPrefix: '',
  label: '',
  expiryAmount: '24',
  expiryUnit: 'hours',
  maxUses: '1',
  allowReEnroll: false,
  reason: '',
  language: '',
  redirectUrl: '',
  contact: '',
}

/** Minutes, or NaN when no number is typed. */
export function draftMinutes({ expiryAmount, expiryUnit }: Pick<LinkDraft, 'expiryAmount' | 'expiryUnit'>): number {
  return typedWhole(expiryAmount) * expiryUnits[expiryUnit]
}

/** An import's terms as they could have been typed. */
export function termsDraft({ environment: _, expiryMinutes, ...terms }: ImportOptions): Partial<LinkDraft> {
  // One day stays 24 hours, as the form has it at first.
  const fits = (unit: ExpiryUnit) => expiryMinutes % expiryUnits[unit] === 0
  const expiryUnit = fits('days') && expiryMinutes > expiryUnits.days ? 'days' : fits('hours') ? 'hours' : 'minutes'
  return {
    ...terms,
    expiryUnit,
    expiryAmount: `${expiryMinutes / expiryUnits[expiryUnit]}`,
    maxUses: `${terms.maxUses}`,
    reason: terms.reason ?? '',
    language: terms.language ?? '',
    redirectUrl: terms.redirectUrl ?? '',
  }
}

/** A whole number as typed; NaN for anything else, for the schema to name. */
export function typedWhole(text: string): number {
  return /^\s*\d{1,6}\s*$/.test(text) ? Number(text) : Number.NaN
}

/** A draft as the schema wants it. */
export function draftInput(draft: LinkDraft, formKey: string): LinkFormInput {
  const { environment, label, allowReEnroll, redirectUrl, contact, displayName } = draft
  const one = draft.audience === 'one'
  const reEnroll = one && allowReEnroll
  return {
    formKey,
    environment,
    label,
    contact,
    expiryMinutes: draftMinutes(draft),
    maxUses: typedWhole(draft.maxUses),
    allowReEnroll: reEnroll,
    // The reason belongs to the choice; without it, it would be kept for nothing.
    reason: reEnroll ? draft.reason : null,
    language: draft.language || null,
    redirectUrl: redirectUrl.trim() || null,
    userId: one ? draft.userId : null,
    userIdPrefix: one ? null : draft.userIdPrefix,
    displayName: one ? displayName : null,
    email: one ? draft.email.trim() || null : null,
  }
}
