import type { NextConfig } from 'next'
import { PHASE_PRODUCTION_SERVER } from 'next/constants.js'
import { BODY_LIMIT_MB } from './lib/platform/limits.ts'

// Read by Node itself (--experimental-next-config-strip-types), and the plugin of next-intl only where something is built: the compiler that both
// would bring along stays out of the memory of the server, which never compiles.

const SECURITY_HEADERS = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(self), geolocation=(self), microphone=(self), payment=(), usb=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'Strict-Transport-Security', value: 'max-age=31536000; includeSubDomains' },
  { key: 'X-DNS-Prefetch-Control', value: 'off' },
]

const config: NextConfig = {
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  poweredByHeader: false,
  typedRoutes: true,
  // `npm test` checks types; the first start need not wait for them a second time.
  typescript: { ignoreBuildErrors: true },
  compress: true,
  serverExternalPackages: ['@node-rs/argon2', 'pino', 'prom-client', 'pg', 'pg-copy-streams', 'exceljs'],
  experimental: {
    authInterrupts: true,
    serverActions: { bodySizeLimit: `${BODY_LIMIT_MB}mb` },
    proxyClientMaxBodySize: `${BODY_LIMIT_MB + 1}mb`,
  },
  headers: async () => [{ source: '/:path*', headers: SECURITY_HEADERS }],
}

export default async function configOf(phase: string): Promise<NextConfig> {
  if (phase === PHASE_PRODUCTION_SERVER) return config
  const { default: createNextIntlPlugin } = await import('next-intl/plugin')
  return createNextIntlPlugin({ requestConfig: './lib/i18n/request.ts' })(config)
}
