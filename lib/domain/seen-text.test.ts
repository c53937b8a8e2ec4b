import { expect, test } from 'vitest'
import { enrollFormSchema } from './enroll-form'
import { importTable } from './import-rows'
import { linkFormSchema } from './link-form'
import { operatorNameSchema } from './operator-form'
import { organisationSchema } from './organisation-form'
import { seenLine, seenText } from './seen-text'
import { sendAgainSchema } from './send-again'

const turned = '\0Zuri Mwangi \u202eoops\u2066\ufeff'
const plain = 'Zuri Mwangi oops'

test.each([
  ['turns what follows', 'a\u202ab\u202bc\u202cd\u202de\u202ef\u2066g\u2067h\u2068i\u2069j\u200ek\u200fl\u061cm'],
  ['is not seen', 'a\u00adb\u200bc\u2060d\u180ee\ufefff\ufff9g\u{e0041}h\u2064ijklm'],
  ['is half a character', 'abc\ud83ddefghijklm'],
])('nothing that %s is kept in a name', (_, text) => expect(seenLine(text)).toBe('abcdefghijklm'))

test.each(['Zoë-Marie O’Neil', 'می\u200cخواهم', 'क्\u200dष', 'أمينة', '👩🏽\u200d🌾', 'Ngũgĩ'])(
  'a name is kept as it is written: %s',
  (name) => expect(seenLine(name)).toBe(name),
)

test('a text of several lines keeps its lines', () => {
  expect(seenText('Ask\tAda\r\n\u202eat the desk\0\u0007')).toBe('Ask\tAda\r\nat the desk')
  expect(seenLine('Zuri\r\nMwangi')).toBe('Zuri Mwangi')
})

test('no form takes a name that turns words around, wherever it is typed', () => {
  const name = (schema: { shape: Record<'displayName', { parse(text: string): unknown }> }) =>
    schema.shape.displayName.parse(turned)
  expect(name(enrollFormSchema)).toBe(plain)
  expect(name(linkFormSchema)).toBe(plain)
  expect(linkFormSchema.shape.label.parse(turned)).toBe(plain)
  expect(linkFormSchema.shape.contact.parse(turned)).toBe(plain)
  expect(linkFormSchema.shape.reason.parse(turned)).toBe(plain)
  expect(enrollFormSchema.shape.reason.parse(turned)).toBe(plain)
  expect(sendAgainSchema.shape.reason.parse(turned)).toBe(plain)
  expect(operatorNameSchema.parse(turned)).toBe(plain)
  expect(organisationSchema.shape.name.parse(turned)).toBe(plain)
  expect(
    importTable([
      { line: 1, cells: ['id', 'name'] },
      { line: 2, cells: ['ke-1', turned] },
    ]),
  ).toMatchObject({ rows: [{ displayName: plain }] })
})

test('a name of nothing but unseen signs is no name', () => {
  expect(operatorNameSchema.safeParse('\u202e\u200b').success).toBe(false)
  expect(enrollFormSchema.shape.displayName.parse('\u202e ')).toBeNull()
})
