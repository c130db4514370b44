import { LinkButton } from '@/components/ui/link-button'
import { SectionHead } from '@/components/ui/section-head'
import type { HouseholdRecord } from '@/lib/households/queries/record'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'

/** Who looks after this household, and since when. */
export async function RecordHelpers({ record, today }: Readonly<{ record: HouseholdRecord; today: string }>) {
  const [t, locale] = await Promise.all([getTranslations('households'), getLocale()])
  const { helpers, household } = record
  return (
    <section className="sheet px-4 pb-4" id="helpers">
      <SectionHead
        title={t('page.helpersTitle')}
        end={
          <LinkButton href={`/households/${household.id}/helpers`} size="small">
            {t('page.helpersAll')}
          </LinkButton>
        }
      />
      {helpers.length === 0 && <p className="py-2 text-13 text-ink-3">{t('page.helpersNone')}</p>}
      <ul>
        {helpers.map((helper) => (
          <li key={helper.id} className="border-t border-hair py-2">
            <b className="block">{helper.name}</b>
            <span className="text-12 text-ink-3">
              {helper.unit} {t('page.helperSince', { day: nearDay(helper.since, today, locale) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
