import type { Refusal } from './outcome'

/** What a form's action gives back: why it was refused, if it was, and what was typed, since React empties fields after an action. */
export type FormState<Field extends string = never> = {
  refusal: Refusal | null
  typed: Partial<Record<Field, string>>
  /** Rises with each answer, so that the same refusal twice is told twice. */
  answered: number
}

export const untouched: FormState = { refusal: null, typed: {}, answered: 0 }

/**
 * The fields of what was posted to a form's action. An action is a public endpoint: what is no form has none, and is
 * refused as an empty one.
 */
export function fieldsOf(form: unknown): Partial<Record<string, FormDataEntryValue>> {
  return form instanceof FormData ? Object.fromEntries(form) : {}
}

/** The number of the answer that follows `before`, which is what the browser says was the last one. */
export function nextAnswer(before: unknown): number {
  const last = before && typeof before === 'object' && 'answered' in before ? before.answered : 0
  return typeof last === 'number' ? last + 1 : 1
}

/** The named text fields of a posted form. Passwords are never among them: they do not travel back. */
export function typedText<Field extends string>(form: unknown, ...names: Field[]): Partial<Record<Field, string>> {
  const typed: Partial<Record<Field, string>> = {}
  const fields = fieldsOf(form)
  for (const name of names) {
    const value = fields[name]
    if (typeof value === 'string') typed[name] = value
  }
  return typed
}

/** The name of the hidden field that says what stood in a field when its page was drawn. */
export const drawnName = (name: string) => `${name}.drawn`

/**
 * Those of the named fields in which somebody has typed something else than stood there: what they did not touch may have
 * been changed by somebody else meanwhile. Where a form does not say what stood in a field, that was touched.
 */
export function touchedFields<Field extends string>(form: unknown, ...names: Field[]): Field[] {
  const fields = fieldsOf(form)
  return names.filter((name) => fields[name] !== fields[drawnName(name)])
}
