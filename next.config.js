/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  productionBrowserSourceMaps: false,
  serverExternalPackages: ['@node-rs/argon2', 'sharp', 'pg', 'graphile-worker', 'pino'],
  experimental: {
    // forbidden(): a page that is not for this role answers 403.
    authInterrupts: true,
    serverActions: {
      bodySizeLimit: '256kb',
      // A form posted before its script has loaded carries `Origin: null` under our Referrer-Policy.
      // Every action makes the stricter check of lib/server/auth-origin.ts itself.
      allowedOrigins: ['null'],
    },
  },
}
