import { expect, test } from 'vitest'
import { pageOf } from './cursor'

const rows = [3, 2, 1].map((hour) => ({ id: `row ${hour}`, receivedAt: new Date(hour * 3_600_000), secret: 'x' }))
const timeOf = ({ receivedAt }: (typeof rows)[number]) => receivedAt

test('a page with a row beyond it leads on from the last row it shows, and tells of that row nothing but its place', () => {
  const { shown, older } = pageOf(rows, 2, timeOf)
  expect(shown).toEqual(rows.slice(0, 2))
  expect(older).toEqual({ createdAt: new Date(2 * 3_600_000), id: 'row 2' })
})

test('a page that holds the last rows leads nowhere, whether it is full, short or empty', () => {
  expect(pageOf(rows, 3, timeOf)).toEqual({ shown: rows, older: null })
  expect(pageOf(rows, 4, timeOf)).toEqual({ shown: rows, older: null })
  expect(pageOf([], 2, timeOf)).toEqual({ shown: [], older: null })
})
