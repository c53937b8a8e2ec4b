/** One thing to be measured. `run` makes one round and returns how many a second. `ready`: what has to be made first, off the clock. */
export type Side = { name: string; run(round: number): Promise<number>; ready?(round: number): Promise<void> }

export type Rates = ReadonlyMap<Side, readonly number[]>

const WARM_UP_ROUNDS = 2
/** What one side leaves behind (bells, commits) is done before the next one's clock starts. */
const SETTLE_MS = 200

/**
 * Measures the sides in turn, round after round, every other round in the opposite order: what slows the
 * machine down for a while slows all of them. The first rounds warm up and do not count.
 */
export async function takeTurns(sides: readonly Side[], rounds: number): Promise<Rates> {
  const rates = new Map<Side, number[]>(sides.map((side) => [side, []]))
  for (let round = 0; round < rounds + WARM_UP_ROUNDS; round++)
    for (const side of round % 2 ? sides.toReversed() : sides) {
      await side.ready?.(round)
      await new Promise((wake) => setTimeout(wake, SETTLE_MS))
      const rate = await side.run(round)
      if (round >= WARM_UP_ROUNDS) rates.get(side)?.push(rate)
    }
  return rates
}

/** How many rounds a side is asked for in all. */
export const roundsInAll = (rounds: number) => rounds + WARM_UP_ROUNDS

export function ratios(rates: Rates, above: Side, below: Side): number[] {
  const floor = rates.get(below) ?? []
  return (rates.get(above) ?? []).map((rate, round) => rate / (floor[round] ?? Number.NaN))
}

/** The value below which `share` of them lie. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (sorted.length - 1) * share
  const low = sorted[Math.floor(at)] ?? Number.NaN
  const high = sorted[Math.ceil(at)] ?? Number.NaN
  return low + (high - low) * (at - Math.floor(at))
}
