import { LinkButton } from '@/components/ui/link-button'
import { SectionHead } from '@/components/ui/section-head'
import type { getHandoverState } from '@/lib/handover/queries'
import { getTranslations } from '@/lib/i18n/server'

type Props = { state: NonNullable<Awaited<ReturnType<typeof getHandoverState>>> }

/** 交接 · Hand-overs that wait, and what there would be to hand over today. */
export async function OwnHandover({ state: { open, items } }: Readonly<Props>) {
  const t = await getTranslations('mine.handover')
  return (
    <section className="sheet px-4 pb-3">
      <SectionHead
        title={t('title')}
        note={t('items', { n: items })}
        end={
          <LinkButton href="/me/handover" size="small" icon="paper">
            {t('make')}
          </LinkButton>
        }
      />
      <ul>
        {open.map((each) => (
          <li key={each.id} className="border-hair border-b py-2 last:border-0">
            <a href={`/me/handover/${each.id}`}>
              {each.isMine ? t('toAccept', { from: each.fromName }) : t('waiting', { to: each.toName })}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
