const KNOCK_EVERY_MS = 50

const ANYWHERE = ['0.0.0.0', '::']

/** Resolves when the portal answers on its own machine, at the address it listens on, or the signal ends the wait. */
export async function portalAnswers(port: number, host: string, signal: AbortSignal): Promise<void> {
  const address = ANYWHERE.includes(host) ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  while (!signal.aborted) {
    const answered = await fetch(`http://${address}:${port}/api/health/live`, { signal }).then(
      (response) => response.ok,
      () => false,
    )
    if (answered) return
    await new Promise((wake) => setTimeout(wake, KNOCK_EVERY_MS))
  }
}
