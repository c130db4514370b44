import type { ReactNode } from 'react'
import { Glyph, type StateKey } from '@/components/ui/glyph'
import { Icon, type IconName } from '@/components/ui/icon'

type Props = {
  state: StateKey | 'plain'
  title: string
  icon?: IconName
  live?: boolean
  action?: { href: string; label: string }
  children?: ReactNode
}

/** A fact about the whole view. `plain` is neutral; `live` is read out when it appears. */
export function Banner({ state, title, icon, live, action, children }: Readonly<Props>) {
  return (
    <div className="banner" data-s={state} role={live ? 'status' : undefined}>
      {icon ? <Icon name={icon} /> : state !== 'plain' ? <Glyph state={state} /> : <Icon name="info" />}
      <div>
        <b>{title}</b>
        {children && <p>{children}</p>}
      </div>
      {action && <a href={action.href}>{action.label}</a>}
    </div>
  )
}
