import { shapeOf } from '@/components/findings/state'
import { Facts } from '@/components/ui/facts'
import { SectionHead } from '@/components/ui/section-head'
import { TupleTable } from '@/components/ui/tuple-table'
import { nearDay, yuan } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { ListedView } from '@/lib/supervision/queries/place'

/** Help delivered beside faults found: what supervisors solved and brought along, and the findings that are still open. */
export async function PlaceFaults({ place }: Readonly<{ place: ListedView }>) {
  const [t, words, locale] = await Promise.all([
    getTranslations('supervision'),
    getTranslations('findings'),
    getLocale(),
  ])
  const { help, findings, openFindings } = place
  const day = (text: string | null) => (text ? nearDay(text, place.today, locale) : '')
  return (
    <div className="grid items-start gap-4 rail:grid-cols-[minmax(0,1fr)_18rem]">
      <section className="sheet min-w-0 px-4 pb-2">
        <SectionHead
          title={t('place.faults')}
          note={openFindings > 0 ? t('place.openFindings', { n: openFindings }) : undefined}
        />
        {findings.length === 0 ? (
          <p className="pb-2 text-ink-2">{t('place.noFindings')}</p>
        ) : (
          <TupleTable
            caption={t('place.faults')}
            columns={[
              { head: t('place.finding'), at: 1, sub: 2, href: '/findings/{0}', strong: true },
              { head: t('place.findingStatus'), at: 3, kind: 'state', state: 4 },
              { head: t('place.foundOn'), at: 5 },
              { head: t('place.due'), at: 6 },
            ]}
            rows={findings.map((line) => [
              line.id,
              line.title,
              line.findingNo,
              line.isLongTerm ? words('tabs.longTerm') : words(`statuses.${line.status}`),
              shapeOf({ ...line, isOverdue: line.dueOn !== null && line.dueOn < place.today }),
              day(line.foundOn),
              day(line.dueOn),
            ])}
          />
        )}
      </section>
      <section className="sheet px-4 pb-4">
        <SectionHead title={t('place.help')} />
        <Facts
          items={[
            { key: 'solved', name: t('place.solved'), value: t('place.pieces', { n: help.solved }) },
            { key: 'supported', name: t('place.supported'), value: t('place.pieces', { n: help.supported }) },
            { key: 'amount', name: t('place.amount'), value: t('place.amountOf', { yuan: yuan(help.amountFen) }) },
            { key: 'visited', name: t('place.visited'), value: t('place.householdsOf', { n: help.households }) },
          ]}
        />
      </section>
    </div>
  )
}
