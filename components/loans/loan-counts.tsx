import { Chip } from '@/components/ui/chip'
import { SectionHead } from '@/components/ui/section-head'
import { getTranslations } from '@/lib/i18n/server'
import type { LoanCounts as Counts } from '@/lib/loans/queries/counts'

const SHOWN = [
  ['overdue', 'crossed'],
  ['soon', 'due'],
  ['asked', 'submitted'],
] as const

/** How the loans of a village stand; every number opens the loans behind it. */
export async function LoanCounts({ counts, region }: Readonly<{ counts: Counts; region: string }>) {
  const t = await getTranslations('loans')
  return (
    <section className="sheet px-4 pb-3">
      <SectionHead
        title={<a href={`/loans?region=${region}`}>{t('title')}</a>}
        note={t('counts.open', { n: counts.open })}
      />
      <p className="flex flex-wrap gap-4">
        {SHOWN.map(([tab, state]) => (
          <a key={tab} href={`/loans?tab=${tab}&region=${region}`} className="inline-flex min-h-11 items-center">
            <Chip bare state={counts[tab] > 0 ? state : 'held'}>
              {t(`counts.${tab}`, { n: counts[tab] })}
            </Chip>
          </a>
        ))}
      </p>
    </section>
  )
}
