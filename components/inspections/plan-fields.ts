import { named } from '@/components/inspections/names'
import type { StepField } from '@/components/shell/step-field'
import type { getTranslations } from '@/lib/i18n/server'
import { MUST_INCLUDE, ORGANISER_LEVELS } from '@/lib/inspections/schema'

type T = Awaited<ReturnType<typeof getTranslations<'inspections'>>>
type Known = {
  aspects: readonly { code: string; nameZh: string; nameEn: string; isInferred: boolean }[]
  regions: readonly { code: string; name: string }[]
}
type First = {
  title: string
  organiser: string
  organiserLevel: string
  beginsOn: string
  endsOn: string
  registered: number | null
  others: number | null
  mustInclude: readonly string[]
  aspects: readonly string[]
  regions: readonly string[]
}

/** The fields of a campaign's plan, with what they start from. */
export function planFields(t: T, locale: string, known: Known, first: First): StepField[] {
  return [
    { name: 'title', label: t('plan.name'), type: 'text', max: 80, value: first.title, needed: true },
    { name: 'organiser', label: t('plan.organiser'), type: 'text', max: 80, value: first.organiser, needed: true },
    {
      name: 'organiserLevel',
      label: t('plan.level'),
      type: 'select',
      value: first.organiserLevel,
      options: ORGANISER_LEVELS.map((value) => ({ value, label: t(`levels.${value}`) })),
    },
    { name: 'beginsOn', label: t('plan.beginsOn'), type: 'day', value: first.beginsOn },
    { name: 'endsOn', label: t('plan.endsOn'), type: 'day', value: first.endsOn },
    {
      name: 'registeredTarget',
      label: t('plan.registered'),
      type: 'count',
      max: 4,
      value: String(first.registered ?? ''),
      needed: true,
    },
    {
      name: 'othersTarget',
      label: t('plan.others'),
      type: 'count',
      max: 4,
      value: String(first.others ?? ''),
      needed: true,
    },
    {
      name: 'mustInclude',
      label: t('plan.mustInclude'),
      type: 'picks',
      cols: 2,
      picked: first.mustInclude,
      options: MUST_INCLUDE.map((value) => ({ value, label: t(`groups.${value}`) })),
    },
    {
      name: 'aspects',
      label: `${t('plan.aspects')} (${t('plan.aspectNote')})`,
      type: 'picks',
      cols: 2,
      picked: first.aspects,
      options: known.aspects.map((each) => ({
        value: each.code,
        label: named(each, locale) + (each.isInferred ? ' ★' : ''),
      })),
    },
    {
      name: 'regions',
      label: t('plan.regions'),
      type: 'picks',
      picked: first.regions,
      options: known.regions.map(({ code, name }) => ({ value: code, label: name })),
    },
  ]
}
