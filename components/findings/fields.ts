import type { StepField } from '@/components/shell/step-field'
import type { FindingView } from '@/lib/findings/queries/finding'
import { CATEGORIES, LEVELS, PROOF_KINDS, REACHES, RESULTS, SOURCES, type StepName } from '@/lib/findings/schema'

export type Say = (key: string, values?: Record<string, string | number>) => string

type Ticks = readonly { value: string; label: string }[]

type Start = {
  aspects: readonly { value: string; label: string }[]
  regions: readonly { value: string; label: string }[]
  today: string
  given: Partial<Record<string, string>>
  isSelfCheck: boolean
  hasHousehold: boolean
  /** Households and places that can be ticked, where the like of a line is recorded. */
  several?: { households: Ticks; regions: Ticks }
}

/** What is asked about a finding that is recorded. */
export function registerFields(
  t: Say,
  { aspects, regions, today, given, isSelfCheck, hasHousehold, several }: Start,
): StepField[] {
  const of = (name: string, group: string, values: readonly string[]): StepField => ({
    name,
    label: t(`fields.${name}`),
    type: 'select',
    needed: true,
    empty: t('pick'),
    options: values.map((value) => ({ value, label: t(`${group}.${value}`) })),
    value: given[name],
  })
  const ticks = (name: string, options: Ticks): StepField[] =>
    options.length > 0 ? [{ name, label: t(`fields.${name}`), type: 'picks', options, cols: 3 }] : []
  return [
    ...(several ? [...ticks('regionCodes', several.regions), ...ticks('householdIds', several.households)] : []),
    ...(hasHousehold || several
      ? []
      : [
          {
            name: 'regionCode',
            label: t('fields.regionCode'),
            type: 'select' as const,
            needed: true,
            options: regions,
            value: given.regionCode,
          },
        ]),
    of('category', 'categories', CATEGORIES),
    {
      name: 'title',
      label: t('fields.title'),
      type: 'text',
      max: 80,
      needed: true,
      hint: t('hints.title'),
      value: given.title,
    },
    { name: 'content', label: t('fields.content'), type: 'long', max: 1_000 },
    of('source', 'sources', isSelfCheck ? ['SELF_CHECK'] : SOURCES),
    { name: 'sourceYear', label: t('fields.sourceYear'), type: 'count', max: 4, needed: true, value: given.sourceYear },
    { name: 'document', label: t('fields.document'), type: 'text', max: 120 },
    {
      name: 'aspect',
      label: t('fields.aspect'),
      type: 'select',
      needed: true,
      empty: t('pick'),
      options: aspects,
      value: given.aspect,
    },
    of('level', 'levels', LEVELS),
    of('reach', 'reaches', REACHES),
    { name: 'foundOn', label: t('fields.foundOn'), type: 'day', value: today, most: today },
  ]
}

type Pieces = readonly { id: string; label: string }[]

/** The fields that each step asks for, in the reader's words. */
export function stepFields(t: Say, step: StepName, finding: FindingView, pieces: Pieces): StepField[] {
  const label = (name: string) => t(`fields.${name}`)
  const text = (name: string, max: number, value?: string): StepField => ({
    name,
    label: label(name),
    type: 'text',
    max,
    value,
    needed: true,
  })
  const long = (name: string, max: number): StepField => ({ name, label: label(name), type: 'long', max, needed: true })
  const free = (field: StepField): StepField => ({ ...field, needed: false })
  const count = (name: string): StepField => ({
    name,
    label: label(name),
    type: 'count',
    max: 5,
    needed: true,
    value: '0',
  })
  const { today, lastStepOn } = finding
  const on: StepField = { name: 'on', label: label('on'), type: 'day', value: today, least: lastStepOn, most: today }
  const due = (value: string): StepField => ({ name: 'dueOn', label: label('dueOn'), type: 'day', value, least: today })
  switch (step) {
    case 'assign':
      return [
        on,
        {
          ...free(text('unit', 120)),
          type: 'select',
          empty: t('pick'),
          options: finding.units.map((unit) => ({ value: unit, label: unit })),
        },
        { ...free(text('newUnit', 120)), hint: t('hints.newUnit') },
        text('leader', 60),
        text('person', 60),
        free(text('otherUnits', 200)),
        due(finding.suggestedDue),
        free(long('requirement', 500)),
      ]
    case 'accept':
      return [on, long('goal', 300), { ...long('measures', 1_000), hint: t('hints.measures') }]
    case 'progress':
    case 'press':
      return [on, long('note', step === 'press' ? 300 : 500)]
    case 'prove':
      return [
        on,
        {
          name: 'kind',
          label: label('kind'),
          type: 'select',
          needed: true,
          empty: t('pick'),
          value: finding.missing[0],
          options: PROOF_KINDS.map((value) => ({ value, label: t(`proofs.${value}`) })),
        },
        free(text('reference', 200)),
        {
          name: 'evidenceId',
          label: label('evidenceId'),
          type: 'select',
          empty: t('pick'),
          needed: false,
          hint: t('hints.evidence'),
          options: pieces.map(({ id, label: name }) => ({ value: id, label: name })),
        },
      ]
    case 'longTerm':
      return [on, long('milestones', 500), long('reason', 300)]
    case 'extend':
      return [on, due(finding.suggestedDue), long('reason', 300)]
    case 'submit':
      return [on, long('result', 500), count('similarFound'), count('similarFixed'), free(long('similarNote', 300))]
    case 'review':
      return [on, long('opinion', 500)]
    case 'verify':
      return [
        on,
        long('seen', 500),
        free(text('companions', 120)),
        ...(finding.household ? [{ ...free(text('householdWord', 200)), hint: t('hints.householdWord') }] : []),
      ]
    case 'close':
      return [on, free(text('document', 120)), long('opinion', 300)]
    case 'return':
      return [on, long('reason', 300)]
    case 'reopen':
      return [on, long('reason', 500), due(finding.suggestedDue)]
    case 'recheck':
      return [
        on,
        {
          name: 'result',
          label: label('recheckResult'),
          type: 'select',
          needed: true,
          empty: t('pick'),
          options: RESULTS.map((value) => ({ value, label: t(`results.${value}`) })),
        },
        long('note', 500),
        { ...due(finding.suggestedDue), needed: false },
      ]
    default:
      return [on]
  }
}
