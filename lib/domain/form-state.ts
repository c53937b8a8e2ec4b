import type { Refusal } from './outcome'

/** What a form's action gives back: why it was refused, if it was, and what was typed, since React empties fields after an action. */
export type FormState<Field extends string = never> = {
  refusal: Refusal | null
  typed: Partial<Record<Field, string>>
  /** Rises with each answer, so that the same refusal twice is told twice. */
  answered: number
}

export const untouched: FormState = { refusal: null, typed: {}, answered: 0 }

/** The named text fields of a posted form. Passwords are never among them: they do not travel back. */
export function typedText<Field extends string>(form: FormData, ...names: Field[]): Partial<Record<Field, string>> {
  const typed: Partial<Record<Field, string>> = {}
  for (const name of names) {
    const value = form.get(name)
    if (typeof value === 'string') typed[name] = value
  }
  return typed
}
