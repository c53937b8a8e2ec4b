import { duration } from './time'

/** A result that a status read found without being asked to by a callback. */
export type Healing = {
  trigger: 'schedule' | 'recovery'
  /** Milliseconds from the upload to the read. */
  afterMs: number
  /** From that read to the job's next callback, in milliseconds; null: none has come. */
  callbackAfterMs: number | null
  /** Why an earlier callback was set aside; null: none was. */
  setAside: string | null
}

/** Why there was something to repair, in words. */
export function healingWhy({ trigger, callbackAfterMs, setAside }: Healing): string {
  if (trigger === 'recovery') return 'The answer to the upload was lost; Smile ID was asked, and had it.'
  if (setAside) return `Its callback had been set aside: ${setAside}.`
  if (callbackAfterMs === null) return 'No callback has come.'
  return `Its callback came ${duration(callbackAfterMs)} after the status had been read.`
}
