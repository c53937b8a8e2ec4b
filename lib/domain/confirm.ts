import { type Refusal, refuse } from './outcome'

/**
 * What an action is answered with when the password was typed too long ago. The page then asks for it and sends the same
 * again; whoever reads this has closed that question.
 */
export const passwordWanted = refuse(
  'password_wanted',
  'Nothing was changed: this needs your password once more. Press it again and type your password.',
)

/** Whether somebody has chosen not to go on: they closed the question for the password. That is no error of anybody's. */
export const wasLeft = (refusal: Refusal | null): boolean => refusal?.code === passwordWanted.code
