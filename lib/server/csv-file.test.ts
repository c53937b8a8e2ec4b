import { expect, test } from 'vitest'
import { CSV_BYTES_MAX } from '@/lib/domain/import-file'
import { importTable } from '@/lib/domain/import-rows'
import { readCsv } from './csv-file'

const bytes = (text: string) => new TextEncoder().encode(text)
const lines = (text: string) => readCsv(bytes(text))
const rowsOf = (text: string) => {
  const read = lines(text)
  if (!read.ok) throw new Error(read.message)
  const table = importTable(read.lines)
  if ('problem' in table) throw new Error(table.problem)
  return table.rows
}

test.each([
  ['commas', 'user id,name,e-mail\nke-1,Wanjiru,w@example.org'],
  ['semicolons', 'E-Mail;User ID;Name\nw@example.org;ke-1;Wanjiru\n'],
  ['tabs', 'USER_ID\tEMAIL\tFull name\r\nke-1\tW@example.org\tWanjiru\r\n'],
  ['quotes', '"user id","name","e-mail"\n"ke-1","Wanjiru","w@example.org"'],
  ['a byte order mark', '\uFEFFuser id,name,email\nke-1,Wanjiru,w@example.org'],
  ['other columns between', 'no,user id,branch,name,e-mail\n7,ke-1,"Thika, Town",Wanjiru,w@example.org'],
  ['French headings', 'Identifiant;Nom;Courriel\nke-1;Wanjiru;w@example.org'],
])('a file with %s is read', (_, text) => {
  expect(rowsOf(text)).toEqual([
    { line: 2, userId: 'ke-1', displayName: 'Wanjiru', email: 'w@example.org', problems: [] },
  ])
})

test('a comma or a line break inside quotes is part of its cell, and a name is one line', () => {
  expect(
    rowsOf('user id,name\nke-1,"Kamau, Wanjiru"\nke-2,"Amina\nYusuf"').map(({ displayName }) => displayName),
  ).toEqual(['Kamau, Wanjiru', 'Amina Yusuf'])
})

test('what Excel writes in Windows-1252 or UTF-16 keeps its letters', () => {
  const western = readCsv(Uint8Array.from([...bytes('user id,name\nke-1,Jos'), 0xe9]))
  const wide = readCsv(Uint8Array.from(Buffer.from('\uFEFFuser id,name\nke-1,José', 'utf16le')))
  expect(western).toEqual({
    ok: true,
    lines: [
      { line: 1, cells: ['user id', 'name'] },
      { line: 2, cells: ['ke-1', 'José'] },
    ],
  })
  expect(wide).toEqual(western)
})

test('each problem is said at its row, and the other rows stand', () => {
  const rows = rowsOf(
    'user id,name,email\n,No id,\nke 2,Space,\nke-3,Bad,nobody\nke-4,Good,\nke-4,Twin,\n=cmd(),Formula,',
  )
  expect(rows.map(({ line, problems }) => [line, problems.length])).toEqual([
    [2, 1],
    [3, 1],
    [4, 1],
    [5, 0],
    [6, 1],
    [7, 1],
  ])
  expect(rows[0]?.problems).toEqual(['There is no user id. Write one into this row of the file.'])
  expect(rows[4]?.problems).toEqual(['The same user id is in line 5.'])
})

test('a row has the number that a spreadsheet shows, whatever is empty above it', () => {
  const rows = rowsOf('\n\nuser id,name\nke-1,"Amina\nYusuf"\n\n , \nke-1,Twin\n')
  expect(rows.map(({ line, problems }) => [line, problems])).toEqual([
    [4, []],
    [7, ['The same user id is in line 4.']],
  ])
})

test('a quotation mark that is never closed is told with its line', () => {
  const read = lines('user id,name\n\nke-1,Wanjiru\nke-2,"open\nke-3,Amina')
  expect(read).toMatchObject({ code: 'not_csv', message: expect.stringContaining('in line 4 a quotation mark') })
})

test('a file without a user id column, without rows, or with too many is refused with a clear word', () => {
  const problem = (text: string) => {
    const read = lines(text)
    return read.ok ? importTable(read.lines) : read
  }
  expect(problem('first name,phone\nA,1')).toMatchObject({ problem: expect.stringContaining('user id') })
  expect(problem('user id,name')).toMatchObject({ problem: expect.stringContaining('nothing under it') })
  expect(problem(`user id\n${'x\n'.repeat(2001)}`)).toMatchObject({ problem: expect.stringContaining('2001') })
  expect(problem('')).toMatchObject({ code: 'empty' })
  expect(problem('user id,name\nke-1,"open')).toMatchObject({ code: 'not_csv' })
  expect(problem('PK\u0003\u0004\0\0')).toMatchObject({ code: 'not_csv' })
  expect(readCsv(new Uint8Array(CSV_BYTES_MAX + 1))).toMatchObject({ code: 'too_large' })
})
