import { Facts } from '@/components/ui/facts'
import { SectionHead } from '@/components/ui/section-head'
import { count, percent, yuan } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import type { Rate, ProjectSummary as Summary } from '@/lib/support/rules/projects'

/** Start, completion and disbursement rates, each with its two parts. */
export async function ProjectSummary({ summary }: Readonly<{ summary: Summary }>) {
  const t = await getTranslations('support')
  const rate = ({ part, whole }: Rate, shown: (n: number) => string, of: string) => (
    <>
      <b>{percent(part, whole)}</b>{' '}
      <span className="text-13 text-ink-3">
        {t('projects.of', { part: shown(part), whole: shown(whole) })} {of}
      </span>
    </>
  )
  return (
    <section className="sheet px-4 pb-4">
      <SectionHead title={t('projects.summary')} />
      <Facts
        items={[
          {
            key: 'started',
            name: t('projects.started'),
            value: rate(summary.started, count, t('projects.ofApproved')),
          },
          {
            key: 'completed',
            name: t('projects.completed'),
            value: rate(summary.completed, count, t('projects.ofApproved')),
          },
          { key: 'spent', name: t('projects.spent'), value: rate(summary.disbursed, yuan, t('projects.ofArrived')) },
        ]}
      />
    </section>
  )
}
