'use client'

import type { NavGroup } from '@/components/shell/nav-item'
import { iconMarkup } from '@/components/ui/icon'
import { inner, markup, ownAddress } from '@/components/ui/markup'

type Props = { groups: readonly NavGroup[]; label: string; className?: string }

const listOf = ({ label, items }: NavGroup) =>
  markup`<div class="group"><p aria-hidden="true">${label}</p><ul aria-label="${label}">${items.map(
    ({ href, label: name, icon, current }) =>
      markup`<li><a href="${ownAddress(href)}" title="${name}"${current && CURRENT}>${iconMarkup(icon)}<span>${name}</span></a></li>`,
  )}</ul></div>`

const CURRENT = markup` aria-current="page"`

/** All places of a person, each list under its heading; a reader hears the heading as the name of the list. */
export function PlaceGroups({ groups, label, className }: Readonly<Props>) {
  return (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: every value is made text by markup
    <nav aria-label={label} className={className} dangerouslySetInnerHTML={inner(markup`${groups.map(listOf)}`)} />
  )
}
