import type { Outcome } from './judge'
import type { Trial } from './trial'

export type Row = { trial: Trial; outcome: Outcome; caught: boolean }

export const hasFailed = ({ losses, duplicates, faults }: Outcome) => losses + duplicates + faults.length > 0

const heads = ['promise', 'what', 'trials', 'losses', 'duplicates', 'recovery p50', 'p95', 'control', 'caught']

/** The summary: one line a promise. */
export function table(rows: readonly Row[]): string {
  const lines = rows.map(({ trial, outcome, caught }) => [
    trial.promise,
    trial.words,
    String(outcome.trials),
    String(outcome.losses),
    String(outcome.duplicates),
    seconds(quantile(outcome.recoveries, 0.5)),
    seconds(quantile(outcome.recoveries, 0.95)),
    trial.control,
    caught ? 'yes' : 'NO',
  ])
  const all = [heads, ...lines]
  const widths = heads.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0)))
  const isNumber = (column: number) => column >= 2 && column <= 6
  const say = (line: string[]) =>
    line
      .map((cell, at) => (isNumber(at) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
      .join('  ')
      .trimEnd()
  return [say(heads), widths.map((width) => '-'.repeat(width)).join('  '), ...lines.map(say)].join('\n')
}

export function quantile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null
}

const seconds = (ms: number | null) => (ms === null ? '-' : `${(ms / 1000).toFixed(1)} s`)
