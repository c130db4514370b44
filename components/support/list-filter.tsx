import { Button } from '@/components/ui/button'
import { type Option, Select } from '@/components/ui/select'
import { getTranslations } from '@/lib/i18n/server'

type Choice = { name: string; label: string; empty?: string; options: readonly Option[]; value?: string }
type Props = {
  own: { code: string; name: string }
  place: { code: string; options: readonly { value: string; label: string; depth: number }[] }
  hidden?: Readonly<Record<string, string | undefined>>
  choices: readonly Choice[]
}

const INDENT = '\u00a0\u00a0\u00a0'

/** Narrows a list by region and by whatever it can be narrowed by; a plain form whose choices stand in the address. */
export async function ListFilter({ own, place, hidden = {}, choices }: Readonly<Props>) {
  const [t, common] = await Promise.all([getTranslations('support'), getTranslations('common')])
  const regions: Choice[] =
    place.options.length === 0
      ? []
      : [
          {
            name: 'region',
            label: t('list.region'),
            empty: t('list.wholeRegion', { region: own.name }),
            options: place.options.map(({ value, label, depth }) => ({ value, label: INDENT.repeat(depth) + label })),
            value: place.code === own.code ? '' : place.code,
          },
        ]
  return (
    <form className="flex flex-wrap items-end gap-2 py-3">
      {Object.entries(hidden).map(
        ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
      )}
      {[...regions, ...choices].map(({ value, ...choice }) => (
        <div key={`${choice.name} ${value}`} className="min-w-36 grow rail:grow-0">
          <Select {...choice} id={`f-${choice.name}`} defaultValue={value ?? ''} />
        </div>
      ))}
      <Button type="submit">{common('filter')}</Button>
    </form>
  )
}
