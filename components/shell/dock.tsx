import type { NavItem } from '@/components/shell/nav-item'
import { Icon } from '@/components/ui/icon'

/** The five places of a phone, in thumb reach. `main` is the one action in the middle. */
export function Dock({ items, label, main }: Readonly<{ items: readonly NavItem[]; label: string; main?: string }>) {
  return (
    <nav className="dock" aria-label={label}>
      {items.map((item) => (
        <a
          key={item.href}
          href={item.href}
          className={item.href === main ? 'go' : undefined}
          aria-current={item.current ? 'page' : undefined}
        >
          <span>
            <Icon name={item.icon} />
          </span>
          {item.label}
        </a>
      ))}
    </nav>
  )
}
