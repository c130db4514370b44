import { Bar } from '@/components/ui/bar'
import { KeepFresh } from '@/components/ui/keep-fresh'
import { LinkButton } from '@/components/ui/link-button'

type Props = { text: string; stay: string; refresh: string; href: string; done: number; of: number }

/** How far a running batch is. Without script the link shows the latest. */
export function Progress({ text, stay, refresh, href, done, of }: Readonly<Props>) {
  return (
    <section className="sheet grid gap-3 px-4 py-4" aria-live="polite">
      <KeepFresh />
      <p className="font-semibold">{text}</p>
      {of > 0 && <Bar state="doing" value={(100 * done) / of} />}
      <p className="text-13 text-ink-2">{stay}</p>
      <noscript>
        <LinkButton href={href}>{refresh}</LinkButton>
      </noscript>
    </section>
  )
}
