import { LinkButton } from '@/components/ui/link-button'
import { Mark } from '@/components/ui/mark'

/** Only says one thing: not found, not allowed, gone. Outside the shell the page puts it into its own `main`. */
export function Notice({
  title,
  text,
  action,
}: Readonly<{ title: string; text: string; action: { href: string; label: string } }>) {
  return (
    <div className="notice">
      <Mark className="size-10" />
      <h1>{title}</h1>
      <p>{text}</p>
      <LinkButton href={action.href} look="act">
        {action.label}
      </LinkButton>
    </div>
  )
}
