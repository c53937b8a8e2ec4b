/** What became of a call that may cost money; see BilledOutcome in the schema. */
export type BilledOutcome = 'open' | 'taken' | 'unsure' | 'not_taken'

/** What a job has cost, in words: the checks Smile ID took, and those it may have taken. */
export function costWords(outcomes: readonly BilledOutcome[]): string {
  const taken = outcomes.filter((outcome) => outcome === 'taken').length
  const perhaps = outcomes.filter((outcome) => outcome === 'open' || outcome === 'unsure').length
  if (perhaps === 0) return taken === 0 ? 'nothing' : checks(taken)
  return taken === 0 ? `${checks(perhaps)}, if it arrived` : `${checks(taken)}, and ${perhaps} more if it arrived`
}

function checks(count: number): string {
  return `${count} check${count === 1 ? '' : 's'}`
}

/** What the buttons that may cost money say. */
export const priceWords = {
  send_again: 'Costs one more check.',
  redrive: 'Costs one check if Smile ID does not have the capture yet, and nothing if it does.',
} as const
