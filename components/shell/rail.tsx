import type { NavGroup } from '@/components/shell/nav-item'
import { PlaceGroups } from '@/components/shell/place-groups'
import { Logo } from '@/components/ui/logo'

type Props = {
  groups: readonly NavGroup[]
  label: string
  brand: string
  latin: string
  name: string
  post: string
}

/** The side bar of a desk; on middling screens it shrinks to icons, on a phone the dock takes its place. */
export function Rail({ groups, label, brand, latin, name, post }: Readonly<Props>) {
  return (
    <aside className="rail" aria-label={brand}>
      <Logo name={brand} latin={latin} href="/" />
      <PlaceGroups groups={groups} label={label} />
      <div className="who">
        <b>{name}</b>
        <span>{post}</span>
      </div>
    </aside>
  )
}
