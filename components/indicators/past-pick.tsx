import { PastForm } from '@/components/indicators/past-form'
import { month } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { endedMonths, monthEnd } from '@/lib/indicators/rules/past'

const MONTHS = 12

type Props = { path: string; indicator: string; today: string; on: string | undefined }

/** Looks at a past day: the day that is asked for, or the end of one of the last months. */
export async function PastPick({ path, indicator, today, on }: Readonly<Props>) {
  const [t, locale] = await Promise.all([getTranslations('past'), getLocale()])
  return (
    <PastForm
      path={path}
      indicator={indicator}
      today={today}
      on={on}
      words={{ title: t('title'), pick: t('pick'), see: t('see'), months: t('months') }}
      ends={endedMonths(today, MONTHS).map((first) => [monthEnd(first), month(first, locale)])}
    />
  )
}
