import { remember } from './remember'

/** With `Replay`: nothing that is typed or pressed before a page's script runs is lost. On a slow line that takes seconds. */
export function EarlyScript({ nonce }: { nonce: string | undefined }) {
  return (
    <script
      nonce={nonce}
      // Browsers hide the nonce from scripts, so the page differs in it from what the portal wrote.
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: a function of our own.
      dangerouslySetInnerHTML={{ __html: `(${remember})()` }}
    />
  )
}
