import { Paper, PaperTable } from '@/components/dossier/paper'
import { tableSpeaker } from '@/components/tables/words'
import { stamp } from '@/lib/i18n/format'
import type { PrintedTable } from '@/lib/tables/queries/print'
import { TOTAL } from '@/lib/tables/rules/small-cells'

/** A table on A4 landscape, always in Chinese: what it counts, as of when, what narrows it, its totals, places to sign. */
export async function TablePaper({ printed: found, isDemo }: Readonly<{ printed: PrintedTable; isDemo: boolean }>) {
  const { t, sideName, dimensionName, unitOf, shown, narrowing, brief } = await tableSpeaker('zh-CN')
  const { table, name, printed } = found
  const { definition, laid, place } = table
  const at = stamp(printed.at)
  const sides = [...laid.columns, TOTAL]
  const title = name
    ? t('print.headingOf', { region: place.name, name })
    : t('print.heading', { region: place.name, subject: t(`subjects.${definition.subject}`) })
  const narrowed = narrowing(definition)
  return (
    <Paper
      isWide
      title={title}
      number={printed.serial}
      meta={[
        t('print.unit', { unit: printed.unit }),
        t('print.asOf', { time: stamp(table.asOf) }),
        t('result.unit', { unit: unitOf(definition) }),
      ]}
      foot={t('print.by', { name: printed.by, at, serial: printed.serial })}
      printedOn={at.slice(0, 10)}
      signs={[t('print.signs.maker'), t('print.signs.checker'), t('print.signs.chief')]}
      isDemo={isDemo}
    >
      <p className="body">{brief(definition)}</p>
      {narrowed && <p className="body">{narrowed}</p>}
      <PaperTable
        columns={[
          { head: dimensionName(definition.rows), width: '16%' },
          ...sides.map((key) => ({ head: sideName(table, definition.columns, key), look: 'n' as const })),
        ]}
        rows={[...laid.lines, laid.totals].map(({ key, figures, total }) => [
          sideName(table, definition.rows, key),
          ...[...figures, total].map((each) => {
            const { text, sub } = shown(definition, each)
            return sub ? `${text} (${sub})` : text
          }),
        ])}
      />
      {laid.isMany && <p className="body">{t('result.many')}</p>}
      {laid.coveredBelow !== null && (
        <p className="body">
          {Number.isFinite(laid.coveredBelow) ? t('result.covered', { n: laid.coveredBelow }) : t('result.coveredAll')}
        </p>
      )}
      {laid.more.columns > 0 && <p className="body">{t('result.moreColumns', { n: laid.more.columns })}</p>}
      {laid.more.rows > 0 && <p className="body">{t('result.moreRows', { n: laid.more.rows })}</p>}
      <p className="body">{t(`means.${definition.subject}`)}</p>
    </Paper>
  )
}
