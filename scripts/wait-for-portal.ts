const WITHIN_MS = 60_000
const KNOCK_EVERY_MS = 50

/** Resolves when the portal answers on its own machine. */
export async function portalAnswers(port: number): Promise<void> {
  const until = Date.now() + WITHIN_MS
  while (Date.now() < until) {
    const answered = await fetch(`http://127.0.0.1:${port}/api/health/live`).then(
      (response) => response.ok,
      () => false,
    )
    if (answered) return
    await new Promise((wake) => setTimeout(wake, KNOCK_EVERY_MS))
  }
  throw new Error('The portal did not answer within a minute; logs/portal.log says why.')
}
