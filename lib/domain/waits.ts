/** What beside its state makes a job need a person until somebody says to have looked at it. */
const waits = ['report', 'conflict'] as const
export type Wait = (typeof waits)[number]

/** As it is marked on the job, so that lists find it. */
export type Waiting = { reportWaits: boolean; conflictWaits: boolean }

/** What of a job waits for somebody to look at it. */
export function waitsOf({ reportWaits, conflictWaits }: Waiting): Wait[] {
  return waits.filter((wait) => (wait === 'report' ? reportWaits : conflictWaits))
}

/** Beside a job in a list: its state alone does not say why somebody has to look at it. */
export const waitHint: Record<Wait, string> = {
  report: 'Smile ID reported something about this face',
  conflict: 'Smile ID’s results disagree',
}
