import { Chip } from '@/components/ui/chip'
import { Icon, type IconName } from '@/components/ui/icon'
import type { HouseholdRecord } from '@/lib/households/queries/record'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'

const ITEMS = [
  ['FOOD', 'bowl'],
  ['CLOTHING', 'coat'],
  ['EDUCATION', 'book'],
  ['MEDICAL', 'medicine'],
  ['HOUSING', 'house'],
  ['WATER', 'drop'],
] as const satisfies readonly (readonly [string, IconName])[]

const STATES = { PASS: 'held', FAIL: 'crossed', NOT_APPLICABLE: 'na' } as const

/** The six guarantees as last checked: result, day, and where it is known from. */
export async function RecordGuarantees({ record, today }: Readonly<{ record: HouseholdRecord; today: string }>) {
  const [t, locale] = await Promise.all([getTranslations('households'), getLocale()])
  return (
    <section className="sheet px-4 py-3" aria-label={t('page.guarantees')}>
      <ul className="grid grid-cols-2 gap-x-4 gap-y-3 rail:grid-cols-3 desk:grid-cols-6">
        {ITEMS.map(([item, icon]) => {
          const known = record.guarantees.find((each) => each.item === item)
          const result = (known?.result ?? 'NONE') as keyof typeof STATES | 'NONE'
          return (
            <li key={item} className="min-w-0">
              <span className="flex items-center gap-1.5 text-14">
                <Icon name={icon} />
                <b>{t(`guaranteeItems.${item}`)}</b>
              </span>
              {known && result !== 'NONE' ? (
                <>
                  <Chip state={STATES[result]} bare>
                    {t(`guaranteeResults.${result}`)}
                    {item === 'HOUSING' &&
                      record.household.housingGrade &&
                      ` ${t('page.grade', { grade: record.household.housingGrade })}`}
                  </Chip>
                  {known.reason && <p className="text-12 text-ink-2">{known.reason}</p>}
                  <p className="text-12 text-ink-3">
                    {t(known.visitId ? 'page.fromVisit' : 'page.fromLedger', {
                      day: nearDay(known.checkedOn, today, locale),
                    })}
                  </p>
                </>
              ) : (
                <p className="text-12 text-ink-3">{t('page.noCheck')}</p>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
