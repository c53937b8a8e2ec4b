import { refuse } from './outcome'

/** What an action is answered with where nobody is signed in any more. */
export const signedOut = refuse(
  'signed_out',
  'You are signed out. Sign in again in another tab; nothing is lost in this one.',
)

/** Where signing out leads. By the mark, that page, and no other visit to the sign-in page, is sent with FORGET. */
export const SIGNED_OUT = '/sign-in?out=1'

const ELSEWHERE = 'elsewhere'

/** Where every other tab is led then, and from there, once somebody has signed in, back to this path of its own. */
export const signedOutElsewhere = (path: string) => `/sign-in?out=${ELSEWHERE}&next=${encodeURIComponent(path)}`

/** Whether the sign-in page was come to in that way. It tells nobody of it: somebody may be back in by then. */
export const wasSignedOutElsewhere = (mark: string | string[] | undefined) => mark === ELSEWHERE

/** Where somebody signs in again in another tab, for the tab that was refused. By the mark, that page stays and says so. */
export const SIGN_IN_FOR_TAB = '/sign-in?for=tab'

/**
 * The Clear-Site-Data header of signing out: it clears cached pages, also those kept for the Back button. Not "cookies",
 * or the browser would no longer be known; not "storage", or the choice of a camera would be lost. Faces kept in storage
 * are wiped by the sign-in page (docs/decisions/011).
 */
export const FORGET = '"cache"'
