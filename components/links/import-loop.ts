import { type Outcome, type Refusal, refuse } from '@/lib/domain/outcome'

export type ImportProgress = {
  /** Rows that become links. */
  wanted: number
  made: number
}

type MakeAll = {
  from: ImportProgress
  /** Makes the next few links; safe to call again after whatever happened. */
  makeNext: () => Promise<Outcome<ImportProgress>>
  show: (reached: ImportProgress) => void
  /** Whether the page was left: then making stops, and whoever comes back can continue. */
  isLeft: () => boolean
}

const silent = refuse('no_answer', 'Kioo did not answer. What was made stays made; continue when you are ready.')
const stuck = refuse(
  'stuck',
  'Kioo made no further link just now. What was made stays made; load the page again and look.',
)

/** Has links made until all of them are. Returns why it stopped early; null: it did not, or the page was left. */
export async function makeAll({ from, makeNext, show, isLeft }: MakeAll): Promise<Refusal | null> {
  let reached = from
  while (reached.made < reached.wanted && !isLeft()) {
    const outcome = await makeNext().catch(() => silent)
    if (!outcome.ok) return outcome
    // Each call makes some, or else this loop would not end.
    if (outcome.made <= reached.made) return stuck
    reached = { wanted: outcome.wanted, made: outcome.made }
    if (!isLeft()) show(reached)
  }
  return null
}
