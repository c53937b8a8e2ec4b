import type { Dice } from './dice'
import type { Outcome } from './judge'
import type { Stage } from './stage'

/** How large a run is. `isBroken`: with the trial's control in place, which the trial has to catch. */
type Given = { isSmall: boolean; isBroken: boolean; dice: Dice }

export type Trial = {
  promise: string
  words: string
  /** What is broken on purpose in the control. */
  control: string
  /** What the provider remembers from before, for both runs. */
  journal?(isSmall: boolean, dice: (isBroken: boolean) => Dice): object[]
  /** How wrong the provider's clock is. */
  providerClockMs?: number
  /** Nothing else runs meanwhile: it kills or copies the PostgreSQL that all share, or turns on fractions of a second. */
  isAlone?: true
  run(stage: Stage, given: Given): Promise<Outcome>
}
