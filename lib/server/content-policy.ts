import 'server-only'

/** Enrolling, authenticating an enrollee, and a visit of a hosted link: the pages with a camera. */
const capturePage = /^\/(enroll|enrollees\/[^/]+\/authenticate|e\/visit)\/?$/

/** Where browsers say what a page's policy has stopped. */
const REPORTS = '/api/csp-reports'

/** The Reporting-Endpoints of a page that came by https: whom its `report-to` means. */
export const reportingEndpoints = `csp="${REPORTS}"`

/** The nonce of a page, for its own scripts; written by proxy.ts over whatever a client sent under this name. */
export const NONCE_HEADER = 'x-nonce'

/** `isSecure`: pages reach their readers by https. */
type PolicyOf = { isDevelopment: boolean; isSecure: boolean }

/**
 * The Content-Security-Policy of a page. Scripts run only with this response's nonce, or loaded by one
 * that has it; nothing may come from another host.
 */
export function contentPolicy(nonce: string, path: string, { isDevelopment, isSecure }: PolicyOf): string {
  // The face detector is WebAssembly; only where a person is captured may any be compiled.
  const wasm = capturePage.test(path) ? " 'wasm-unsafe-eval'" : ''
  const directives: Record<string, string> = {
    'default-src': "'none'",
    // React's development build rebuilds server stacks with eval; the production build never does.
    'script-src': `'nonce-${nonce}' 'strict-dynamic'${wasm}${isDevelopment ? " 'unsafe-eval'" : ''}`,
    // Development puts each changed stylesheet into a style element without a nonce.
    'style-src': isDevelopment ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`,
    'img-src': "'self' blob:",
    'media-src': "'self' blob:",
    'font-src': "'self'",
    'connect-src': "'self'",
    'worker-src': "'self'",
    'manifest-src': "'self'",
    'object-src': "'none'",
    'base-uri': "'none'",
    'frame-ancestors': "'none'",
    'form-action': "'self'",
    'report-uri': REPORTS,
    // The successor of report-uri. A Chromium that reads it ignores report-uri, but sends its reports over https only:
    // without https it would send none at all.
    ...(isSecure && { 'report-to': 'csp' }),
  }
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ')
}

const closed = ['microphone', 'usb', 'payment', 'serial', 'hid', 'midi', 'display-capture']

/** A hosted link asks for nothing but the camera. */
const locationPage = /^\/(enroll|enrollees\/[^/]+\/authenticate)\/?$/

/**
 * The Permissions-Policy of a page: camera and location only where a person is captured. A document
 * keeps its policy for life, so links to those pages must load a document (docs/decisions/005).
 */
export function permissionsPolicy(path: string): string {
  const allowed = (pages: RegExp) => (pages.test(path) ? '(self)' : '()')
  return [
    `camera=${allowed(capturePage)}`,
    `geolocation=${allowed(locationPage)}`,
    ...closed.map((feature) => `${feature}=()`),
  ].join(', ')
}
