import { refuse } from './outcome'

/** What an action is answered with where nobody is signed in any more. */
export const signedOut = refuse(
  'signed_out',
  'You are signed out. Sign in again in another tab; nothing is lost in this one.',
)

/** Where signing out leads. The mark has the browser sent FORGET with that page, and not whenever somebody is asked in. */
export const SIGNED_OUT = '/sign-in?out=1'

/** Where another tab signs in again for the one that was refused; the mark has it stay there and say so. */
export const SIGN_IN_FOR_TAB = '/sign-in?for=tab'

/**
 * The Clear-Site-Data of who signs out: pages kept for the way back and what else was cached. Not "cookies", with them
 * goes that the browser is known, and not "storage", with it the camera's choice; faces kept there are wiped by the
 * sign-in page (docs/decisions/011).
 */
export const FORGET = '"cache"'
