import type { Outcome } from '@/lib/domain/outcome'

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
  /** Whether the page was left: what is made stays, and the rest can wait for whoever comes back. */
  isLeft: () => boolean
}

const silent = 'Kioo did not answer. What was made stays made; continue when you are ready.'
const stuck = 'Kioo made no further link just now. What was made stays made; load the page again and look.'

/** Has links made until there are all of them, and gives why it stopped before that; null: it did not, or nobody is there to be told. */
export async function makeAll({ from, makeNext, show, isLeft }: MakeAll): Promise<string | null> {
  let reached = from
  while (reached.made < reached.wanted && !isLeft()) {
    const outcome = await makeNext().catch(() => null)
    if (!outcome?.ok) return outcome?.message ?? silent
    // Each call makes some. Without this an answer that never comes to an end would be asked for without end.
    if (outcome.made <= reached.made) return stuck
    reached = { wanted: outcome.wanted, made: outcome.made }
    if (!isLeft()) show(reached)
  }
  return null
}
