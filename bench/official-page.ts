import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/** Smile ID's own script in one file, as it is meant for a script element. Only measured: nothing of it is ours. */
const script = join('node_modules', '@smileid', 'web-components', 'dist', 'smart-camera-web.js')

// Before it shows a camera it waits 20 or 90 seconds for a face model from a host of Smile ID's. Under its own test
// tool it does not, and that is the fastest it can be: without the model, its fonts and other hosts.
const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>Selfie</title>
    <script>window.Cypress = {}</script>
    <script src="/smart-camera-web.js" defer></script>
  </head>
  <body><smart-camera-web></smart-camera-web></body>
</html>`

/** A bare page with the official web component and nothing else, compressed like ours. */
export async function officialPage(): Promise<{ url: string; close(): void }> {
  const files = new Map([
    ['/', { type: 'text/html; charset=utf-8', body: gzipSync(page) }],
    ['/smart-camera-web.js', { type: 'text/javascript', body: gzipSync(readFileSync(script)) }],
  ])
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? '')
    if (!file) return response.writeHead(404).end()
    response.writeHead(200, { 'content-type': file.type, 'content-encoding': 'gzip' }).end(file.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return { url: `http://localhost:${port}/`, close: () => server.close() }
}
