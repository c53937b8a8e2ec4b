import 'server-only'
import type { VisitStage } from '@/lib/domain/visit'
import type { VisitResult, VisitView } from '@/lib/server/visit-result'

/** What the page of a visit shows now. */
export type Stage =
  | { at: 'consent' | 'camera' | 'late' | 'declined' | 'cannot' | 'not_me' | 'withdrawn' | 'none' }
  | { at: 'stopped'; reason: NonNullable<VisitView['stopped']> }
  | { at: 'elsewhere'; there: 'going' | 'finished' | 'stopped' }
  | { at: 'result'; result: VisitResult; mayTryAgain: boolean; redirectUrl: string | null }

const plain: Record<
  Exclude<VisitStage, 'submitted' | 'superseded'>,
  Exclude<Stage['at'], 'elsewhere' | 'result' | 'stopped'>
> = {
  claimed: 'consent',
  consented: 'camera',
  camera_blocked: 'camera',
  camera_ready: 'camera',
  captured: 'camera',
  uploading: 'camera',
  declined: 'declined',
  cannot: 'cannot',
  not_me: 'not_me',
  withdrawn: 'withdrawn',
  abandoned: 'late',
}

/** The stage of a visit; null: this browser has none. */
export function stageOf(visit: VisitView | null): Stage {
  if (!visit) return { at: 'none' }
  const { stage, result, mayTryAgain, redirectUrl, successor } = visit
  if (stage === 'superseded') return { at: 'elsewhere', there: successor ? progress(successor.stage) : 'going' }
  if (stage === 'submitted')
    return { at: 'result', result: result ?? { outcome: 'received', reason: null }, mayTryAgain, redirectUrl }
  if (visit.stopped) return { at: 'stopped', reason: visit.stopped }
  return { at: plain[stage] }
}

function progress(stage: VisitStage): 'going' | 'finished' | 'stopped' {
  if (stage === 'submitted') return 'finished'
  if (stage === 'superseded') return 'going'
  return plain[stage] === 'consent' || plain[stage] === 'camera' ? 'going' : 'stopped'
}

/** A stage in one word, to be compared with the one a page was made for. */
export function stageWord(stage: Stage): string {
  if (stage.at === 'elsewhere') return `elsewhere-${stage.there}`
  if (stage.at === 'result') return `result-${stage.result.outcome}`
  return stage.at
}
