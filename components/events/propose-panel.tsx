import { hintWords } from '@/components/duplicates/hint-words'
import { SamePersonHint } from '@/components/duplicates/same-person-hint'
import { ProposeForm } from '@/components/events/propose-form'
import { CHOICE_NAMES, chosenIn } from '@/lib/events/rules/address'
import { isArrival, isDeparture } from '@/lib/events/rules/plan'
import { type EventChoices, RELATIONS } from '@/lib/events/schema'
import { getTranslations } from '@/lib/i18n/server'
import type { FormState } from '@/lib/platform/answer'

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  household: { id: string; regionCode: string; version: number; helpers: readonly unknown[] }
  choices: EventChoices
  asked: Readonly<Record<string, string | string[] | undefined>>
  relations: readonly { personId: string; name: string; relation: string }[]
  /** A returned event that is proposed again. */
  returned?: string
}

/** Words and fields of the second form, by kind of event. */
export async function ProposePanel({ action, household, choices, asked, relations, returned }: Readonly<Props>) {
  const [t, named, common] = await Promise.all([
    getTranslations('events'),
    getTranslations('households'),
    getTranslations('common'),
  ])
  const { kind, field } = choices
  const comes = isArrival(kind)
  const isNumber = field === 'ID_NUMBER'
  const wants = (each: string) => kind === 'CORRECTION' && field === each
  const place = comes
    ? kind === 'BIRTH'
      ? null
      : t('form.placeFrom')
    : isDeparture(kind) && kind !== 'DEATH'
      ? t('form.placeTo')
      : kind === 'SPLIT'
        ? t('form.address')
        : kind === 'GONE' && choices.goneReason === 'MOVED_AWAY'
          ? t('form.placeTo')
          : null
  const fields = {
    ...((comes || wants('NAME')) && { name: { label: t('form.name'), required: true } }),
    ...((comes || isNumber) && {
      idNumber: isNumber
        ? { label: t('form.newIdNumber'), required: true }
        : { label: t('form.idNumber'), hint: t('form.idNumberHint') },
    }),
    ...((comes || wants('SEX')) && { sex: { label: t('form.sex') } }),
    ...((comes || wants('BIRTH_DATE')) && { birthDate: { label: t('form.birthDate') } }),
    ...((comes || wants('ETHNICITY')) && { ethnicity: { label: t('form.ethnicity') } }),
    ...(comes && { relation: { label: t('form.relation') } }),
    ...(place && { place: { label: place } }),
    ...(kind === 'MOVE' && household.helpers.length > 0 && { handoverNote: { label: t('form.handoverNote') } }),
  }
  const hidden: [string, string][] = [
    ['eventId', returned ?? crypto.randomUUID()],
    ['newId', crypto.randomUUID()],
    ['householdId', household.id],
    ['version', String(household.version)],
    ['kind', kind],
    ...CHOICE_NAMES.flatMap((name) =>
      chosenIn(asked, name).map((value, at): [string, string] => [
        name === 'memberIds' ? `memberIds[${at}]` : name,
        value,
      ]),
    ),
  ]
  const relation = (code: string) =>
    named.has(`relations.${code}` as never) ? named(`relations.${code}` as never) : code
  return (
    <ProposeForm
      action={action}
      commandId={crypto.randomUUID()}
      hidden={hidden}
      fields={fields}
      sexes={(['M', 'F'] as const).map((value) => ({ value, label: t(`sexes.${value}`) }))}
      relations={RELATIONS.filter((code) => code !== 'HEAD').map((value) => ({ value, label: relation(value) }))}
      related={relations}
      relatedLegend={t(kind === 'MERGE' ? 'form.relationsMerge' : 'form.relations')}
      labels={{
        personId: t('form.person'),
        newHeadId: t(kind === 'SPLIT' ? 'form.newHeadOfNew' : 'form.newHead'),
        memberIds: t('form.members'),
        otherNo: t('form.otherNo'),
        name: t('form.name'),
        sex: t('form.sex'),
        birthDate: t('form.birthDate'),
        idNumber: t('form.idNumber'),
        ethnicity: t('form.ethnicity'),
        relation: t('form.relation'),
        place: place ?? '',
        value: t('form.value'),
        effectiveOn: t('form.day'),
        note: t('form.note'),
        ...Object.fromEntries(relations.map((each) => [`relations.${each.personId}`, each.name])),
      }}
      words={{
        note: t('form.note'),
        noteHint: t('form.noteHint'),
        send: t(returned ? 'form.again' : 'form.send'),
        busy: t('form.busy'),
        optional: common('optional'),
      }}
    >
      {comes && (
        <SamePersonHint
          fields={{ name: 'name', birthDate: 'birthDate', sex: 'sex', idNumber: 'idNumber' }}
          fixed={{ village: household.regionCode }}
          words={await hintWords()}
          mayCome={kind === 'MARRY_IN' || kind === 'OTHER_IN'}
        />
      )}
    </ProposeForm>
  )
}
