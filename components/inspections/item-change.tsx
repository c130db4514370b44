import { StepForm } from '@/components/shell/step-form'
import { Reveal } from '@/components/ui/reveal'
import { getTranslations } from '@/lib/i18n/server'
import { endItemAction, renameItemAction } from '@/lib/inspections/actions'

type Props = { item: { code: string; nameZh: string; nameEn: string }; name: string; today: string }

/** Other words for a checklist item, or its end. */
export async function ItemChange({ item, name, today }: Readonly<Props>) {
  const t = await getTranslations('inspections')
  const { code } = item
  return (
    <Reveal summary={name}>
      <StepForm
        isWide
        action={renameItemAction}
        prefix={`word-${code}-`}
        hidden={{ commandId: crypto.randomUUID(), code }}
        fields={[
          { name: 'nameZh', label: t('items.nameZh'), type: 'text', max: 80, value: item.nameZh, needed: true },
          { name: 'nameEn', label: t('items.nameEn'), type: 'text', max: 160, value: item.nameEn, needed: true },
        ]}
        submit={t('items.rename')}
        busy={t('items.busy')}
        look="plain"
      />
      <StepForm
        action={endItemAction}
        prefix={`end-${code}-`}
        hidden={{ commandId: crypto.randomUUID(), code }}
        fields={[{ name: 'endedOn', label: t('items.endedOn'), type: 'day', value: today }]}
        submit={t('items.end')}
        busy={t('items.busy')}
        look="plain"
      />
    </Reveal>
  )
}
