import { linesAddress } from '@/components/casework/addresses'
import { Bar } from '@/components/ui/bar'
import { EmptyState } from '@/components/ui/empty-state'
import { Glyph } from '@/components/ui/glyph'
import { LedgerTable } from '@/components/ui/ledger-table'
import { SectionHead } from '@/components/ui/section-head'
import type { Ageing as Lines } from '@/lib/findings/queries/ageing'
import { type Age, ageText } from '@/lib/findings/rules/ages'
import type { Source } from '@/lib/findings/schema'
import { count, nearDay, percent } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { daysBetween } from '@/lib/platform/days'

const FULL = 100

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
  const overdueLink = (n: number, narrow: { source?: Source; age?: Age }) => (
    <a href={linesAddress(region, { tab: 'overdue', ...narrow })}>{count(n)}</a>
  )
  const cell = ({ open, overdue }: Counted, source: Source, age: Age) => (
    <>
      <a href={linesAddress(region, { source, age })}>{count(open)}</a>
      {overdue > 0 && (
        <a className="chip bare" data-s="crossed" href={linesAddress(region, { tab: 'overdue', source, age })}>
          <Glyph state="crossed" />
          <span>{t('ageing.overdue', { n: overdue })}</span>
        </a>
      )}
    </>
  )
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
          <LedgerTable
            stack
            caption={t('ageing.title')}
            columns={[
              { head: t('ageing.heads.age') },
              { head: t('ageing.heads.bar', { n: longest }) },
              { head: t('ageing.heads.open'), align: 'r' },
              { head: t('ageing.heads.overdue'), align: 'r' },
              { head: t('ageing.heads.rate'), align: 'r' },
            ]}
            rows={totals.map(({ age, open, overdue }) => ({
              key: ageText(age),
              cells: [
                head(age),
                <Bar key="bar" state="held" value={longest > 0 ? (FULL * open) / longest : 0} open />,
                <a key="open" href={linesAddress(region, { age })}>
                  {count(open)}
                </a>,
                <span key="overdue">{overdueLink(overdue, { age })}</span>,
                open > 0 ? t('ofAll', { rate: percent(overdue, open), n: overdue, of: open }) : '',
              ],
            }))}
          />
          <SectionHead title={t('ageing.matrix')} note={t('ageing.matrixNote')} />
          <LedgerTable
            stack
            caption={t('ageing.matrix')}
            columns={[
              { head: t('ageing.source') },
              ...ages.map((age) => ({ head: head(age), align: 'r' as const })),
              { head: t('ageing.all'), align: 'r' },
            ]}
            rows={sources.map(({ source, open, cells }) => ({
              key: source,
              cells: [
                f(`sources.${source}`),
                ...ages.map((age, index) => {
                  const counted = cells[index]
                  return counted && counted.open > 0 ? (
                    <div key={ageText(age)} className="flex flex-wrap justify-end gap-x-2 phone:justify-start">
                      {cell(counted, source, age)}
                    </div>
                  ) : (
                    '0'
                  )
                }),
                <a key="all" href={linesAddress(region, { source })}>
                  {count(open)}
                </a>,
              ],
            }))}
          />
        </>
      )}
    </section>
  )
}
