/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  productionBrowserSourceMaps: false,
  serverExternalPackages: ['@node-rs/argon2', 'sharp', 'pg', 'graphile-worker', 'pino'],
  experimental: { serverActions: { bodySizeLimit: '256kb' } },
}
