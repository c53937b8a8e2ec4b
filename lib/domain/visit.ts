export const visitStates = [
  'claimed',
  'consented',
  'camera_blocked',
  'camera_ready',
  'captured',
  'uploading',
  'submitted',
  'declined',
  'cannot',
  'not_me',
  'withdrawn',
  'superseded',
] as const
export type VisitState = (typeof visitStates)[number]

/** Minutes from the claim in which a person may finish, whatever becomes of the link's expiry meanwhile. */
export const VISIT_MINUTES = 15
/** Captures one sitting may begin before it has to pause, and how long. */
export const CAPTURES_MAX = 5
export const CAPTURES_PAUSE_MINUTES = 10
/** Minutes a visit still has when its pause is over, however little was left: who was told to wait must be able to go on. */
export const MINUTES_AFTER_PAUSE = 5

const waysOut = ['declined', 'cannot', 'not_me', 'superseded'] as const
const afterConsent = ['camera_blocked', 'camera_ready', 'captured', 'uploading', 'submitted', 'withdrawn'] as const

/**
 * What may follow what; every write repeats the state it moves from. After consent the camera may come, go and
 * come again, so those states may follow each other in any order.
 */
export const visitMoves: Record<VisitState, readonly VisitState[]> = {
  // Withdrawn on another device, from which somebody has just come to this one.
  claimed: ['consented', 'withdrawn', ...waysOut],
  consented: [...afterConsent, ...waysOut],
  camera_blocked: [...afterConsent, ...waysOut],
  camera_ready: [...afterConsent, ...waysOut],
  // A page that was loaded again finds its selfie and tells of it again; a new one comes after the camera.
  captured: [...afterConsent.filter((state) => state !== 'captured'), ...waysOut],
  uploading: [...afterConsent, ...waysOut],
  submitted: ['withdrawn'],
  declined: [],
  cannot: [],
  not_me: [],
  withdrawn: [],
  superseded: [],
}

/** The states from which a visit may come into this one. */
export function statesBefore(to: VisitState): VisitState[] {
  return visitStates.filter((from) => visitMoves[from].includes(to))
}

/** Whether nothing more is to be done in a visit. */
export function isOver(state: VisitState): boolean {
  return state === 'submitted' || visitMoves[state].length === 0
}

/** The states in which frames are taken and a capture may be submitted: consent was given, nothing has ended it. */
export const capturingStates: readonly VisitState[] = visitStates.filter((state) =>
  visitMoves[state].includes('submitted'),
)

export type VisitStage = VisitState | 'abandoned'

/** Where a visit stands: one that ran out of time before its end was abandoned. */
export function visitStageAt(visit: { state: VisitState; deadline: Date }, now: Date): VisitStage {
  return !isOver(visit.state) && visit.deadline <= now ? 'abandoned' : visit.state
}
