import type { JobStory } from './job-story'

/** A blank is in no user id that anybody can type (userIdSchema), so a pseudonym is never anybody's. */
const PREFIX = 'erased '

/** What stands in the place of a person's user id once they are erased; says nothing about who they were. */
export function erasedUserId(enrolleeId: string): string {
  return `${PREFIX}${enrolleeId.slice(-12)}`
}

const FORGOTTEN_PREFIX = 'forgotten '

/** The same in a link that nobody used: nobody pressed Erase, its time was over. */
export function forgottenUserId(linkId: string): string {
  return `${FORGOTTEN_PREFIX}${linkId.slice(-12)}`
}

/** Whether this is a pseudonym: of somebody erased, or forgotten. */
export function isErased(userId: string): boolean {
  return userId.startsWith(PREFIX) || isForgotten(userId)
}

/** Whether this is the pseudonym in a link that was forgotten. */
export function isForgotten(userId: string): boolean {
  return userId.startsWith(FORGOTTEN_PREFIX)
}

/** How somebody erased is called, to everybody: there is no name left to hide. */
export const ERASED_NAME = 'Erased person'
/** The same for whom a link was for that nobody used. */
export const FORGOTTEN_NAME = 'Forgotten person'

/** Why nothing more is made of a link whose time was over long ago. */
export const FORGOTTEN_WORDS =
  'It ended longer ago than pictures are kept, and nobody sent a selfie by it, so Kioo has forgotten whom it was for. None can be made in its place: make a new one.'

/** How it stands with a job of somebody who was erased. */
export const personErased: JobStory = {
  headline: 'This person was erased',
  words:
    'Pictures, name, user id and everything typed about them are gone here; states, codes and calls stay. Smile ID keeps its own copy until you ask them to erase it: name them the job’s id.',
  next: [],
}

/** Why nothing is sent or read for somebody erased. */
export const ERASED_WORDS = 'This person was erased here. Nothing is sent or read for them any more.'

/** What erasing somebody with jobs under way is answered with. */
export const UNDER_WAY_WORDS =
  'A job of this person is still under way. Wait until it has ended, then erase them: Smile ID would answer about somebody who is not here any more.'
