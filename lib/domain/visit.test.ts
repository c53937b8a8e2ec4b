import { expect, test } from 'vitest'
import { VisitState as StoredState } from '@/lib/server/generated/prisma/enums'
import { capturingStates, isOver, statesBefore, visitMoves, visitStageAt, visitStates } from './visit'

test('the states are those the database knows', () => {
  expect([...visitStates].sort()).toEqual(Object.values(StoredState).sort())
})

test('no camera and no selfie before consent', () => {
  expect(visitMoves.claimed).toEqual(['consented', 'withdrawn', 'declined', 'cannot', 'not_me', 'superseded'])
  for (const state of capturingStates) expect(['claimed', 'submitted']).not.toContain(state)
})

test.each(visitStates)('nothing comes back to the beginning from %s', (state) => {
  expect(visitMoves[state]).not.toContain('claimed')
})

test.each(['declined', 'cannot', 'not_me', 'withdrawn', 'superseded'] as const)('%s is the end', (state) => {
  expect(isOver(state)).toBe(true)
  expect(visitMoves[state]).toEqual([])
})

test('what was submitted can only be withdrawn, and so can whatever is under way', () => {
  expect(visitMoves.submitted).toEqual(['withdrawn'])
  expect(statesBefore('withdrawn')).toEqual(['claimed', ...capturingStates, 'submitted'])
})

test('a way out is open until the selfie is submitted', () => {
  for (const out of ['declined', 'cannot', 'not_me', 'superseded'] as const)
    expect(statesBefore(out)).toEqual(['claimed', ...capturingStates])
})

test('a page that is loaded again at its review takes no second selfie', () => {
  expect(visitMoves.captured).not.toContain('captured')
  for (const again of ['camera_ready', 'uploading'] as const) expect(visitMoves[again]).toContain('captured')
})

const deadline = new Date('2026-05-12T12:15:00Z')

test.each(visitStates)('%s: out of time is abandoned, unless it was over', (state) => {
  expect(visitStageAt({ state, deadline }, new Date(deadline.getTime() - 1))).toBe(state)
  expect(visitStageAt({ state, deadline }, deadline)).toBe(isOver(state) ? state : 'abandoned')
})
