import { expect, test } from 'vitest'
import { userIdSchema } from './enroll-form'
import { erasedUserId, forgottenUserId, isErased, isForgotten } from './erased'
import { linkFormSchema } from './link-form'

const pseudonym = erasedUserId('01932c5e-7d2a-7b3c-8d4e-5f60718293a4')

test('a pseudonym is known as one, and nobody’s user id is', () => {
  expect(pseudonym).toBe('erased 5f60718293a4')
  expect(isErased(pseudonym)).toBe(true)
  const forgotten = forgottenUserId('01932c5e-7d2a-7b3c-8d4e-5f60718293a4')
  expect([isErased(forgotten), isForgotten(forgotten), isForgotten(pseudonym)]).toEqual([true, true, false])
  for (const userId of ['erased', 'forgotten', 'forgotten-5f60718293a4', 'erased-5f60718293a4', 'ke-004711'])
    expect(isErased(userId)).toBe(false)
})

test('nobody can be enrolled, or sent a link, under a pseudonym', () => {
  expect(userIdSchema.safeParse(pseudonym).success).toBe(false)
  expect(linkFormSchema.shape.userIdPrefix.safeParse(pseudonym).success).toBe(false)
})
