import { type FigureLine, FiguresTable } from '@/components/tables/figures-table'
import { tableSpeaker } from '@/components/tables/words'
import { EmptyState } from '@/components/ui/empty-state'
import type { NoTable, Table } from '@/lib/tables/queries/table'
import type { Line } from '@/lib/tables/rules/lay'
import { TOTAL } from '@/lib/tables/rules/small-cells'

/** What was counted, or why it was not. `address` leads to the same table of another place. */
export async function Result({
  table,
  address,
}: Readonly<{ table: Table | NoTable; address: (region: string) => string }>) {
  const { t, sideName, dimensionName, unitOf, shown, narrowing, asOf } = await tableSpeaker()
  const { definition, place } = table
  const subject = t(`subjects.${definition.subject}`)
  if (table.problem === 'NOT_YOURS')
    return <EmptyState title={t('result.notYours', { subject })}>{t('result.notYoursWhy')}</EmptyState>
  if (table.problem === 'TOO_MANY')
    return <EmptyState title={t('result.tooMany', { region: place.name })}>{t('result.tooManyWhy')}</EmptyState>
  if (table.problem !== null)
    return (
      <div className="grid gap-2">
        <EmptyState title={t('result.tooLarge', { region: place.name })}>{t('result.tooLargeWhy')}</EmptyState>
        <ul className="flex flex-wrap gap-x-4 gap-y-2">
          {table.below.map(({ code, name }) => (
            <li key={code}>
              <a href={address(code)}>{name}</a>
            </li>
          ))}
        </ul>
      </div>
    )
  const { laid } = table
  const caption = t('result.caption', { region: place.name, subject })
  const tuple = ({ key, figures, total }: Line, name: string): FigureLine => [
    name,
    ...[...figures.map((each, index) => [each, laid.columns[index] as string] as const), [total, TOTAL] as const].map(
      ([each, column]) => {
        const { text, sub } = shown(definition, each)
        const href = each.isNothing || each.value === null ? null : table.records(key, column)
        return [text, sub, href ?? ''] as const
      },
    ),
  ]
  return (
    <section className="sheet grid min-w-0 gap-2 px-4 py-3">
      <p className="flex flex-wrap gap-x-4 gap-y-1 text-13 text-ink-2">
        <span>{t('result.unit', { unit: unitOf(definition) })}</span>
        <span>{asOf(table.asOf)}</span>
        {narrowing(definition) && <span>{narrowing(definition)}</span>}
      </p>
      {laid.totals.total.isNothing ? (
        <EmptyState title={t('result.empty')}>{t('result.emptyWhy')}</EmptyState>
      ) : (
        <FiguresTable
          caption={caption}
          corner={dimensionName(definition.rows)}
          across={definition.columns ? dimensionName(definition.columns) : ''}
          columns={laid.columns.map((key) => sideName(table, definition.columns, key))}
          total={definition.columns ? t('result.total') : t(`values.${definition.value}`)}
          lines={laid.lines.map((line) => tuple(line, sideName(table, definition.rows, line.key)))}
          sum={tuple(laid.totals, t('result.total'))}
        />
      )}
      <Notes table={table} />
    </section>
  )
}

/** What has to be known to read the figures right. */
async function Notes({ table: { definition, laid } }: Readonly<{ table: Table }>) {
  const { t } = await tableSpeaker()
  const { more, coveredBelow, isMany } = laid
  const notes = [
    more.columns > 0 && t('result.moreColumns', { n: more.columns }),
    more.rows > 0 && t('result.moreRows', { n: more.rows }),
    isMany && t('result.many'),
    coveredBelow !== null &&
      (Number.isFinite(coveredBelow) ? t('result.covered', { n: coveredBelow }) : t('result.coveredAll')),
    t(`means.${definition.subject}`),
  ].filter((note) => note !== false)
  return (
    <ul className="grid gap-1 text-12 text-ink-3">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  )
}
