import type { ReactNode } from 'react'
import { LinkButton } from '@/components/ui/link-button'

type Props = { title: string; children?: ReactNode; action?: { href: string; label: string } }

/** Nothing to show, and what to do about it. */
export function EmptyState({ title, children, action }: Readonly<Props>) {
  return (
    <div className="grid justify-items-start gap-2 border border-dashed border-rule px-4 py-6">
      <p className="font-semibold">{title}</p>
      {children && <p className="text-13 text-ink-2">{children}</p>}
      {action && <LinkButton href={action.href}>{action.label}</LinkButton>}
    </div>
  )
}
