import type { StepField } from '@/components/shell/step-field'
import type { Say } from '@/components/support/fields'
import { FUND_SOURCES } from '@/lib/support/schema'
import { PROJECT_KINDS } from '@/lib/support/schema/project'

type Start = Partial<Record<string, string | number>>

/** What a project is asked for; its number, region and day only when it enters the pool. */
export function projectFields(
  t: Say,
  start: Start,
  entering?: { today: string; regions: readonly { value: string; label: string }[] },
): StepField[] {
  const label = (name: string) => t(`projects.${name}`)
  const value = (name: string) => String(start[name] ?? '')
  return [
    ...(entering
      ? [
          { name: 'projectNo', label: label('no'), type: 'text' as const, max: 20, needed: true },
          {
            name: 'enteredOn',
            label: label('enteredOn'),
            type: 'day' as const,
            value: entering.today,
            most: entering.today,
            needed: true,
          },
          { name: 'regionCode', label: label('region'), type: 'select' as const, options: entering.regions },
        ]
      : []),
    { name: 'name', label: label('name'), type: 'text', max: 120, value: value('name'), needed: true },
    { name: 'batch', label: label('batch'), type: 'text', max: 60, value: value('batch'), needed: true },
    {
      name: 'kind',
      label: label('kind'),
      type: 'select',
      value: value('kind'),
      options: PROJECT_KINDS.map((kind) => ({ value: kind, label: t(`projects.kinds.${kind}`) })),
    },
    { name: 'unit', label: label('unit'), type: 'text', max: 60, value: value('unit'), needed: true },
    {
      name: 'responsible',
      label: label('responsible'),
      type: 'text',
      max: 40,
      value: value('responsible'),
      needed: true,
    },
    {
      name: 'wantedHouseholds',
      label: label('wantedHouseholds'),
      type: 'count',
      max: 7,
      value: value('wantedHouseholds'),
    },
    { name: 'wantedPersons', label: label('wantedPersons'), type: 'count', max: 7, value: value('wantedPersons') },
    { name: 'link', label: label('link'), type: 'long', max: 300, value: value('link') },
  ]
}

type Fund = { source: string; plannedFen: number; arrivedFen: number; disbursedFen: number }

/** A line for every source, filled with what is known. */
export function fundLines(t: Say, funds: readonly Fund[]) {
  const typed = (fen: number | undefined) => (fen ? String(fen / 100) : '')
  return FUND_SOURCES.map((source) => {
    const fund = funds.find((each) => each.source === source)
    return {
      source,
      label: t(`sources.${source}`),
      planned: typed(fund?.plannedFen),
      arrived: typed(fund?.arrivedFen),
      disbursed: typed(fund?.disbursedFen),
    }
  })
}

/** The words of the form of a project. */
export function projectWords(t: Say) {
  return {
    funds: t('form.fundSource'),
    save: t('form.save'),
    busy: t('form.busy'),
    yuan: t('yuan'),
    columns: {
      planned: t('projects.planned'),
      arrived: t('projects.arrived'),
      disbursed: t('projects.disbursed'),
    },
  }
}
