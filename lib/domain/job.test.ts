import { describe, expect, it } from 'vitest'
import { isFinal, jobMoves, jobStates, mayMove } from './job'

describe('the table of moves', () => {
  it('lets nothing final become anything but another final', () => {
    for (const from of jobStates.filter(isFinal)) for (const to of jobMoves[from]) expect(isFinal(to)).toBe(true)
  })

  it('never takes back a refusal', () => {
    expect(jobStates.filter((to) => mayMove('refused', to))).toEqual([])
  })

  it('a queued job is sent through submitting or fails, nothing else', () => {
    expect(jobMoves.queued).toEqual(['submitting', 'failed'])
  })

  it('reaches every state from queued', () => {
    const reached = new Set(['queued'])
    for (let size = 0; size < reached.size; ) {
      size = reached.size
      for (const from of jobStates) if (reached.has(from)) for (const to of jobMoves[from]) reached.add(to)
    }
    expect([...reached].sort()).toEqual([...jobStates].sort())
  })
})
