import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import { DEADLINE_KINDS, DEADLINE_LEVELS } from '@/lib/deadlines/schema'
import { getTranslations } from '@/lib/i18n/server'

type Props = {
  asked: { tab: string; kind?: string; level?: string; person?: string }
  own: { code: string; name: string }
  place: { code: string; options: readonly { value: string; label: string; depth: number }[] }
  people: readonly { id: string; name: string }[]
}

const INDENT = '\u00a0\u00a0\u00a0'

/** Narrows the list of deadlines; a plain form whose choices stand in the address. */
export async function DeadlineFilters({ asked, own, place, people }: Readonly<Props>) {
  const [t, common] = await Promise.all([getTranslations('deadlines'), getTranslations('common')])
  const options = place.options.map(({ value, label, depth }) => ({ value, label: INDENT.repeat(depth) + label }))
  return (
    <form className="flex flex-wrap items-end gap-2 py-3">
      <input type="hidden" name="tab" value={asked.tab} />
      {options.length > 0 && (
        <div className="min-w-44">
          <Select
            key={place.code}
            name="region"
            label={t('filter.region')}
            empty={t('filter.wholeRegion', { region: own.name })}
            options={options}
            defaultValue={place.code === own.code ? '' : place.code}
          />
        </div>
      )}
      <div className="min-w-40">
        <Select
          name="kind"
          label={t('filter.kind')}
          empty={t('filter.allKinds')}
          options={DEADLINE_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          defaultValue={asked.kind ?? ''}
        />
      </div>
      <div className="min-w-32">
        <Select
          name="level"
          label={t('filter.level')}
          empty={t('filter.allLevels')}
          options={DEADLINE_LEVELS.map((value) => ({ value, label: t(`levels.${value}`) }))}
          defaultValue={asked.level ?? ''}
        />
      </div>
      {people.length > 0 && (
        <div className="min-w-36">
          <Select
            name="person"
            label={t('filter.person')}
            empty={t('filter.allPeople')}
            options={people.map(({ id, name }) => ({ value: id, label: name }))}
            defaultValue={asked.person ?? ''}
          />
        </div>
      )}
      <Button type="submit">{common('filter')}</Button>
    </form>
  )
}
