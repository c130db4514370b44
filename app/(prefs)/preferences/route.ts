import { type NextRequest, NextResponse } from 'next/server'
import { LOCALE_COOKIE, LOCALES, THEME_COOKIE } from '@/lib/i18n/locales'

const THEMES = ['auto', 'light', 'dark']
const YEAR_SECONDS = 365 * 24 * 3600

/** Keeps language and appearance in a cookie and goes back to the page the form stood on. Only for forms of this site. */
export async function POST(request: NextRequest): Promise<NextResponse> {
  const host = request.headers.get('host')
  const origin = request.headers.get('origin')
  if (!origin || !host || !URL.canParse(origin) || new URL(origin).host !== host) {
    return new NextResponse(null, { status: 403 })
  }
  const form = await request.formData()
  const response = new NextResponse(null, { status: 303, headers: { location: pageOf(request, host) } })
  const keep = (name: string, value: string) =>
    response.cookies.set(name, value, {
      path: '/',
      maxAge: YEAR_SECONDS,
      sameSite: 'lax',
      httpOnly: true,
      secure: origin.startsWith('https:'),
    })
  const locale = form.get('locale')
  const theme = form.get('theme')
  if (typeof locale === 'string' && LOCALES.some((known) => known === locale)) keep(LOCALE_COOKIE, locale)
  if (typeof theme === 'string' && THEMES.includes(theme)) keep(THEME_COOKIE, theme)
  return response
}

function pageOf(request: NextRequest, host: string): string {
  const referer = request.headers.get('referer')
  if (!referer || !URL.canParse(referer)) return '/'
  const from = new URL(referer)
  return from.host === host && from.pathname.startsWith('/') ? from.pathname.replace(/^\/+/, '/') + from.search : '/'
}
