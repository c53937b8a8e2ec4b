/** Another worker holds the job now: stop at once, and touch neither the job nor the provider. */
export class ClaimLost extends Error {
  override name = 'ClaimLost'
}
