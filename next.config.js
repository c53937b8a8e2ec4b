import { faceFiles } from './scripts/face-files.mjs'

// On every answer, errors and static files too. What differs from page to page is in proxy.ts.
const everywhere = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'no-referrer' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
]

/** Of what is no page: shown as one, by mistake or by its address, it may do nothing. */
const noPage = [
  { key: 'Content-Security-Policy', value: "default-src 'none'; frame-ancestors 'none'" },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=()' },
]
/** The icon has its colours, light or dark, in a style of its own. */
const iconPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"

/** A worker has the policy of its own script's answer. The face detector's compiles WebAssembly and fetches from us. */
const workers = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "connect-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  productionBrowserSourceMaps: false,
  // In development Next would write down every address and every action's arguments: links' tokens, names.
  logging: false,
  // We have no pictures for Next to resize, and its resizer is a way in.
  images: { unoptimized: true },
  // Everybody gets the title and the icon in the document's head at once, as robots do: streamed in later,
  // they leave a page for a moment without a name.
  htmlLimitedBots: /.*/,
  serverExternalPackages: ['@node-rs/argon2', 'sharp', 'pg', 'graphile-worker', 'pino'],
  headers: async () => [
    { source: '/:path*', headers: everywhere },
    { source: '/api/:path*', headers: noPage },
    { source: '/face/:path*', headers: noPage },
    { source: '/favicon.ico', headers: noPage },
    { source: '/icon.svg', headers: [...noPage, { key: 'Content-Security-Policy', value: iconPolicy }] },
    { source: '/_next/static/:path*', headers: [{ key: 'Content-Security-Policy', value: workers }] },
    // The detector's files: their version is in their address, and they lie there gzipped (scripts/face-files.mjs).
    // Named one by one, for what is not there is no file and not gzipped.
    ...faceFiles().map((source) => ({
      source,
      headers: [
        { key: 'Cache-Control', value: 'public, max-age=31536000, immutable' },
        { key: 'Content-Encoding', value: 'gzip' },
      ],
    })),
    // Next's own server speaks http; what says https is the proxy in front of it.
    {
      source: '/:path*',
      has: [{ type: 'header', key: 'x-forwarded-proto', value: 'https.*' }],
      headers: [{ key: 'Strict-Transport-Security', value: 'max-age=31536000; includeSubDomains' }],
    },
  ],
  experimental: {
    // forbidden(): a page that is not for this role answers 403.
    authInterrupts: true,
    // What a proxy gathers of a body; more is refused before it comes here (lib/server/front-door.ts).
    proxyClientMaxBodySize: '400kb',
    serverActions: {
      // The largest that comes by an action is a logo of 256 kB, in its form.
      bodySizeLimit: '320kb',
      // A form posted before its script has loaded carries `Origin: null` under our Referrer-Policy.
      // Every action makes the stricter check of lib/server/auth-origin.ts itself.
      allowedOrigins: ['null'],
    },
  },
}
