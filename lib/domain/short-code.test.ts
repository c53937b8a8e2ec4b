import { expect, test } from 'vitest'
import { CODE_LENGTH, CODE_LETTERS, readCode, spokenCode } from './short-code'

test('the letters are capitals without look-alikes', () => {
  expect(CODE_LETTERS).toMatch(/^[A-Z]+$/)
  expect(new Set(CODE_LETTERS).size).toBe(CODE_LETTERS.length)
  for (const alike of 'BILNOQSUV01') expect(CODE_LETTERS).not.toContain(alike)
})

test.each(['ACDEFGHJ', 'acdefghj', 'ACDE-FGHJ', ' acde fghj ', 'A C D E F G H J', 'acde–fghj'])(
  '%j is read as the code it means',
  (typed) => {
    expect(readCode(typed)).toBe('ACDEFGHJ')
  },
)

test.each(['', 'ACDEFGH', 'ACDEFGHJK', 'ACDEFGHO', 'ACDEFGH1', "ACDEFGH'", 'ÀCDEFGHJ', '＃＃＃＃＃＃＃＃'])(
  '%j can be no code',
  (typed) => {
    expect(readCode(typed)).toBeNull()
  },
)

test('what is read out is read back', () => {
  const code = CODE_LETTERS.slice(0, CODE_LENGTH)
  expect(readCode(spokenCode(code))).toBe(code)
})
