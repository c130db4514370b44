import { Handbook, HouseholdSheet } from '@/components/dossier/handbook'
import { Paper } from '@/components/dossier/paper'
import type { ValueWords } from '@/components/dossier/value-words'
import type { Sheet, SheetKind } from '@/lib/dossier/queries/sheet'
import { stamp } from '@/lib/i18n/format'

type Props = { kind: SheetKind; sheet: Sheet; isDemo: boolean; words: ValueWords }

const SIGNS = { household: ['filler', 'checker', 'leader'], handbook: ['head', 'filler', 'checker'] } as const

/** A household on A4: its sheet or its handbook. */
export function HouseholdPaper({ kind, sheet, isDemo, words }: Readonly<Props>) {
  const { t } = words
  const { file, printed } = sheet
  const at = stamp(printed.at)
  const number = t('paper.number', { no: file.record.household.householdNo })
  return (
    <Paper
      title={t(`paper.${kind}`)}
      number={number}
      meta={[number, t('paper.unit', { unit: printed.unit }), t('paper.asOf', { at }), t('paper.money')]}
      foot={t('paper.printedBy', { name: printed.by, at, serial: printed.serial })}
      printedOn={at.slice(0, 10)}
      mark={t('paper.watermark', { name: printed.by, day: at })}
      signs={SIGNS[kind].map((who) => t(`paper.${who}`))}
      isDemo={isDemo}
    >
      {kind === 'handbook' ? <Handbook sheet={sheet} words={words} /> : <HouseholdSheet sheet={sheet} words={words} />}
    </Paper>
  )
}
