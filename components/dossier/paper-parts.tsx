import { PaperFacts, PaperTable } from '@/components/dossier/paper'
import { shownWords } from '@/components/dossier/sealed-words'
import { fieldKey, type ValueWords } from '@/components/dossier/value-words'
import type { Sheet } from '@/lib/dossier/queries/sheet'
import { incomeLines } from '@/lib/dossier/rules/income-lines'
import { stamp, yuan } from '@/lib/i18n/format'
import { ageOn } from '@/lib/platform/days'

type Props = { sheet: Sheet; words: ValueWords }

const YEARS_ON_PAPER = 4

/** What the household is: place, kind, causes, how to reach it. */
export function PaperIdentity({ sheet: { file, facts }, words }: Readonly<Props>) {
  const { t } = words
  const { household } = file.record
  const say = (field: string, value: unknown) => [words.field(field), words.value(field, value)] as const
  return (
    <PaperFacts
      items={[
        [words.field('regionCode'), household.path.map(({ name }) => name).join('') + household.groupName],
        [t('paper.place'), household.address || t('none')],
        say('householdType', facts.householdType),
        say('povertyStatus', facts.povertyStatus),
        say('identifiedOn', facts.identifiedOn),
        say('exitYear', facts.exitYear),
        say('mainCause', facts.mainCause),
        say('otherCauses', facts.otherCauses),
        say('monitoredType', facts.monitoredType),
        [t('paper.people'), t('persons', { n: facts.members.length })],
        [words.field('phoneEnc'), shownWords(household.phone, words)],
        [
          words.field('bankAccountEnc'),
          [household.bankName, shownWords(household.bankAccount, words)].filter(Boolean).join(' '),
        ],
        say('nationalHouseholdNo', household.nationalHouseholdNo),
        say('housingGrade', facts.housingGrade),
      ]}
    />
  )
}

/** Everybody of the household, numbers masked. */
export function PaperMembers({ sheet: { file, facts, printed }, words }: Readonly<Props>) {
  const { t } = words
  const today = stamp(printed.at).slice(0, 10)
  const short = (field: string, value: unknown) =>
    value === null || value === undefined ? '' : words.value(field, value)
  return (
    <PaperTable
      columns={[
        { head: t('paper.columns.no'), width: '5%', look: 'c' },
        { head: words.field('name'), width: '9%' },
        { head: words.field('relation'), width: '8%' },
        { head: words.field('sex'), width: '5%', look: 'c' },
        { head: t('paper.columns.age'), width: '5%', look: 'c' },
        { head: words.field('idNumberEnc'), width: '17%' },
        { head: words.field('education'), width: '10%' },
        { head: words.field('health'), width: '12%' },
        { head: words.field('labour'), width: '10%' },
        { head: words.field('workArea'), width: '11%' },
        { head: t('paper.columns.medical'), width: '8%' },
      ]}
      rows={facts.members.map((member, index) => {
        const shown = file.record.members.find(({ id }) => id === member.id)
        const work = [short('workArea', member.workArea), member.workMonths ? String(member.workMonths) : ''].filter(
          Boolean,
        )
        return [
          String(index + 1),
          shown?.name ?? '',
          words.code('relation', member.relation),
          words.code('sex', member.sex),
          String(ageOn(member.birthDate, today)),
          shownWords(shown?.idNumber, words),
          short('education', member.education) || short('schooling', member.schooling),
          member.health.length > 0 ? words.value('health', member.health) : '',
          short('labour', member.labour),
          work.join(' '),
          shown?.insured === null || shown === undefined ? '' : words.value('insured', shown.insured),
        ]
      })}
    />
  )
}

/** Income of the last years by group and item, and per head. */
export function PaperIncome({ sheet: { file }, words, byItem }: Readonly<Props & { byItem?: boolean }>) {
  const years = file.incomes.slice(0, YEARS_ON_PAPER)
  const money = (fen: number | null) => (fen === null ? '' : yuan(fen))
  const lines = incomeLines(years).filter((line) => byItem || line.group)
  const total = (field: string, column: string) => [
    words.field(field),
    ...years.map(({ row }) => (row[column] === null || row[column] === undefined ? '' : yuan(Number(row[column])))),
  ]
  return (
    <PaperTable
      columns={[
        { head: words.t('paper.columns.item'), width: '30%' },
        ...years.map(({ year }) => ({ head: words.t('year', { year: String(year) }), look: 'n' as const })),
      ]}
      rows={[
        ...lines.map((line) => [
          line.group ? <b key={line.key}>{words.code(line.words, line.code)}</b> : words.code(line.words, line.code),
          ...line.fen.map(money),
        ]),
        total('netFen', 'net_fen'),
        years.length > 0
          ? [
              words.field('residentMembers'),
              ...years.map(({ row }) => (row.resident_members ? String(row.resident_members) : '')),
            ]
          : [],
        total('perCapitaIncomeFen', 'per_capita_income_fen'),
      ].filter((row) => row.length > 0)}
    />
  )
}

/** Living and production of the latest year. */
export function PaperLiving({ sheet: { file }, words }: Readonly<Props>) {
  const [latest] = file.livings
  if (!latest) return <p>{words.t('nothing')}</p>
  return (
    <PaperFacts
      items={[
        [words.field('valuesYear'), words.t('year', { year: String(latest.year) })],
        ...latest.known.map(
          ({ field, value }) => [words.field(fieldKey(field)), words.value(fieldKey(field), value)] as const,
        ),
      ]}
    />
  )
}

/** Who helps the household: his unit, whose it is, his phone, from when to when. */
export function PaperHelpers({ sheet: { file, helpers }, words }: Readonly<Props>) {
  const { t } = words
  const of = (id: string) => helpers.find((helper) => helper.id === id)
  return (
    <PaperTable
      columns={[
        { head: words.field('name'), width: '14%' },
        { head: words.field('unit') },
        { head: t('paper.columns.affiliation'), width: '12%' },
        { head: t('paper.columns.phone'), width: '18%', look: 'c' },
        { head: t('paper.columns.from'), width: '13%', look: 'c' },
        { head: t('paper.columns.to'), width: '13%', look: 'c' },
      ]}
      rows={file.helpers.map(({ id, name, unit, from, to }) => {
        const affiliation = of(id)?.affiliation
        const whose = affiliation ? words.code('affiliation', affiliation) : ''
        return [name, unit, whose, of(id)?.phone ?? '', from, to ?? '']
      })}
      blanks={file.helpers.length === 0 ? 1 : 0}
    />
  )
}
