import { getTranslations } from 'next-intl/server'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'

type Props = { action: string; today: string; on?: string; region?: string }

/** Looks at a past day; a plain form whose day stands in the address. */
export async function AsOfPick({ action, today, on, region }: Readonly<Props>) {
  const t = await getTranslations('events.asOf')
  return (
    <form action={action} className="flex flex-wrap items-end gap-2">
      {region && <input type="hidden" name="region" value={region} />}
      <Field type="date" name="asOf" label={t('pick')} required max={today} defaultValue={on ?? today} />
      <Button type="submit">{t('see')}</Button>
    </form>
  )
}
