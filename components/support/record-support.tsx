import { MeasureTable } from '@/components/support/measure-table'
import { Banner } from '@/components/ui/banner'
import { LinkButton } from '@/components/ui/link-button'
import { SectionHead } from '@/components/ui/section-head'
import { yuan } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import type { HouseholdSupport } from '@/lib/support/queries/household'

type Props = { support: HouseholdSupport; householdId: string; today: string; mayRecord: boolean; shown?: number }

/** What a household was promised and got, and which recorded risk nothing answers yet. */
export async function RecordSupport({ support, householdId, today, mayRecord, shown }: Readonly<Props>) {
  const [t, monitoring, common, loans] = await Promise.all([
    getTranslations('support'),
    getTranslations('monitoring'),
    getTranslations('common'),
    getTranslations('loans'),
  ])
  const { measures, year, monitored, unanswered, development } = support
  const thisYear = measures.filter((each) => each.status !== 'CANCELLED' && each.countsOn.startsWith(String(year)))
  const sum = thisYear.reduce((total, { amountFen }) => total + amountFen, 0)
  const here = `/households/${householdId}/support`
  return (
    <section className="sheet px-4 pb-4" id="support">
      <SectionHead
        title={t('household.title')}
        note={t('household.note', { year: String(year), n: thisYear.length, yuan: yuan(sum) })}
        end={
          mayRecord && (
            <LinkButton href={`/support/new?household=${householdId}`} size="small" icon="plus">
              {t('household.record')}
            </LinkButton>
          )
        }
      />
      {monitored &&
        (unanswered.length > 0 ? (
          <div className="pb-3">
            <Banner
              state="behind"
              title={t('household.unanswered', {
                risks: unanswered.map((risk) => monitoring(`risks.${risk}`)).join(common('listJoin')),
              })}
            />
          </div>
        ) : (
          <p className="pb-3 text-13 text-ink-3">{t('household.answered')}</p>
        ))}
      {measures.length === 0 ? (
        <p className="text-13 text-ink-3">{t('household.none')}</p>
      ) : (
        <MeasureTable measures={shown ? measures.slice(0, shown) : measures} today={today} />
      )}
      <p className="pt-3 text-13 text-ink-3">
        {t('household.development', { state: t(`development.${development}`) })}
        {shown && (
          <a className="ml-4 underline" href={here}>
            {t('household.all', { n: measures.length })}
          </a>
        )}
        <a className="ml-4 underline" href={`/loans?household=${householdId}`}>
          {loans('household')}
        </a>
      </p>
    </section>
  )
}
