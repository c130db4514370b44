import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import '@/app/globals.css'
import { THEME_COOKIE } from '@/lib/i18n/locales'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell')
  return {
    title: { default: t('brand'), template: t('titleTemplate') },
    description: t('tagline'),
    manifest: '/manifest.webmanifest',
    icons: { icon: '/icon.svg' },
    formatDetection: { telephone: false, date: false, address: false, email: false },
    robots: { index: false, follow: false },
  }
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#eff3ef' },
    { media: '(prefers-color-scheme: dark)', color: '#12181a' },
  ],
}

export default async function RootLayout({ children }: Readonly<{ children: ReactNode }>) {
  const theme = (await cookies()).get(THEME_COOKIE)?.value
  return (
    <html lang={await getLocale()} data-theme={theme === 'light' || theme === 'dark' ? theme : undefined}>
      <body>{children}</body>
    </html>
  )
}
