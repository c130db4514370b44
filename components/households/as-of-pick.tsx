import { getTranslations } from 'next-intl/server'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { pastParams } from '@/lib/households/rules/list-params'
import type { ListFilter } from '@/lib/households/schema'

type Props = { action: string; today: string; on?: string; filter?: ListFilter }

/** Looks at a past day; a plain form whose day stands in the address. */
export async function AsOfPick({ action, today, on, filter }: Readonly<Props>) {
  const t = await getTranslations('events.asOf')
  return (
    <form action={action} className="flex flex-wrap items-end gap-2">
      {filter &&
        Object.entries(pastParams(filter)).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
      <Field type="date" name="asOf" label={t('pick')} required max={today} defaultValue={on ?? today} />
      <Button type="submit">{t('see')}</Button>
    </form>
  )
}
