import { createHash } from 'node:crypto'
import { Html, html } from './html'
import { pageStyle } from './page-style'

const styleHash = createHash('sha256').update(pageStyle).digest('base64')

export const documentHeaders: Record<string, string> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  // Not no-referrer: that would make the form's own Origin "null".
  'referrer-policy': 'same-origin',
}

/** A whole page of the sandbox. */
export function documentOf({ title, words, main }: { title: string; words: Html; main: Html }): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><link rel="icon" href="data:,">
<style>${new Html(pageStyle)}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p class="muted">${words}</p>
</header>
<main>
${main}
</main>
</body>
</html>`.text
}
