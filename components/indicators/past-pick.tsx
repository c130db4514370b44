import { KeptFields } from '@/components/shell/kept'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { month } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { endedMonths, monthEnd } from '@/lib/indicators/rules/past'

const MONTHS = 12

type Props = { path: string; indicator: string; today: string; on: string | undefined }

/** Looks at a past day: a plain form whose day stands in the address, and the ends of the last months. */
export async function PastPick({ path, indicator, today, on }: Readonly<Props>) {
  const [t, locale] = await Promise.all([getTranslations('past'), getLocale()])
  return (
    <section className="flex flex-wrap items-end gap-x-6 gap-y-3 py-3" aria-label={t('title')}>
      <form action={path} className="flex flex-wrap items-end gap-2">
        <KeptFields kept={{ indicator }} />
        <Field type="date" name="on" label={t('pick')} required max={today} defaultValue={on ?? today} />
        <Button type="submit">{t('see')}</Button>
      </form>
      <nav aria-label={t('months')} className="min-w-0">
        <p className="text-12 text-ink-3">{t('months')}</p>
        <ul className="flex flex-wrap gap-x-3 text-13">
          {endedMonths(today, MONTHS).map((first) => (
            <li key={first}>
              <a
                href={`${path}?indicator=${indicator}&on=${monthEnd(first)}`}
                aria-current={on === monthEnd(first) ? 'date' : undefined}
                className="tap inline-block py-1"
              >
                {month(first, locale)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </section>
  )
}
