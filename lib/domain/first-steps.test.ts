import { expect, test } from 'vitest'
import { firstStepsFor } from './first-steps'

test('nobody is told to take a first step that is not theirs to take', () => {
  expect(firstStepsFor({ id: 'a', role: 'ADMIN' })).toEqual(['organisation', 'desk', 'link'])
  expect(firstStepsFor({ id: 'o', role: 'OPERATOR' })).toEqual(['desk', 'link'])
  expect(firstStepsFor({ id: 'v', role: 'VIEWER' })).toEqual([])
})
