/** Why somebody looks at a person's picture. Kept as these words with each look, for ever: rename none. */
export const lookReasons = ['result', 'person', 'report', 'other'] as const

export type LookReason = (typeof lookReasons)[number]

/** As it is chosen, and as it stands in the audit log. */
export const lookReasonName: Record<LookReason, string> = {
  result: 'Checking a result',
  person: 'Answering the person',
  report: 'Looking into a report',
  other: 'Something else',
}
