'use client'

import type { IconName } from '@/components/ui/icon'
import { LinkButton } from '@/components/ui/link-button'

/** Where else the figures of a region lead: address, sign and word of each. */
export type WallAction = readonly [href: string, icon: IconName, label: string]

/** Buttons of a wall that only lead somewhere. */
export function WallActions({ links }: Readonly<{ links: readonly WallAction[] }>) {
  return links.map(([href, icon, label]) => (
    <LinkButton key={href} href={href} icon={icon}>
      {label}
    </LinkButton>
  ))
}
