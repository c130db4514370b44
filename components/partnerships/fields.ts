import type { StepField } from '@/components/shell/step-field'
import {
  GRADES,
  OUTPUT_KINDS,
  OUTPUT_QUALIFIERS,
  PROGRAMMES,
  SUPPORTER_GRADES,
  UNIT_KINDS,
} from '@/lib/partnerships/schema'

/** Says words of this slice by a key that is put together. */
export type Say = (key: string, values?: Record<string, string | number>) => string
type Option = { value: string; label: string }

const options = <V extends string>(values: readonly V[], label: (value: V) => string): Option[] =>
  values.map((value) => ({ value, label: label(value) }))

/** What a medical unit is asked for when it is registered. */
export function unitFields(t: Say, regions: readonly Option[], own: string, today: string): StepField[] {
  return [
    { name: 'name', label: t('unit.name'), type: 'text', max: 60, needed: true },
    {
      name: 'kind',
      label: t('unit.kind'),
      type: 'select',
      value: 'HEALTH_CENTRE',
      options: options(UNIT_KINDS, (kind) => t(`kinds.${kind}`)),
    },
    gradeField(t, 'FIRST'),
    { name: 'regionCode', label: t('unit.region'), type: 'select', value: own, options: regions },
    { name: 'countsFrom', label: t('unit.countsFrom'), type: 'day', value: today, most: today, needed: true },
  ]
}

/** The grade of a unit. */
export const gradeField = (t: Say, value: string): StepField => ({
  name: 'grade',
  label: t('unit.grade'),
  type: 'select',
  value,
  options: options(GRADES, (grade) => t(`grades.${grade}`)),
})

/** What a pair is asked for when it is made. */
export function pairFields(t: Say, today: string): StepField[] {
  return [
    { name: 'supporterName', label: t('list.supporter'), type: 'text', max: 60, needed: true },
    {
      name: 'supporterGrade',
      label: t('pair.supporterGrade'),
      type: 'select',
      value: 'SECOND',
      options: options(SUPPORTER_GRADES, (grade) => t(`grades.${grade}`)),
    },
    {
      name: 'programme',
      label: t('pair.programme'),
      type: 'select',
      value: 'ROUTINE',
      options: options(PROGRAMMES, (each) => t(`programmes.${each}`)),
    },
    { name: 'fromOn', label: t('pair.fromOn'), type: 'day', value: today, most: today, needed: true },
    { name: 'toOn', label: t('pair.toOn'), type: 'day', needed: false },
    ...contentFields(t, { staff: 0, departments: '', techniques: '' }),
  ]
}

/** What a pair is about: persons stationed, departments, techniques. */
export function contentFields(
  t: Say,
  { staff, departments, techniques }: { staff: number; departments: string; techniques: string },
): StepField[] {
  return [
    { name: 'staff', label: t('pair.staff'), type: 'count', max: 5, value: String(staff), needed: true },
    { name: 'departments', label: t('pair.departments'), type: 'text', max: 300, value: departments },
    { name: 'techniques', label: t('pair.techniques'), type: 'text', max: 300, value: techniques },
  ]
}

type Start = { fromOn: string; toOn: string; amount: string; qualifier: string; note: string }

/** What an output is asked for; the first and last day that can be chosen are those of its pair. */
export function outputFields(t: Say, days: { least: string; most: string }, start: Partial<Start> = {}): StepField[] {
  const { least, most } = days
  return [
    { name: 'amount', label: t('output.amount'), type: 'count', max: 9, value: start.amount, needed: true },
    {
      name: 'qualifier',
      label: t('output.qualifier'),
      type: 'select',
      value: start.qualifier ?? '',
      empty: t('output.exact'),
      options: options(OUTPUT_QUALIFIERS, (each) => t(`qualifiers.${each}`)),
    },
    { name: 'fromOn', label: t('output.fromOn'), type: 'day', value: start.fromOn ?? most, least, most, needed: true },
    { name: 'toOn', label: t('output.toOn'), type: 'day', value: start.toOn, least, most, needed: false },
    { name: 'note', label: t('output.note'), type: 'long', max: 300, value: start.note },
  ]
}

/** Which kind of output it is. */
export const outputKindField = (t: Say): StepField => ({
  name: 'kind',
  label: t('output.kind'),
  type: 'select',
  value: 'OUTPATIENTS',
  options: options(OUTPUT_KINDS, (kind) => t(`outputs.${kind}`)),
})

/** What the parts of a referral rate are asked for. */
export function referralFields(t: Say, start?: { treated: number; referred: number; source: string }): StepField[] {
  const value = (n: number | undefined) => (n === undefined ? '' : String(n))
  return [
    { name: 'treated', label: t('unit.treated'), type: 'count', max: 9, value: value(start?.treated), needed: true },
    { name: 'referred', label: t('unit.referred'), type: 'count', max: 9, value: value(start?.referred), needed: true },
    { name: 'source', label: t('unit.source'), type: 'text', max: 120, value: start?.source, needed: true },
  ]
}

const BEFORE = ['NEARLY', 'ABOUT', 'AT_LEAST']
const AFTER = ['SURPLUS', 'MORE']

/** A count as it is said: 15,000 and some; 近1,000. */
export function said(t: Say, amount: string, qualifiers: readonly string[]): string {
  const words = (where: readonly string[]) =>
    qualifiers.filter((each) => where.includes(each)).map((each) => t(`qualifiers.${each}`))
  return [...words(BEFORE), amount, ...words(AFTER)].join(' ')
}
