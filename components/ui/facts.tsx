import type { ReactNode } from 'react'

/** Names and values in columns, as many as fit. */
export function Facts({ items }: Readonly<{ items: readonly { key: string; name: string; value: ReactNode }[] }>) {
  return (
    <dl className="kv">
      {items.map((item) => (
        <div key={item.key}>
          <dt>{item.name}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  )
}
