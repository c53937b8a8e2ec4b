import type { Tone } from './job'
import { ADDRESS_LAPSES_AFTER_MS } from './schedule'
import { duration } from './time'

type StateView = { name: string; words: string; tone: Tone }

/** What became of a callback: a short name, one sentence, and the colour of both. */
const callbackStates: Record<string, StateView> = {
  authentic: { name: 'Waiting for the status', words: 'Callback received; its signature is right', tone: 'ok' },
  applied: { name: 'Confirmed', words: 'Callback received and confirmed by Smile ID’s status', tone: 'ok' },
  contradicts: { name: 'Contradicts', words: 'Callback received, but Smile ID itself says otherwise', tone: 'odd' },
  kept: { name: 'Kept', words: 'Callback kept beside the result', tone: 'idle' },
  bad_signature: { name: 'Set aside', words: 'Callback set aside: its signature is wrong', tone: 'odd' },
  stale: { name: 'Set aside', words: 'Callback set aside: it is too old', tone: 'odd' },
  unknown_job: { name: 'Set aside', words: 'Callback set aside: it names no job of ours', tone: 'odd' },
  wrong_partner: { name: 'Set aside', words: 'Callback set aside: it is for another partner', tone: 'odd' },
  malformed: { name: 'Set aside', words: 'Callback set aside: it cannot be read', tone: 'odd' },
  replayed: { name: 'Set aside', words: 'Callback set aside: an old signature with another body', tone: 'odd' },
}

const unknownState: StateView = { name: 'Received', words: 'Callback received', tone: 'odd' }

/** Where the reason says more than the state: its job is known, though it was not taken for it. */
const lapsed = {
  words: 'Callback set aside: its address has lapsed',
  consequence:
    'It moved nothing. An address is good only for a time after its job has ended, and this job ended long before. If Smile ID has something new to say about it, its status says so: apply the callback again to read it.',
}

const erased = {
  words: 'Callback set aside: its person is erased',
  consequence: 'It moved nothing, and its body was not kept. Whoever it was about was erased here before it came.',
}

/** A callback's state in words. `reason`: why it was set aside. */
export function callbackWords(state: string, reason: string | null = null): string {
  if (reason === 'erased_person') return erased.words
  return reason === 'lapsed_address' ? lapsed.words : (callbackStates[state] ?? unknownState).words
}

/** A callback's colour: what was set aside needs a look. */
export function callbackTone(state: string): Tone {
  return (callbackStates[state] ?? unknownState).tone
}

/** A callback's state in one or two words, for a list. */
export function callbackStateName(state: string): string {
  return (callbackStates[state] ?? unknownState).name
}

/** What follows from each state, for whoever asks what to do about it. */
const consequences: Record<string, string> = {
  authentic: 'A callback alone decides nothing. Smile ID’s own status is being read; that read moves the job.',
  applied: 'The status read after it gave the same result, and the job was moved by that read.',
  contradicts:
    'What Smile ID said when Kioo asked it is something else. That counts, this stays on record, and its job stands under Needs a person until somebody says to have looked at it. If it should agree by now, apply it again.',
  kept: 'It moved nothing: it is either a finding beside the verdict, such as a suspicion of fraud, or a result that the status has already gone beyond. A finding that somebody has to look at stands under Needs a person.',
  bad_signature: 'None of the API keys signed it. If you have just replaced a key, set the previous one beside it.',
  stale:
    'Its time lies too far from ours. It moved nothing; the status of a job that Smile ID may have is read because of it. If this happens often, compare the clocks on the status page.',
  unknown_job:
    'It moved nothing. Should its job appear in a moment, it is taken in again by itself; otherwise somebody else’s address or job was meant.',
  wrong_partner: 'It was signed for the other environment than the one this job belongs to. It moved nothing.',
  malformed: 'It is not JSON as Smile ID sends it. It moved nothing.',
  replayed:
    'The same time and signature came before with another body, as when somebody replays an old one. It moved nothing; the status of a job that Smile ID may have is read because of it.',
}

/** What a callback's state means, in a sentence or two. `reason`: why it was set aside. */
export function callbackConsequence(state: string, reason: string | null = null): string {
  if (reason === 'lapsed_address') return lapsed.consequence
  if (reason === 'erased_person') return erased.consequence
  return consequences[state] ?? 'This version of Kioo does not know what became of it.'
}

const reasons: Record<string, string> = {
  bad_signature: 'no key of ours signed it',
  not_json: 'not JSON',
  not_utf8: 'not text',
  too_deep: 'nested too deep',
  not_an_object: 'not an object',
  no_code: 'without a result code',
  unknown_address: 'an address nobody was given',
  lapsed_address: `an address that lapsed ${duration(ADDRESS_LAPSES_AFTER_MS)} after its job had ended`,
  erased_person: 'its person was erased here',
  no_such_job: 'a job that is not here',
  other_job: 'another job than its address was made for',
  other_user: 'another user id than was submitted',
  other_type: 'another job type than was submitted',
  other_smile_job: 'another Smile ID job than was submitted',
  other_environment: 'signed for the other environment',
  outside_window: 'its time is too far from ours',
  pair_seen: 'its signature was seen before',
}

/** Why a callback was set aside, in a few words. */
export function callbackReason(reason: string): string {
  return reasons[reason] ?? reason
}

/** How the body of a delivery that was set aside is kept: not opened for this reader, opened, or no longer to be opened. */
export type BodySeal = 'closed' | 'opened' | 'lost'

export const callbackSealWords: Record<BodySeal, string> = {
  closed: 'Sealed, because nobody can vouch for it. Administrators can read it.',
  opened: 'Kept sealed, because nobody can vouch for it, and erased 30 days after it came.',
  lost: 'This body can no longer be opened: the frame key that sealed it is not among KIOO_FRAME_KEYS any more, or its bytes were changed. Put the key back to read it; it is erased 30 days after it came.',
}
