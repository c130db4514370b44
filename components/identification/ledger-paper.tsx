import { Paper, PaperTable } from '@/components/dossier/paper'
import { stamp, yuan } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import type { Ledger } from '@/lib/identification/queries/ledger'

type Row = Ledger['rows'][number]

const COLUMNS = [
  ['no', '3%'],
  ['place', '7%'],
  ['head', '8%'],
  ['people', '3%'],
  ['type', '7%'],
  ['risks', '7%'],
  ['channel', '5%'],
  ['clue', '7%'],
  ['identified', '7%'],
  ['income', '7%'],
  ['measures', '10%'],
  ['helper', '5%'],
  ['lastVisit', '7%'],
  ['incomeNow', '5%'],
  ['removed', '7%'],
  ['contact', '5%'],
] as const

/** The ledger of monitored households on A4 across: always in Chinese, with masked numbers of identity, without phones or accounts. */
export async function LedgerPaper({ ledger, isDemo }: Readonly<{ ledger: Ledger; isDemo: boolean }>) {
  const [t, monitoring, support] = await Promise.all([
    getTranslations({ locale: 'zh-CN', namespace: 'identification' }),
    getTranslations({ locale: 'zh-CN', namespace: 'monitoring' }),
    getTranslations({ locale: 'zh-CN', namespace: 'support' }),
  ])
  const { printed, place, rows, today } = ledger
  const at = stamp(printed.at)
  const money = (fen: number | null) => (fen === null ? '' : yuan(fen))
  const persons = rows.reduce((sum, { members }) => sum + members, 0)
  const marks = ({ isRollback, isGreen, isSafetyNet }: Row) =>
    [isRollback && t('papers.rollback'), isGreen && t('papers.green'), isSafetyNet && t('papers.safetyNet')].filter(
      Boolean,
    )
  return (
    <Paper
      isWide
      title={t('papers.ledger')}
      number={`${place.name} ${today}`}
      meta={[t('papers.total', { place: place.name, n: rows.length, persons }), today]}
      foot={t('papers.printedBy', { name: printed.by, at, serial: printed.serial })}
      printedOn={at.slice(0, 10)}
      signs={(['filler', 'checker', 'leader'] as const).map((who) => t(`papers.signs.${who}`))}
      isDemo={isDemo}
    >
      {ledger.most !== null && <p>{t('papers.more', { n: ledger.most })}</p>}
      <PaperTable
        columns={COLUMNS.map(([key, width]) => ({ head: t(`papers.ledgerColumns.${key}`), width }))}
        rows={rows.map((row, index) => [
          String(index + 1),
          row.place,
          [row.headName, row.idNumber].filter(Boolean).join(' '),
          String(row.members),
          [monitoring(`types.${row.type}`), ...marks(row)].join(' '),
          row.risks.map((risk) => monitoring(`risks.${risk as 'OTHER'}`)).join(t('join')),
          monitoring(`sources.${row.channel}`),
          row.clueOn ?? '',
          row.identifiedOn,
          [
            money(row.incomeThenFen),
            row.line.fen !== null && t('papers.line', { year: row.line.year, line: yuan(row.line.fen) }),
          ]
            .filter(Boolean)
            .join(' '),
          row.measures.map(({ category, on }) => `${support(`categories.${category}`)} ${on}`).join(t('join')),
          row.helper,
          row.lastVisitedOn ?? '',
          money(row.incomeNowFen),
          [row.removedOn, row.mode && t(`modes.${row.mode as 'SUPPORT'}`)].filter(Boolean).join(' '),
          row.contact,
        ])}
      />
    </Paper>
  )
}
