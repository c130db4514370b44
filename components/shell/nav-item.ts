import type { IconName } from '@/components/ui/icon'

/** One place of the navigation. `current` is decided on the server from the path; `also` is a second path that belongs to it. */
export type NavItem = { href: string; label: string; icon: IconName; current?: boolean; also?: string }

/** Places that belong together, under a heading of their own. */
export type NavGroup = { label: string; items: readonly NavItem[] }

/** The start page is current only on itself, any other place on everything below it; the longest match wins. */
export function markCurrent(items: readonly NavItem[], path: string): NavItem[] {
  const fits = (href: string) => (href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`))
  const lengthOf = ({ href, also }: NavItem) =>
    Math.max(...[href, also].map((each) => (each && fits(each) ? each.length : 0)))
  const best = Math.max(...items.map(lengthOf))
  const current = best > 0 ? items.findIndex((item) => lengthOf(item) === best) : -1
  return items.map((item, index) => (index === current ? { ...item, current: true } : item))
}

/** The same of places in groups: one in all of them is current. */
export function markCurrentIn(groups: readonly NavGroup[], path: string): NavGroup[] {
  const all = groups.flatMap(({ items }) => items)
  const current = markCurrent(all, path).find((item) => item.current)?.href
  return groups.map(({ label, items }) => ({
    label,
    items: items.map((item) => (item.href === current ? { ...item, current: true } : item)),
  }))
}
