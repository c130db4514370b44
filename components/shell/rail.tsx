import type { ReactNode } from 'react'
import type { NavItem } from '@/components/shell/nav-item'
import { Icon } from '@/components/ui/icon'
import { Logo } from '@/components/ui/logo'

type Props = {
  items: readonly NavItem[]
  label: string
  brand: string
  latin: string
  name: string
  post: string
  children?: ReactNode
}

/** The side bar of a desk; on middling screens it shrinks to icons, on a phone the dock takes its place. */
export function Rail({ items, label, brand, latin, name, post, children }: Readonly<Props>) {
  return (
    <aside className="rail" aria-label={brand}>
      <Logo name={brand} latin={latin} href="/" />
      <nav aria-label={label}>
        {items.map((item) => (
          <a key={item.href} href={item.href} title={item.label} aria-current={item.current ? 'page' : undefined}>
            <Icon name={item.icon} />
            <span>{item.label}</span>
            {item.count && <span className="n">{item.count}</span>}
          </a>
        ))}
      </nav>
      <div className="who">
        <b>{name}</b>
        <span>{post}</span>
        {children}
      </div>
    </aside>
  )
}
