import type { StepField } from '@/components/shell/step-field'
import { MAIN_CAUSES } from '@/lib/households/schema'
import { BASES, POOR_TYPES, type ProcedureKind, STANDARDS } from '@/lib/identification/schema'

type Say = (key: string) => string

/** What is asked when a procedure of this kind begins. `cause` is the household's recorded main cause. */
export function startFields(
  t: Say,
  named: Say,
  { kind, today, cause }: { kind: ProcedureKind; today: string; cause: string | null },
): StepField[] {
  const on: StepField = { name: 'startedOn', label: t('start.on'), type: 'day', value: today, most: today }
  const note: StepField = { name: 'note', label: t('start.note'), type: 'long', max: 300 }
  const causes = MAIN_CAUSES.map((value) => ({ value, label: named(`causes.${value}`) }))
  if (kind === 'IDENTIFICATION') {
    return [
      on,
      { name: 'consent', label: t('start.consent'), type: 'tick' },
      {
        name: 'wantedType',
        label: t('start.wantedType'),
        type: 'select',
        empty: t('start.pick'),
        options: POOR_TYPES.map((value) => ({ value, label: t(`types.${value}`) })),
      },
      {
        name: 'wantedCause',
        label: t('start.wantedCause'),
        type: 'select',
        empty: t('start.pick'),
        value: cause ?? '',
        options: causes,
      },
      { name: 'wantedOtherCauses', label: t('start.wantedOtherCauses'), type: 'picks', options: causes, cols: 3 },
      {
        name: 'wantedStandard',
        label: t('start.wantedStandard'),
        type: 'select',
        empty: t('start.pick'),
        options: STANDARDS.map((value) => ({ value, label: t(`standards.${value}`) })),
      },
      note,
    ]
  }
  if (kind === 'EXIT') {
    return [
      on,
      { name: 'planYear', label: t('start.planYear'), type: 'count', max: 4, value: today.slice(0, 4), needed: true },
      note,
    ]
  }
  return [
    on,
    {
      name: 'basis',
      label: t('start.basis'),
      type: 'select',
      empty: t('start.pick'),
      options: BASES.map((value) => ({ value, label: t(`bases.${value}`) })),
    },
    { name: 'basisText', label: t('start.basisText'), type: 'long', max: 300 },
    note,
  ]
}
