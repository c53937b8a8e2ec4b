const A_MINUTE_MS = 60_000

/**
 * Resolves when a part of Kioo is up. One that is not within a minute rejects in words for whoever started it, and
 * `isUp` is told by its signal to wait no longer.
 */
export function upInTime(
  name: string,
  isUp: (signal: AbortSignal) => Promise<void>,
  withinMs = A_MINUTE_MS,
): Promise<void> {
  const signal = AbortSignal.timeout(withinMs)
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () =>
      reject(new Error(`The ${name} did not answer within a minute; logs/${name}.log says why.`)),
    )
  })
  return Promise.race([isUp(signal), late])
}
