import type { Said } from './said'

/**
 * How the oval looks: white while nothing is known, amber and dashed with arrows while something is in the way,
 * whole and green when all is well. Never by colour alone.
 */
export type OvalLook = 'plain' | 'wrong' | 'good'

/** The way to go: towards the camera or away from it, or to a side of the picture as it is shown. */
export type Way = 'in' | 'out' | 'left' | 'right' | 'up' | 'down'

/** What is in the way of the pictures; the others are advice, or none. */
const ways: Partial<Record<NonNullable<Said>, Way>> = {
  too_far: 'out',
  too_near: 'in',
  off_left: 'right',
  off_right: 'left',
  off_up: 'down',
  off_down: 'up',
}

const plain: readonly Said[] = ['allow', 'no_face', 'interrupted', 'left', 'hidden']
const fine: readonly Said[] = ['good', 'still', 'smile', 'turn', 'back']

export function ovalLook(said: Said): OvalLook {
  if (said === null || plain.includes(said)) return 'plain'
  return fine.includes(said) ? 'good' : 'wrong'
}

/** Where to, in the picture as it is shown: a mirror swaps left and right. */
export function wayTo(said: Said, mirrored: boolean): Way | null {
  const way = (said && ways[said]) ?? null
  if (!mirrored || (way !== 'left' && way !== 'right')) return way
  return way === 'left' ? 'right' : 'left'
}
