'use client'

import type { NavItem } from '@/components/shell/nav-item'
import { iconMarkup } from '@/components/ui/icon'
import { inner, markup, ownAddress } from '@/components/ui/markup'

/** The five places of a phone, in thumb reach. `main` is the one action in the middle. */
export function Dock({ items, label, main }: Readonly<{ items: readonly NavItem[]; label: string; main?: string }>) {
  const places = items.map(({ href, label: name, icon, current }) => {
    const marks = [href === main && markup` class="go"`, current && markup` aria-current="page"`]
    return markup`<a href="${ownAddress(href)}"${marks}><span>${iconMarkup(icon)}</span>${name}</a>`
  })
  return (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: every value is made text by markup
    <nav className="dock" aria-label={label} dangerouslySetInnerHTML={inner(markup`${places}`)} />
  )
}
