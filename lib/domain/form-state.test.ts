import { expect, test } from 'vitest'
import { fieldsOf, nextAnswer, typedText } from './form-state'

test.each([null, undefined, 'text', 7, [], {}, { answered: 'twice' }, new Map()])(
  'whatever else comes in the place of a form and its last answer counts as none: %j',
  (other) => {
    expect(nextAnswer(other)).toBe(1)
    expect(fieldsOf(other)).toEqual({})
    expect(typedText(other, 'name')).toEqual({})
  },
)

test('a form gives its fields, and back only the text it is asked for', () => {
  const form = new FormData()
  form.set('name', 'Ada')
  form.set('password', 'a quiet river')
  expect(fieldsOf(form)).toEqual({ name: 'Ada', password: 'a quiet river' })
  expect(typedText(form, 'name')).toEqual({ name: 'Ada' })
  expect(nextAnswer({ answered: 3 })).toBe(4)
})
