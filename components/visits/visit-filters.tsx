import { KeptFields } from '@/components/shell/kept'
import { Select } from '@/components/ui/select'
import { getTranslations } from '@/lib/i18n/server'
import type { SubRegion, VisitFilter } from '@/lib/visits/queries/visit-list'
import { PERIODS } from '@/lib/visits/rules/choices'

type Props = { regions: { own: SubRegion; under: readonly SubRegion[] }; filter: VisitFilter }

/** Narrows the list of visits by region, period and visitor: a plain GET form, its state is the address. */
export async function VisitFilters({ regions, filter }: Readonly<Props>) {
  const t = await getTranslations('visits.list')
  return (
    <form action="/visits" method="get" className="flex flex-wrap items-end gap-3 pb-3">
      {regions.under.length > 0 && (
        <Select
          name="region"
          label={t('region')}
          options={[
            { value: '', label: t('whole') },
            ...regions.under.map(({ code, name }) => ({ value: code, label: name })),
          ]}
          defaultValue={filter.region ?? ''}
        />
      )}
      <KeptFields kept={{ on: filter.on, month: filter.on ? undefined : filter.month }} />
      {!filter.on && !filter.month && (
        <Select
          name="days"
          label={t('period')}
          options={[
            { value: '', label: t('all') },
            ...PERIODS.map((days) => ({ value: String(days), label: t(`days${days}`) })),
          ]}
          defaultValue={filter.days ? String(filter.days) : ''}
        />
      )}
      <Select
        name="own"
        label={t('whose')}
        options={[
          { value: '', label: t('everyone') },
          { value: '1', label: t('own') },
        ]}
        defaultValue={filter.own ? '1' : ''}
      />
      <button type="submit" className="btn">
        {t('apply')}
      </button>
    </form>
  )
}
