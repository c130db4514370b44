import type { StepField } from '@/components/shell/step-field'
import type { Option } from '@/components/ui/select'
import { getTranslations } from '@/lib/i18n/server'
import { ENTERPRISE_TYPES } from '@/lib/resumption/schema'

type Start = Partial<Record<'name' | 'type' | 'creditCode' | 'parentId' | 'contactName', string>>
type Entering = { today: string; regions: readonly Option[]; region: string }

/** What an enterprise is asked for; its place and first day only when it is entered. */
export async function enterpriseFields(
  start: Start,
  firms: readonly { id: string; name: string }[],
  entering?: Entering,
): Promise<StepField[]> {
  const t = await getTranslations('resumption')
  const arriving: StepField[] = entering
    ? [
        {
          name: 'regionCode',
          label: t('form.region'),
          type: 'select',
          options: entering.regions,
          value: entering.region,
        },
        {
          name: 'activeFrom',
          label: t('form.activeFrom'),
          type: 'day',
          value: entering.today,
          most: entering.today,
        },
      ]
    : []
  return [
    { name: 'name', label: t('form.name'), type: 'text', max: 80, value: start.name, needed: true },
    {
      name: 'type',
      label: t('form.type'),
      type: 'select',
      value: start.type,
      options: ENTERPRISE_TYPES.map((value) => ({ value, label: t(`types.${value}`) })),
    },
    ...arriving,
    {
      name: 'creditCode',
      label: t('form.creditCode'),
      hint: t('form.creditCodeHint'),
      type: 'text',
      max: 18,
      value: start.creditCode,
    },
    {
      name: 'parentId',
      label: t('form.parent'),
      hint: t('form.parentHint'),
      type: 'select',
      empty: t('form.noParent'),
      value: start.parentId,
      options: firms.map(({ id, name }) => ({ value: id, label: name })),
    },
    { name: 'contactName', label: t('form.contactName'), type: 'text', max: 40, value: start.contactName },
    {
      name: 'phone',
      label: t('form.phone'),
      hint: entering ? undefined : t('form.phoneHint'),
      type: 'text',
      max: 30,
    },
  ]
}
