import { type NextRequest, NextResponse } from 'next/server'
import { BODY_LIMIT_MB } from '@/lib/platform/limits'
import { SIGNED_OUT_COOKIE } from '@/lib/platform/signed-out'

const SESSION_COOKIES = [
  'next-auth.session-token',
  '__Host-next-auth.session-token',
  '__Secure-next-auth.session-token',
]
const FILES = /^\/api\/evidence\/./
/** What people uploaded never becomes a page of ours. */
const INERT = "sandbox; default-src 'none'"
const OPEN = /^\/(login|invitation|preferences|offline|api)(\/|$)/

function contentSecurityPolicy(nonce: string): string {
  const develop = process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : ''
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${develop}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** Sends signed-out visitors to the sign-in page, sets the script nonce, refuses oversized bodies. It never authorises. */
export function proxy(request: NextRequest): NextResponse {
  if (Number(request.headers.get('content-length') ?? 0) > BODY_LIMIT_MB * 1024 * 1024) {
    return new NextResponse(null, { status: 413 })
  }
  const { pathname, search } = request.nextUrl
  const signedIn = SESSION_COOKIES.some((name) => request.cookies.has(name))
  if (!signedIn && !OPEN.test(pathname)) {
    const to = request.nextUrl.clone()
    to.pathname = '/login'
    to.search = pathname === '/' && !search ? '' : `?next=${encodeURIComponent(pathname + search)}`
    return NextResponse.redirect(to, 303)
  }

  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')
  const policy = FILES.test(pathname) ? INERT : contentSecurityPolicy(nonce)
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('x-request-id', crypto.randomUUID())
  headers.set('x-path', pathname)
  headers.set('x-search', request.nextUrl.search)
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  if (signedIn) response.headers.set('cache-control', 'private, no-store')
  if (pathname === '/login' && request.cookies.has(SIGNED_OUT_COOKIE)) {
    // Not "storage": it would take visits that have not been sent yet.
    response.headers.set('clear-site-data', '"cache"')
    response.cookies.delete(SIGNED_OUT_COOKIE)
  }
  return response
}

export const config = {
  matcher: ['/((?!_next/static|_next/image|icon\\.svg|favicon\\.ico|manifest\\.webmanifest|sw\\.js|robots\\.txt).*)'],
}
