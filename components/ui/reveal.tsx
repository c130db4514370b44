import '@/components/ui/record.css'
import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'

/** A sentence that opens to say more. */
export function Reveal({
  summary,
  open,
  children,
}: Readonly<{ summary: string; open?: boolean; children: ReactNode }>) {
  return (
    <details className="reveal" open={open}>
      <summary>
        {summary}
        <Icon name="down" />
      </summary>
      {children}
    </details>
  )
}
