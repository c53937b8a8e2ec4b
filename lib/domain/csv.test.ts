import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvCell, csvText } from './csv'

test.each(['=1+1', '+254700', '-2', '@SUM(A1)', '\t=1', '\r=1', '  =cmd()'])(
  '%j stays text in a spreadsheet',
  (text) => {
    expect(csvCell(text)).toBe(`"'${text}"`)
  },
)

test('ordinary cells stay as they are', () => {
  expect(csvCell('Wanjiru "Shiru" Kamau')).toBe('"Wanjiru ""Shiru"" Kamau"')
  expect(csvCell('')).toBe('""')
})

test('whatever is written is read back cell by cell, and nothing begins like a formula', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), fc.string()), { minLength: 1 }), (rows) => {
      const read: string[][] = parse(csvText(rows), { bom: true, relax_column_count: true })
      expect(read.map((row) => row.map((cell) => cell.replace(/^'/, '')))).toEqual(
        rows.map((row) => row.map((cell) => cell.replace(/^'/, ''))),
      )
      for (const cell of read.flat()) expect(cell).not.toMatch(/^\s*[=+\-@]/)
    }),
  )
})
