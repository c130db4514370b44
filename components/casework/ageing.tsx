import { linesAddress } from '@/components/casework/addresses'
import { barOf, linked } from '@/components/casework/linked'
import { type RowsCell, type RowsLink, RowsTable } from '@/components/casework/rows-table'
import { EmptyState } from '@/components/ui/empty-state'
import { SectionHead } from '@/components/ui/section-head'
import type { Ageing as Lines } from '@/lib/findings/queries/ageing'
import type { Age } from '@/lib/findings/rules/ages'
import type { Source } from '@/lib/findings/schema'
import { nearDay, percent } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { daysBetween } from '@/lib/platform/days'

type Props = { region: string; ageing: Lines; today: string }
type Counted = { open: number; overdue: number }

/** 问题存续时间 · Open findings by how long ago they were found, then by source, overdue ones among them, and the oldest of all. */
export async function Ageing({ region, ageing, today }: Readonly<Props>) {
  const [t, f, locale] = await Promise.all([getTranslations('casework'), getTranslations('findings'), getLocale()])
  const { ages, sources, oldest } = ageing
  const head = ({ from, to }: Age) => (to === null ? t('ageing.over', { from }) : t('ageing.between', { from, to }))
  const totals = ages.map((age, index) => ({
    age,
    open: sources.reduce((all, { cells }) => all + (cells[index]?.open ?? 0), 0),
    overdue: sources.reduce((all, { cells }) => all + (cells[index]?.overdue ?? 0), 0),
  }))
  const longest = Math.max(...totals.map(({ open }) => open))
  const cell = ({ open, overdue }: Counted, source: Source, age: Age): RowsCell => {
    const all: RowsLink = [open, linesAddress(region, { source, age })]
    if (overdue === 0) return { links: [all] }
    const late = linesAddress(region, { tab: 'overdue', source, age })
    return { links: [all, [t('ageing.overdue', { n: overdue }), late, 'crossed']] }
  }
  return (
    <section className="sheet px-4 pb-4">
      <SectionHead title={t('ageing.title')} note={t('ageing.note')} />
      {sources.length === 0 ? (
        <EmptyState title={t('ageing.empty')}>{t('ageing.note')}</EmptyState>
      ) : (
        <>
          {oldest && (
            <p className="pb-2">
              <a href={`/findings/${oldest.id}`}>
                {t('ageing.oldest', {
                  title: oldest.title || f(`categories.${oldest.category}`),
                  place: oldest.region,
                  day: nearDay(oldest.foundOn, today, locale),
                  n: daysBetween(oldest.foundOn, today),
                })}
              </a>
            </p>
          )}
          <RowsTable
            caption={t('ageing.title')}
            columns={[
              { head: t('ageing.heads.age') },
              { head: t('ageing.heads.bar', { n: longest }) },
              { head: t('ageing.heads.open'), align: 'r' },
              { head: t('ageing.heads.overdue'), align: 'r' },
              { head: t('ageing.heads.rate'), align: 'r' },
            ]}
            rows={totals.map(({ age, open, overdue }) => ({
              cells: [
                head(age),
                { bar: barOf(open, longest), isOpen: true },
                linked(open, linesAddress(region, { age })),
                linked(overdue, linesAddress(region, { tab: 'overdue', age })),
                open > 0 ? t('ofAll', { rate: percent(overdue, open), n: overdue, of: open }) : '',
              ],
            }))}
          />
          <SectionHead title={t('ageing.matrix')} note={t('ageing.matrixNote')} />
          <RowsTable
            caption={t('ageing.matrix')}
            columns={[
              { head: t('ageing.source') },
              ...ages.map((age) => ({ head: head(age), align: 'r' as const })),
              { head: t('ageing.all'), align: 'r' },
            ]}
            rows={sources.map(({ source, open, cells }) => ({
              cells: [
                f(`sources.${source}`),
                ...ages.map((age, index) => {
                  const counted = cells[index]
                  return counted && counted.open > 0 ? cell(counted, source, age) : '0'
                }),
                linked(open, linesAddress(region, { source })),
              ],
            }))}
          />
        </>
      )}
    </section>
  )
}
