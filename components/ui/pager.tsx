import { LinkButton } from '@/components/ui/link-button'

type Props = {
  label: string
  text?: string
  newer?: { href: string; label: string }
  older?: { href: string; label: string }
}

/** Forward and back through a list that is paged by key: real links, no page numbers. */
export function Pager({ label, text, newer, older }: Readonly<Props>) {
  if (!text && !newer && !older) return null
  return (
    <nav className="pager" aria-label={label}>
      {text && <span>{text}</span>}
      <span className="end">
        {newer && (
          <LinkButton href={newer.href} size="small" icon="back">
            {newer.label}
          </LinkButton>
        )}
        {older && (
          <LinkButton href={older.href} size="small" icon="next" className="flex-row-reverse">
            {older.label}
          </LinkButton>
        )}
      </span>
    </nav>
  )
}
