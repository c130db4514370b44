import { Icon } from '@/components/ui/icon'

export type DemoRow = { username: string; name: string; post: string }

type Props = { title: string; note: string; rows: readonly DemoRow[]; chosen?: string; next?: string }

/** The demo posts as links that fill the form, so they work without script. */
export function DemoAccounts({ title, note, rows, chosen, next }: Readonly<Props>) {
  const href = (username: string) => `/login?${new URLSearchParams({ as: username, ...(next ? { next } : {}) })}`
  return (
    <section className="posts" aria-labelledby="demo-accounts">
      <h2 id="demo-accounts">{title}</h2>
      <p className="text-12 text-ink-3">{note}</p>
      <ul>
        {rows.map((row) => (
          <li key={row.username}>
            <a href={href(row.username)} aria-current={row.username === chosen ? 'true' : undefined}>
              <b>{row.post}</b>
              <span>{row.name}</span>
              <Icon name="next" />
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
