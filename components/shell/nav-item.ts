import type { IconName } from '@/components/ui/icon'

/** One place of the navigation. `current` is decided on the server from the path. */
export type NavItem = { href: string; label: string; icon: IconName; count?: string; current?: boolean }

/** The start page is current only on itself, any other place on everything below it; the longest match wins. */
export function markCurrent(items: readonly NavItem[], path: string): NavItem[] {
  const fits = (href: string) => (href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`))
  const best = items.reduce(
    (found, item) => (fits(item.href) && item.href.length > found.length ? item.href : found),
    '',
  )
  return items.map((item) => ({ ...item, current: item.href === best }))
}
