import { z } from 'zod'
import type { Tone } from './job'
import type { DeadReason } from './link'
import { linkTerms, reasonGiven } from './link-form'

export const importOptionsSchema = z.object(linkTerms).superRefine(reasonGiven)

/** What every link of one import has in common. */
export type ImportOptions = z.output<typeof importOptionsSchema>

/** How far an import has come. */
type ImportStage = 'nothing' | 'checked' | 'begun' | 'made' | 'downloaded' | 'over' | 'lapsed'

/** How far an import has come, by what it wanted and what was made of it. */
export function importStage(state: {
  wanted: number
  made: number
  isForgotten: boolean
  downloadedAt: Date | null
}): ImportStage {
  if (state.isForgotten) return state.downloadedAt ? 'over' : 'lapsed'
  if (state.wanted === 0) return 'nothing'
  if (state.made === 0) return 'checked'
  if (state.made < state.wanted) return 'begun'
  return state.downloadedAt ? 'downloaded' : 'made'
}

/** What happened and what to do next. `left`: rows left out; `warned`: rows whose selfie will be refused. */
export function importWords(
  stage: ImportStage,
  { wanted, made, left, warned }: { wanted: number; made: number; left: number; warned: number },
): { tone: Tone; title: string; text: string } {
  const rows = (count: number) => `${count} ${count === 1 ? 'row' : 'rows'}`
  const out =
    left > 0
      ? `${rows(left)} will be left out; each says why. To include them, correct the file and check it again. `
      : ''
  const leftOut = left > 0 ? `${rows(left)} ${left === 1 ? 'was' : 'were'} left out; each says why. ` : ''
  const refused = warned > 0 ? `${rows(warned)} will be refused as already enrolled; see the warnings. ` : ''
  switch (stage) {
    case 'nothing':
      return {
        tone: 'bad',
        title: 'No row of this file can become a link.',
        text: 'Each row says why. Correct the file and check it again.',
      }
    case 'checked':
      return {
        tone: left + warned > 0 ? 'warn' : 'ok',
        title: `${rows(wanted)} can become ${wanted === 1 ? 'a link' : 'links'}.`,
        text: `${out}${refused}Nothing is made yet.`,
      }
    case 'begun':
      return {
        tone: 'wait',
        title: `${made} of ${wanted} links are made.`,
        text: 'It stopped in between. Continue: what is made stays, and nobody gets two.',
      }
    case 'made':
      return {
        tone: 'ok',
        title: `All ${wanted} links are made. Download them now.`,
        text: `${leftOut}This is the one time they can be had: Kioo keeps only their fingerprints, and forgets the links after the download, or after seven days.`,
      }
    case 'downloaded':
      return {
        tone: 'ok',
        title: 'The links are downloaded.',
        text: 'Keep the file as you would keep keys, and erase it once the links are handed over.',
      }
    case 'over':
      return {
        tone: 'idle',
        title: `This file was imported before: ${made} ${made === 1 ? 'link was' : 'links were'} made of it.`,
        text: 'Nothing is made twice, and Kioo can show the links no more. Re-issue the ones you need from the list.',
      }
    case 'lapsed':
      return {
        tone: 'idle',
        title: 'Nobody downloaded the links for seven days, so this import was forgotten.',
        text: 'Check the file once more to import it anew. Whoever has a link of it that is still good gets no second one: re-issue that from the list.',
      }
  }
}

/** What can still be done about a row that Smile ID will refuse. A link keeps its terms, also when it is re-issued. */
export function refusedRowAdvice(made: boolean): string {
  return made
    ? 'Make them a new link with re-enrolling allowed, and revoke this one.'
    : 'Check the file again with re-enrolling allowed, or leave the row out.'
}

/** What the file of links says of one that opens nothing any more, in place of until when; null: it can still be used. */
export function overInFile(reason: DeadReason | null): string | null {
  return reason && overWords[reason]
}

const overWords: Record<DeadReason, string | null> = {
  // It can be resumed.
  paused: null,
  reissued: 'Re-issued: a newer link took its place.',
  revoked: 'Revoked: it was stopped for good.',
  not_me: 'Revoked: somebody on its page said that they are not this person.',
  completed: 'Over: it has been used.',
  expired: 'Over: it has run out.',
}
