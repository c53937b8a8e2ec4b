import { type Answer, json } from './answer'

/**
 * The public list of what the service offers, which clients also ask for to see whether it answers. Unsigned, and open
 * to everybody. INFERRED from what a client reads of it; nothing here has banks or hosted pages.
 */
export function services(): Answer {
  return json({ bank_codes: [], hosted_web: {} })
}
