import fc from 'fast-check'
import { expect, it } from 'vitest'
import { callbackBody, postTo } from '@/scripts/testing/callbacks'
import { queuedJob, readJob, step } from '@/scripts/testing/rig'
import { scriptedProvider } from '@/scripts/testing/scripted-provider'

const { provider } = await scriptedProvider()

/** A job whose callbacks arrive in this order, each followed by the read it asks for. */
async function outcome(order: readonly string[]) {
  provider.result = 'processing'
  const id = await queuedJob()
  await step(id)
  provider.result = '0841'
  const { enrollee } = await readJob(id)
  const began = Date.now()
  for (const [at, code] of order.entries()) {
    const timestamp = new Date(began + at).toISOString()
    expect((await postTo(id, callbackBody({ id, userId: enrollee.userId }, { code, timestamp }))).status).toBe(200)
    await step(id)
  }
  const { state, resultCode, revision, callbacks, events } = await readJob(id)
  const told = ['callback', 'verdict', 'contradiction', 'status_read']
  const history = events.flatMap(({ kind, detail }) => {
    if (!told.includes(kind)) return []
    const { callbackId: _, ...same } = Object(detail)
    return JSON.stringify({ kind, ...same })
  })
  return {
    state,
    resultCode,
    revision,
    callbacks: callbacks.map((callback) => `${callback.resultCode} ${callback.state} ${callback.repeats}`).sort(),
    history: [...new Set(history)].sort(),
  }
}

it('callbacks that contradict each other, twice and in any order, leave the same job with the same history', async () => {
  const given = ['0844', '0840', '0841', '0908', '0840', '5211']
  const seed = Date.now() % 2 ** 31
  const orders = fc.sample(fc.shuffledSubarray(given, { minLength: given.length, maxLength: given.length }), {
    seed,
    numRuns: 6,
  })
  const expected = await outcome(given)
  expect(expected).toMatchObject({ state: 'rejected', resultCode: '0841', revision: 0 })
  expect(expected.callbacks).toEqual([
    '0840 contradicts 1',
    '0841 applied 0',
    expect.any(String),
    expect.any(String),
    '5211 kept 0',
  ])
  for (const order of orders) expect(await outcome(order), `seed ${seed}: ${order.join(' ')}`).toEqual(expected)
})
