/** What can be done after a result, a refusal or a failure. */
export type NextStep =
  | 'wait'
  | 'capture_again'
  | 'register_again'
  | 'authenticate_again'
  | 'allow_re_enroll'
  | 'register_first'
  | 'check_settings'
  | 'send_again'
  | 'redrive'
  | 'ask_provider'
  | 'none'

/** Whether it takes the person: a new selfie, or word from whoever enrolls them. The others are for operators alone. */
export function isOfThePerson(step: NextStep): boolean {
  return personal.has(step)
}

const personal: ReadonlySet<NextStep> = new Set([
  'capture_again',
  'register_again',
  'authenticate_again',
  'allow_re_enroll',
  'register_first',
])

/** The step as people read it, on a button or in a list. */
export const nextStepName: Record<NextStep, string> = {
  wait: 'Wait for the result',
  capture_again: 'Capture again',
  register_again: 'Register again',
  authenticate_again: 'Authenticate again',
  allow_re_enroll: 'Allow re-enroll and send again',
  register_first: 'Register this person first',
  check_settings: 'Check the settings',
  send_again: 'Send again',
  redrive: 'Try again',
  ask_provider: 'Ask Smile ID and tell them the job id',
  none: 'Nothing to do',
}

/**
 * How well a meaning is known. `sourced`: in the provider's own code or documentation. `third_party`: in
 * other people's code. `inferred`: by the pattern of its neighbours. `unknown`: the code exists, its meaning does not.
 */
type Trust = 'sourced' | 'third_party' | 'inferred' | 'unknown'

/** Words for a code, for whoever reads them. */
export type Words = {
  /** A few words, without a full stop. */
  headline: string
  /** For the operator: what happened, and what to do next. */
  operator: string
  /** For the person whose face it is: no scores, no codes, no blame. */
  person: string
  /** The likeliest first. */
  next: readonly NextStep[]
  trust: Trust
}
