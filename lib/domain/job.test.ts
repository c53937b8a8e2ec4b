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

  it('has no move beside those of a result but the ones that somebody makes', () => {
    const steps = ['queued', 'submitting', 'processing', 'refused']
    const made = jobStates.flatMap((from) =>
      jobMoves[from].flatMap((to) => (steps.includes(to) ? `${from} to ${to}` : [])),
    )
    // The last by a person, the others by the worker.
    expect(made).toEqual([
      'queued to submitting',
      'submitting to queued',
      'submitting to processing',
      'submitting to refused',
      'processing to queued',
      'unknown to queued',
      'unknown to processing',
      'failed to queued',
    ])
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
