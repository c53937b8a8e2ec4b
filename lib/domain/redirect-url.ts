/** The address a browser will really call for what was typed; null for anything but a whole https address. */
export function redirectAsCalled(typed: string): string | null {
  const text = typed.trim()
  // Written out: "https:example.org" and "//example.org" parse too, and surprise whoever typed them.
  if (!/^https:\/\/[^/\\]/i.test(text) || !URL.canParse(text)) return null
  const url = new URL(text)
  return url.protocol === 'https:' && !url.username && !url.password ? url.href : null
}
