import fc from 'fast-check'
import { expect, it } from 'vitest'
import { resultMeaning } from '@/lib/domain/result-catalogue'
import type { PendingCallback } from '@/lib/server/pending-callbacks'
import { uploadedJob } from '@/scripts/testing/uploaded-job'
import { verdictMove } from './verdict-move'

/** One content of a callback; the same again is a duplicate. */
const contents = { provisional: '0844', approved: '0840', rejected: '0841', error: '0908', fraud: '5211' } as const
const codes = Object.values(contents)

type Outcome = { state: string; code: string | null; contested: boolean; history: string[] }
/** What a job comes to when these callbacks arrive in this order. `truth`: what the provider's status says at each read. */
type Inbox = (deliveries: readonly string[], truth: (read: number) => string) => Outcome

/** The inbox as it is: each new content is kept and makes the status be read; only that read moves the job. */
const inbox: Inbox = (deliveries, truth) => {
  let job = uploadedJob
  let pending: PendingCallback[] = []
  const kept = new Set<string>()
  const history = new Set<string>()
  for (const code of deliveries) {
    if (kept.has(code)) continue
    kept.add(code)
    history.add(`callback ${code}`)
    pending = [...pending, { id: code, code, state: 'authentic' }]
    const said = truth(kept.size)
    const result = { code: said, text: '', confidence: null, providerJobId: null, actions: {} }
    const ages = { newestMs: null, contradictsMs: null }
    const waiting = { trigger: 'callback', callbacks: pending, ...ages, at: new Date(0) } as const
    const move = verdictMove(job, job.state, result, waiting)
    for (const { kind, detail } of move.events ?? []) history.add(`${kind} ${JSON.stringify(detail)}`)
    pending = pending.flatMap((callback) => {
      const judged = move.callbacks?.find(({ id }) => id === callback.id)?.state
      if (judged === 'contradicts') return { ...callback, state: 'contradicts' as const }
      return judged ? [] : callback
    })
    const { resultCode = job.resultCode, revision = job.revision } = move.set ?? {}
    job = { ...job, state: move.to, resultCode, revision, fence: job.fence + 1 }
  }
  return { state: job.state, code: job.resultCode, contested: job.revision > 0, history: [...history].sort() }
}

/** The broken build: whatever a callback says is believed. */
const lastWriteWins: Inbox = (deliveries) => {
  const code = deliveries.at(-1) ?? null
  const state = code ? resultMeaning(code).verdict : 'processing'
  return { state, code, contested: false, history: [...new Set(deliveries)].sort() }
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]]
  return items.flatMap((item, at) => permutations(items.toSpliced(at, 1)).map((rest) => [item, ...rest]))
}

const deliveries = fc.array(fc.constantFrom(...codes), { minLength: 1, maxLength: 6 })

function sameInAnyOrder(build: Inbox) {
  return fc.property(deliveries, fc.constantFrom(...codes), (given, said) => {
    const expected = build(given, () => said)
    for (const order of permutations(given)) expect(build(order, () => said)).toEqual(expected)
  })
}

it('all orders of up to six callbacks give the same state and the same set of history', () => {
  fc.assert(sameInAnyOrder(inbox), { numRuns: 40 })
})

it('a last-write-wins build would be noticed', () => {
  expect(fc.check(sameInAnyOrder(lastWriteWins), { numRuns: 40 }).failed).toBe(true)
})

it('while the provider makes up its mind, the order of the callbacks does not matter for where the job ends', () => {
  const timeline = fc.array(fc.constantFrom(...codes), { minLength: 6, maxLength: 6 })
  fc.assert(
    fc.property(deliveries, timeline, (given, said) => {
      const truth = (read: number) => said[read - 1] ?? '0840'
      const { state, code, contested } = inbox(given, truth)
      for (const order of permutations(given)) expect(inbox(order, truth)).toMatchObject({ state, code, contested })
    }),
    { numRuns: 40 },
  )
})
