import '@/components/ui/record.css'
import type { ReactNode } from 'react'
import { Glyph, type StateKey } from '@/components/ui/glyph'
import { Icon, type IconName } from '@/components/ui/icon'

export type TimelineItem = {
  key: string
  when: string
  icon?: IconName
  state?: StateKey
  title: ReactNode
  text?: ReactNode
  note?: ReactNode
  /** Opens a new group above this item, such as a year. */
  group?: string
}

/** What happened, newest first: day, shape, title with its sentence, and where the record came from. */
export function Timeline({ items }: Readonly<{ items: readonly TimelineItem[] }>) {
  return (
    <ol className="tl">
      {items.map((item) => (
        <li key={item.key} data-s={item.state}>
          {item.group && <b className="group">{item.group}</b>}
          <span className="when">{item.when}</span>
          <span className="dot">{item.icon ? <Icon name={item.icon} /> : <Glyph state={item.state ?? 'held'} />}</span>
          <div className="what">
            <h3>{item.title}</h3>
            {item.text && <p>{item.text}</p>}
          </div>
          {item.note && <span className="note">{item.note}</span>}
        </li>
      ))}
    </ol>
  )
}
