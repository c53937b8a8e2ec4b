import { expect, test } from 'vitest'
import { askEraseSchema } from './erase-form'

const enrolleeId = '0b0e7f4e-96b8-4a54-a8ea-6f5df6a0a6a1'
const ask = (reason: string) => askEraseSchema.safeParse({ enrolleeId, reason })

test('why somebody is to be erased is kept without signs that nobody sees, and without what no database takes', () => {
  expect(ask(' By letter,\n\u202eon\0 the \u200b3rd\u0007 ').data?.reason).toBe('By letter,\non the 3rd')
  expect(ask(' \u202e\0 ').error?.issues[0]?.message).toContain('Say why')
})
