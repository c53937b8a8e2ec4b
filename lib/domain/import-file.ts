import { type Refusal, refuse } from './outcome'

/** Bytes of an imported file. 2,000 rows of a person each are a fifth of this. */
export const CSV_BYTES_MAX = 1024 * 1024
/** What is wrong and what to do, in one: the field is all that is on the screen. */
export const CSV_TOO_LARGE = 'The file is larger than 1 MB. Split it and import the parts.'

/** What keeps a chosen file from being sent at all; null: nothing. */
export function fileRefusal(file: { size: number } | null): Refusal | null {
  if (!file) return noFile
  if (file.size > CSV_BYTES_MAX) return fileTooLarge
  return null
}

const atFile = (code: string, message: string) => refuse(code, message, { file: message })

export const noFile = atFile('invalid', 'Choose a CSV file.')
/** Browsers read a chosen file only as it was when it was chosen. */
export const fileChanged = atFile('file_changed', 'The file has changed since you chose it. Choose it once more.')
export const fileTooLarge = atFile('too_large', CSV_TOO_LARGE)
