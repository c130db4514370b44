import { NextRequest } from 'next/server'
import { describe, expect, it } from 'vitest'
import { BODY_LIMIT_MB } from '@/lib/platform/limits'
import { proxy } from '@/proxy'

const SIGNED_IN = { cookie: 'next-auth.session-token=anything' }
const ask = (path: string, headers: Record<string, string> = {}) =>
  proxy(new NextRequest(`http://county.test${path}`, { headers }))
const policyOf = (path: string) => ask(path, SIGNED_IN).headers.get('content-security-policy') ?? ''

describe('the proxy', () => {
  it('sends a signed-out visitor to the sign-in page and remembers where he was going', () => {
    const answer = ask('/households?q=wang')
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('http://county.test/login?next=%2Fhouseholds%3Fq%3Dwang')
  })

  it('leaves the doors open that stand before the session', () => {
    for (const path of ['/login', '/invitation/abc', '/preferences', '/api/health']) {
      expect(ask(path).headers.get('location'), path).toBeNull()
    }
  })

  it('does not take a page for a door because it begins alike', () => {
    for (const path of ['/loginx', '/apiary', '/invitations']) {
      expect(ask(path).status, path).toBe(303)
    }
  })

  it('lets scripts run by a nonce that is never given twice, and by nothing else', () => {
    const [first, second] = [policyOf('/'), policyOf('/')]
    expect(first).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/]{22}==' 'strict-dynamic'(;|$)/)
    expect(first).not.toMatch(/script-src[^;]*unsafe/)
    expect(first).not.toBe(second)
    for (const rule of ["frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'", "form-action 'self'"]) {
      expect(first).toContain(rule)
    }
  })

  it('keeps signed-in pages out of every cache', () => {
    expect(ask('/', SIGNED_IN).headers.get('cache-control')).toBe('private, no-store')
  })

  it('refuses a body that would reach the form cut short', () => {
    const tooLong = String(BODY_LIMIT_MB * 1024 * 1024 + 1)
    expect(ask('/import', { ...SIGNED_IN, 'content-length': tooLong }).status).toBe(413)
    expect(ask('/import', { ...SIGNED_IN, 'content-length': '1000' }).status).toBe(200)
  })

  it('overwrites a path header that a client made up', () => {
    const answer = ask('/visits', { ...SIGNED_IN, 'x-path': '/admin' })
    expect(answer.headers.get('x-middleware-request-x-path')).toBe('/visits')
  })
})
