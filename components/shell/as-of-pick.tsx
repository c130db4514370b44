import { type Kept, KeptFields } from '@/components/shell/kept'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { getTranslations } from '@/lib/i18n/server'

type Props = { action: string; today: string; on?: string; kept?: Kept }

/** Looks at a past day; a plain form whose day stands in the address. */
export async function AsOfPick({ action, today, on, kept = {} }: Readonly<Props>) {
  const t = await getTranslations('events.asOf')
  return (
    <form action={action} className="flex flex-wrap items-end gap-2">
      <KeptFields kept={kept} />
      <Field type="date" name="asOf" label={t('pick')} required max={today} defaultValue={on ?? today} />
      <Button type="submit">{t('see')}</Button>
    </form>
  )
}
