import { type Dice, dice } from './dice'
import type { Outcome } from './judge'
import type { Server } from './postgres'
import { openStage } from './stage'
import type { Trial } from './trial'

type World = { home: string; server: Server; seed: number; isSmall: boolean }

/** Sets a trial's stage and hands over how to run it: as it is, or broken, which is always small. */
export async function onStage<T>(
  trial: Trial,
  { home, server, seed, isSmall }: World,
  use: (run: (isBroken: boolean) => Promise<Outcome>) => Promise<T>,
): Promise<T> {
  const diceOf = (isBroken: boolean): Dice => dice(seed).named(`${trial.promise}${isBroken ? ' control' : ''}`)
  const journal = trial.journal?.(isSmall, diceOf)
  const past = { journal, clockOffsetMs: trial.providerClockMs }
  const stage = await openStage({ name: trial.promise, home, server, dice: diceOf(false), past })
  try {
    return await use(async (isBroken) => {
      const given = { isSmall: isSmall || isBroken, isBroken, dice: diceOf(isBroken) }
      try {
        return await trial.run(stage, given)
      } finally {
        await stage.clear()
      }
    })
  } finally {
    await stage.close()
  }
}
