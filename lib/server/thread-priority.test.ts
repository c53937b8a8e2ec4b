import { readdirSync } from 'node:fs'
import { getPriority } from 'node:os'
import { expect, test } from 'vitest'
import { BEHIND, threadsHavePriorities } from './processors'
import { putPoolBehind } from './thread-priority'

/** Of every thread of this process but the one that answers; elsewhere a thread has none of its own. */
function stepBehind(): number {
  if (!threadsHavePriorities) return getPriority() === BEHIND ? 1 : 0
  const others = readdirSync('/proc/self/task').filter((id) => Number(id) !== process.pid)
  return others.filter((id) => getPriority(Number(id)) === BEHIND).length
}

test('the threads of the pool step behind where a thread can, and the one that answers never does', async () => {
  const before = stepBehind()
  await putPoolBehind()
  expect(stepBehind() - before).toBe(threadsHavePriorities ? 4 : 0)
  expect(getPriority(process.pid)).toBe(0)
})
