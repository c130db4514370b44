import '@/components/households/list.css'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { LinkButton } from '@/components/ui/link-button'
import { Select } from '@/components/ui/select'
import {
  HOUSEHOLD_SORTS,
  HOUSEHOLD_TYPES,
  type ListFilter,
  MONITORED_TYPES,
  POVERTY_STATUSES,
  type RegionChoice,
  UNVISITED_DAYS,
} from '@/lib/households/schema'
import { getTranslations } from '@/lib/i18n/server'

type Props = {
  filter: ListFilter
  regions: readonly RegionChoice[]
  scope: string
  isOpen: boolean
  clearHref?: string
}

const NARROW = '\u2003'

/** The filters of the list as one plain form; its state is the address. */
export async function ListFilters({ filter, regions, scope, isOpen, clearHref }: Readonly<Props>) {
  const t = await getTranslations('households')
  const any = t('list.any')
  const own = regions.find((region) => region.code === scope.padEnd(12, '0'))
  const monitored = [
    { value: 'YES', label: t('monitoredChoices.YES') },
    ...MONITORED_TYPES.map((value) => ({ value, label: NARROW + t(`monitoredTypes.${value}`) })),
    { value: 'NO', label: t('monitoredChoices.NO') },
  ]
  const days = [...new Set([...UNVISITED_DAYS, ...(filter.unvisitedDays ? [filter.unvisitedDays] : [])])].sort(
    (a, b) => a - b,
  )
  return (
    <details className="filters" open={isOpen}>
      <summary>
        {t('list.filters')}
        <Icon name="down" />
      </summary>
      <form
        action="/households"
        method="get"
        className="grid grid-cols-2 items-end gap-x-2 gap-y-3 rail:grid-cols-3 desk:grid-cols-7"
      >
        {filter.q && <input type="hidden" name="q" value={filter.q} />}
        {filter.person && <input type="hidden" name="person" value={filter.person} />}
        {filter.behind && <input type="hidden" name="behind" value={filter.behind} />}
        {own && own.level !== 'VILLAGE' && (
          <Select
            name="region"
            label={t('list.region')}
            defaultValue={filter.region.padEnd(12, '0')}
            options={inTreeOrder(regions, own).map(({ region, depth }) => ({
              value: region.code,
              label:
                depth === 0 ? t('list.regionAll', { region: region.name }) : NARROW.repeat(depth - 1) + region.name,
            }))}
          />
        )}
        <Select
          name="status"
          label={t('list.status')}
          empty={any}
          defaultValue={filter.status ?? ''}
          options={POVERTY_STATUSES.map((value) => ({ value, label: t(`statuses.${value}`) }))}
        />
        <Select
          name="type"
          label={t('list.type')}
          empty={any}
          defaultValue={filter.type ?? ''}
          options={HOUSEHOLD_TYPES.map((value) => ({ value, label: t(`types.${value}`) }))}
        />
        <Select
          name="monitored"
          label={t('list.monitored')}
          empty={any}
          defaultValue={filter.monitored ?? ''}
          options={monitored}
        />
        <Select
          name="unvisited"
          label={t('list.unvisited')}
          empty={any}
          defaultValue={filter.unvisitedDays ? String(filter.unvisitedDays) : ''}
          options={days.map((n) => ({ value: String(n), label: t('list.unvisitedDays', { n }) }))}
        />
        <Select
          name="sort"
          label={t('list.sort')}
          defaultValue={filter.sort}
          options={HOUSEHOLD_SORTS.map((value) => ({ value, label: t(`list.sorted.${value}`) }))}
        />
        <div className="flex gap-2">
          <Button type="submit">{t('list.apply')}</Button>
          {clearHref && (
            <LinkButton href={clearHref} look="quiet">
              {t('list.clear')}
            </LinkButton>
          )}
        </div>
      </form>
    </details>
  )
}

function inTreeOrder(
  regions: readonly RegionChoice[],
  own: RegionChoice,
  depth = 0,
): { region: RegionChoice; depth: number }[] {
  const children = regions.filter((region) => region.parent === own.code)
  return [{ region: own, depth }, ...children.flatMap((child) => inTreeOrder(regions, child, depth + 1))]
}
