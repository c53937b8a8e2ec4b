import 'server-only'
import type { ResultProps } from '@/components/person/result'

/** What the page of a visit shows now. */
export type Stage =
  | { at: 'consent' }
  | { at: 'camera' }
  | { at: 'rest'; until: Date }
  | { at: 'late' }
  | { at: 'elsewhere'; there: 'going' | 'finished' | 'stopped' }
  | ({ at: 'result' } & Pick<ResultProps, 'outcome' | 'reason' | 'mayTryAgain' | 'redirectUrl'>)
  | { at: 'declined' | 'cannot' | 'not_me' | 'withdrawn' | 'stopped' | 'none' }

/** A stage in one word, to be compared with the one a page was made for. */
export function stageWord(stage: Stage): string {
  if (stage.at === 'elsewhere') return `elsewhere-${stage.there}`
  if (stage.at === 'result') return `result-${stage.outcome}${stage.mayTryAgain ? '-again' : ''}`
  return stage.at
}
