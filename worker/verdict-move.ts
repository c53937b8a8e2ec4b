import { isFinal, type JobState, REGISTER } from '@/lib/domain/job'
import type { ProviderResult } from '@/lib/domain/provider'
import { resultMeaning } from '@/lib/domain/result-catalogue'
import { readDelay } from '@/lib/domain/schedule'
import { applyVerdict, type Standing } from '@/lib/domain/verdict'
import type { ClaimedJob } from '@/lib/server/claims'
import type { Move, NewEvent } from '@/lib/server/job-moves'
import {
  aheadOf,
  judgeCallbacks,
  judgedMove,
  nextLook,
  nextLookAfterConflict,
  sooner,
  type Waiting,
} from './confirm-callback'

export type Trigger = 'callback' | 'operator' | 'schedule' | 'recovery'

/**
 * The move that a result asks for, whole: verdict, history, what it means for the enrollee and for callbacks. `at`: when the
 * read was begun, by the database's clock; what came later has asked for the next one. Pure.
 */
export function verdictMove(
  job: ClaimedJob,
  from: JobState,
  result: ProviderResult,
  { trigger, at, ...waiting }: { trigger: Trigger; at: Date } & Waiting,
): Move {
  // The lease lets one read at a time through, so the fence numbers the reads.
  const before: Standing = { state: from, code: job.resultCode, revision: job.revision, read: job.fence - 1 }
  const { verdict } = resultMeaning(result.code)
  const after = applyVerdict(before, { code: result.code, verdict, read: job.fence })
  const decided = after.state !== before.state || after.code !== before.code
  // A fact beside no verdict: the provider has the frames and goes on working.
  const to = after.state === 'submitting' || (after.state === 'unknown' && !after.code) ? 'processing' : after.state

  const events: NewEvent[] = []
  if (decided || trigger !== 'schedule' || after.revision !== before.revision)
    events.push({ kind: 'status_read', at, detail: { outcome: 'result', code: result.code, trigger } })
  if (decided) events.push(...decision(after, result))
  const ahead = to === 'provisional' ? aheadOf(result.code, waiting) : []
  const held = waiting.callbacks.filter((callback) => !ahead.includes(callback))
  const judgements = judgeCallbacks(result.code, held)
  const judged = judgedMove(result.code, judgements)
  events.push(...judged.events)
  // The same verdict by other means, such as a person's after a machine's, is no conflict.
  const isReplaced = decided && isFinal(before.state) && after.state !== before.state

  const taken = { resultCode: result.code, resultText: result.text, confidence: result.confidence }
  return {
    from,
    to,
    set: {
      phase: 'uploaded',
      revision: after.revision,
      ...judged.set,
      ...(isReplaced && { conflictWaits: true }),
      ...(result.providerJobId ? { smileJobId: result.providerJobId } : {}),
      ...(decided ? { ...taken, failureCode: after.state === 'failed' ? result.code : null } : {}),
    },
    events,
    uploaded: true,
    ...(job.sinceUploadMs === null && { billed: 'taken' }),
    news: { kind: 'answers', call: 'read' },
    ...enrolleeChange(job, from, to),
    healed: decided && to !== 'failed' && waiting.callbacks.length === 0 ? unasked(trigger) : undefined,
    callbacks: judged.callbacks,
    next:
      isFinal(to) || to === 'failed'
        ? nextLookAfterConflict(result.code, waiting, judgements)
        : sooner(readDelay(job.sinceUploadMs ?? 0), nextLook({ ...waiting, callbacks: ahead })),
  }
}

/** What found a result that nobody had pointed at. */
function unasked(trigger: Trigger): Move['healed'] {
  return trigger === 'schedule' || trigger === 'recovery' ? trigger : undefined
}

function decision({ state, revision }: Standing, { code, text, confidence }: ProviderResult): NewEvent[] {
  if (state === 'failed') return [{ kind: 'failed', detail: { code } }]
  return [{ kind: 'verdict', detail: { state, code, text, confidence, revision } }]
}

function enrolleeChange({ type }: ClaimedJob, from: JobState, to: JobState): Pick<Move, 'enrollee'> {
  if (type !== REGISTER || from === to) return {}
  if (to === 'approved') return { enrollee: 'enrolled' }
  return from === 'approved' ? { enrollee: 'unenrolled' } : {}
}
