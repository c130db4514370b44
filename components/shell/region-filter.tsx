import { type Kept, KeptFields } from '@/components/shell/kept'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import { getTranslations } from '@/lib/i18n/server'

type Props = {
  own: { code: string; name: string }
  place: { code: string; options: readonly { value: string; label: string; depth: number }[] }
  /** What else narrows the list, and stays. */
  kept?: Kept
}

const INDENT = '\u00a0\u00a0\u00a0'

/** Chooses the region of a list; a plain form whose choice stands in the address. Nothing to choose in a village. */
export async function RegionFilter({ own, place, kept = {} }: Readonly<Props>) {
  const [t, common] = await Promise.all([getTranslations('monitoring.list'), getTranslations('common')])
  if (place.options.length === 0) return null
  const options = place.options.map(({ value, label, depth }) => ({ value, label: INDENT.repeat(depth) + label }))
  return (
    <form className="flex flex-wrap items-end gap-2 py-3">
      <KeptFields kept={kept} />
      <div className="min-w-48">
        <Select
          key={place.code}
          name="region"
          label={t('region')}
          empty={t('wholeRegion', { region: own.name })}
          options={options}
          defaultValue={place.code === own.code ? '' : place.code}
        />
      </div>
      <Button type="submit">{common('filter')}</Button>
    </form>
  )
}
