/** All chance of a run comes from one seed, so that a run can be repeated. */
export type Dice = {
  /** In [0, 1). */
  roll(): number
  /** A whole number from 0, below `limit`. */
  below(limit: number): number
  pick<T>(items: readonly T[]): T
  shuffled<T>(items: readonly T[]): T[]
  /** Dice of its own for one part of the run: what another part rolls does not change it. */
  named(name: string): Dice
}

export function dice(seed: number): Dice {
  let state = seed >>> 0
  // mulberry32: small, and good enough to choose whom to kill.
  const roll = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(roll() * limit)
  return {
    roll,
    below,
    pick<T>(items: readonly T[]): T {
      const picked = items[below(items.length)]
      if (picked === undefined) throw new Error('There is nothing to pick from')
      return picked
    },
    shuffled<T>(items: readonly T[]): T[] {
      return items
        .map((item) => ({ item, at: roll() }))
        .sort((one, other) => one.at - other.at)
        .map(({ item }) => item)
    },
    named: (name) => dice([...name].reduce((hash, letter) => Math.imul(hash, 31) + letter.charCodeAt(0), seed)),
  }
}
