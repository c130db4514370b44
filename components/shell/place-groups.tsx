import type { NavGroup } from '@/components/shell/nav-item'
import { Icon } from '@/components/ui/icon'

type Props = { groups: readonly NavGroup[]; label: string; className?: string }

/** All places of a person, each list under its heading; a reader hears the heading as the name of the list. */
export function PlaceGroups({ groups, label, className }: Readonly<Props>) {
  return (
    <nav aria-label={label} className={className}>
      {groups.map((group) => (
        <div key={group.label} className="group">
          <p aria-hidden="true">{group.label}</p>
          <ul aria-label={group.label}>
            {group.items.map((item) => (
              <li key={item.href}>
                <a href={item.href} title={item.label} aria-current={item.current ? 'page' : undefined}>
                  <Icon name={item.icon} />
                  <span>{item.label}</span>
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}
