import { type BrowserContext, expect } from '@playwright/test'

/** Held against every page of a journey: what its console complains of or its policy stops, and whom it talks to. */
export function watch(context: BrowserContext, home: string, allowed: RegExp[] = []) {
  const complaints: string[] = []
  const strangers: string[] = []
  const host = new URL(home).host

  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`)
  })
  context.on('weberror', (thrown) => complaints.push(String(thrown.error().stack ?? thrown.error())))
  context.on('request', (request) => {
    const url = new URL(request.url())
    if (url.pathname === '/api/csp-reports') complaints.push(`Content Security Policy: ${request.postData()}`)
    if (/^(https?|wss?):$/.test(url.protocol) && url.host !== host) strangers.push(request.url())
  })

  return {
    /** For the other browsers of the same journey. */
    allowed,
    /** For journeys that make the browser complain on purpose, such as by opening a page that is not there. */
    allow(complaint: RegExp) {
      allowed.push(complaint)
    },
    verify() {
      const unexpected = complaints.filter((complaint) => !allowed.some((pattern) => pattern.test(complaint)))
      expect(unexpected, 'the console stays free of errors, and no policy is violated').toEqual([])
      expect(strangers, 'no request leaves for another host').toEqual([])
    },
  }
}

export type Watch = ReturnType<typeof watch>
