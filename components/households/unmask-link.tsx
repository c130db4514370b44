import { Icon } from '@/components/ui/icon'
import type { UnmaskField } from '@/lib/households/rules/unmask'
import { getTranslations } from '@/lib/i18n/server'

type Props = { householdId: string; field: UnmaskField; personId?: string; name: string }

/** Stands beside a masked value: leads to the question what it is needed for. */
export async function UnmaskLink({ householdId, field, personId, name }: Readonly<Props>) {
  const t = await getTranslations('audit.unmask')
  const person = personId ? `&person=${personId}` : ''
  return (
    <a
      href={`/households/${householdId}/unmask?field=${field}${person}`}
      className="ml-2 inline-flex items-center whitespace-nowrap gap-1 text-13 text-dai phone:min-h-12"
      aria-label={t('seeOf', { name, field: t(`fields.${field}`) })}
    >
      <Icon name="eye" />
      {t('see')}
    </a>
  )
}
