import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { TupleTable } from '@/components/ui/tuple-table'
import { count, nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { PlanHead } from '@/lib/yearplans/queries/plan'
import type { SuppliesView } from '@/lib/yearplans/queries/supplies'

/** Supplies for spring ploughing: need, stock and the gap between them, as last asked; how it was asked before stands below. */
export async function SuppliesPart({ plan, supplies }: Readonly<{ plan: PlanHead; supplies: SuppliesView }>) {
  const [t, locale] = await Promise.all([getTranslations('yearplans'), getLocale()])
  const { now, earlier, short } = supplies
  const table = (lines: SuppliesView['now']) => (
    <TupleTable
      caption={t('parts.supplies')}
      columns={[
        { head: t('supplies.item'), at: 1, sub: 2, strong: true },
        { head: t('supplies.need'), at: 3, align: 'r' },
        { head: t('supplies.stock'), at: 4, align: 'r' },
        { head: t('supplies.gap'), at: 5, kind: 'state', state: 6 },
        { head: t('supplies.supplier'), at: 7 },
        { head: t('supplies.asOf'), at: 8, sub: 9 },
      ]}
      rows={lines.map((line) => [
        line.id,
        t(`supplies.items.${line.item}`),
        line.name,
        `${count(line.need)} ${line.unit}`,
        `${count(line.stock)} ${line.unit}`,
        line.gap > 0 ? `${count(line.gap)} ${line.unit}` : t('supplies.noGap'),
        line.gap > 0 ? 'behind' : 'held',
        line.supplier,
        nearDay(line.asOf, plan.today, locale),
        line.by,
      ])}
    />
  )
  return (
    <div className="grid gap-4">
      {now.length === 0 ? (
        <EmptyState title={t('supplies.empty')}>{t('supplies.emptyWhy')}</EmptyState>
      ) : (
        <section className="sheet px-4 pb-4">
          <SectionHead title={t('parts.supplies')} note={t('supplies.short', { n: short, all: now.length })} />
          {table(now)}
          {earlier.length > 0 && <Reveal summary={t('supplies.earlier')}>{table(earlier)}</Reveal>}
        </section>
      )}
      {plan.mayKeep && (
        <LinkButton href={`/village-plans/${plan.id}/record?what=supply`} icon="plus">
          {t('supplies.record')}
        </LinkButton>
      )}
    </div>
  )
}
