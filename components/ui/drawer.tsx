import '@/components/ui/record.css'
import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'

type Props = {
  meta?: ReactNode
  title: string
  closeHref: string
  closeLabel: string
  footer?: ReactNode
  children: ReactNode
}

/** One record beside its list: docked on a desk, above the page on smaller screens, a full page on a phone. Its state is in the URL. */
export function Drawer({ meta, title, closeHref, closeLabel, footer, children }: Readonly<Props>) {
  return (
    <aside className="drawer" aria-label={title}>
      <header>
        <div className="min-w-0 flex-1">
          {meta && <div className="flex items-center gap-2 text-13 text-ink-2">{meta}</div>}
          <h2>{title}</h2>
        </div>
        <a className="shut" href={closeHref} aria-label={closeLabel}>
          <Icon name="cross" />
        </a>
      </header>
      <div className="body">{children}</div>
      {footer && <footer>{footer}</footer>}
    </aside>
  )
}
