import { shapeOf } from '@/components/findings/state'
import { SectionHead } from '@/components/ui/section-head'
import { TupleTable } from '@/components/ui/tuple-table'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { CampaignView } from '@/lib/inspections/queries/campaign'

/** The lines of the ledger that came of a campaign; each opens itself. */
export async function FindingsPart({ campaign }: Readonly<{ campaign: CampaignView }>) {
  const [t, ledger, locale] = await Promise.all([
    getTranslations('inspections'),
    getTranslations('findings'),
    getLocale(),
  ])
  const { findings, counts, today } = campaign
  return (
    <section className="sheet px-4 pb-3">
      <SectionHead
        title={t('findings.title')}
        note={t('findings.note', { n: counts.findings, open: counts.open })}
        end={counts.findings > findings.length && <a href={`/findings?origin=${campaign.id}`}>{t('findings.more')}</a>}
      />
      {findings.length === 0 ? (
        <p className="text-ink-3">{t('findings.none')}</p>
      ) : (
        <TupleTable
          caption={t('findings.title')}
          columns={[
            { head: t('findings.no'), at: 1, href: '/findings/{0}', strong: true },
            { head: t('findings.what'), at: 2, sub: 3 },
            { head: t('findings.status'), at: 4, kind: 'state', state: 5 },
            { head: t('findings.due'), at: 6 },
          ]}
          rows={findings.map((each) => [
            each.id,
            each.findingNo,
            each.title,
            each.village,
            ledger(`statuses.${each.status}`),
            shapeOf(each),
            each.dueOn ? nearDay(each.dueOn, today, locale) : '',
          ])}
        />
      )}
    </section>
  )
}
