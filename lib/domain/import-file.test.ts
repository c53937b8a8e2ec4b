import { expect, test } from 'vitest'
import { CSV_BYTES_MAX, fileRefusal } from './import-file'

test('a file that is too large is told so at its field, with the cause and the way out', () => {
  expect(fileRefusal({ size: CSV_BYTES_MAX })).toBeNull()
  expect(fileRefusal({ size: CSV_BYTES_MAX + 1 })?.fields?.file).toBe(
    'The file is larger than 1 MB. Split it and import the parts.',
  )
})

test('without a file its field asks for one', () => {
  expect(fileRefusal(null)?.fields?.file).toBe('Choose a CSV file.')
})
