const WITHIN_MS = 60_000
const KNOCK_EVERY_MS = 50

const ANYWHERE = ['0.0.0.0', '::']

/** Resolves when the portal answers on its own machine, at the address it listens on. */
export async function portalAnswers(port: number, host: string): Promise<void> {
  const address = ANYWHERE.includes(host) ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  const until = Date.now() + WITHIN_MS
  while (Date.now() < until) {
    const answered = await fetch(`http://${address}:${port}/api/health/live`).then(
      (response) => response.ok,
      () => false,
    )
    if (answered) return
    await new Promise((wake) => setTimeout(wake, KNOCK_EVERY_MS))
  }
  throw new Error('The portal did not answer within a minute; logs/portal.log says why.')
}
