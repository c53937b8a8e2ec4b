import { refuse } from './outcome'

/**
 * What an action is answered with when the password was typed too long ago. The page then asks for it and sends the same
 * again; whoever reads this has closed that question.
 */
export const passwordWanted = refuse(
  'password_wanted',
  'Nothing was changed: this needs your password once more. Press it again and type your password.',
)
