import { quantile, type Rates, ratios, type Side } from './rounds'

/** What a ratio should reach, or stay below. */
type Goal = { least: number } | { most: number }

/** What each side managed: the median round, and the slowest and the fastest. */
export function printRates(rates: Rates, unit: string): void {
  const width = Math.max(...[...rates.keys()].map(({ name }) => name.length))
  for (const [{ name }, values] of rates) {
    const [median, low, high] = [0.5, 0, 1].map((share) => figure(quantile(values, share)))
    console.log(`  ${name.padEnd(width)}  ${median} ${unit}  (${low} to ${high}, ${values.length} rounds)`)
  }
}

/** A ratio with its spread, and whether the goal is met. The goal is for reading; missing it is no error. */
export function printRatio(rates: Rates, above: Side, below: Side, goal: Goal | null): void {
  const values = ratios(rates, above, below)
  const [median, q1, q3, low, high] = [0.5, 0.25, 0.75, 0, 1].map((share) => quantile(values, share).toFixed(2))
  console.log(`\n  ${above.name} / ${below.name}`)
  console.log(`    ${median}  (middle half ${q1} to ${q3}, all ${low} to ${high})${verdict(values, goal)}`)
}

function verdict(values: readonly number[], goal: Goal | null): string {
  if (goal === null) return ''
  const median = quantile(values, 0.5)
  const [words, isMet] =
    'least' in goal ? [`≥ ${goal.least}`, median >= goal.least] : [`≤ ${goal.most}`, median <= goal.most]
  return `  goal ${words}: ${isMet ? 'met' : 'NOT MET'}`
}

function figure(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(1)
}
