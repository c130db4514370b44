import { figureText, formulaText, nameOf, reportedText, unitOf } from '@/components/indicators/figure-words'
import { LedgerTable } from '@/components/ui/ledger-table'
import { Reveal } from '@/components/ui/reveal'
import { digits, longDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import zh from '@/lib/i18n/zh-CN/measures'
import { REPORTED } from '@/lib/indicators/catalogue/reported'
import type { FigureLine, IndicatorPage } from '@/lib/indicators/queries/page'
import { recordsBehind } from '@/lib/indicators/rules/records'

type Props = { title: string; lines: readonly FigureLine[]; page: IndicatorPage }
const ROWS = new Map(REPORTED.map((each) => [each.code, each]))
const hasNote = (code: string): code is keyof typeof zh.notes => code in zh.notes

/** Figures of one theme: reported with its parts, day and source, beside what the records come to; each opens what is behind it. */
export async function FigureTable({ title, lines, page }: Readonly<Props>) {
  const [t, measures, locale] = await Promise.all([
    getTranslations('figures'),
    getTranslations('measures'),
    getLocale(),
  ])
  const words = {
    hedge: (key: 'about') => t(`hedges.${key}`),
    qualifier: (key: 'ABOUT') => t(`qualifiers.${key}`),
  } as Parameters<typeof figureText>[2]
  const { names, place } = page
  const behind = (line: FigureLine) => {
    const indicator = ROWS.get(line.code)
    return (
      <Reveal summary={t('page.definition')}>
        <p className="text-13">
          {t('page.formula')} {formulaText(line.formula, names, locale)}
        </p>
        {hasNote(line.code) && <p className="text-13">{measures(`notes.${line.code}`)}</p>}
        {indicator && (
          <p className="text-13 text-ink-3">
            {t('page.version', { n: indicator.version, direction: t(`directions.${indicator.direction}`) })}
          </p>
        )}
        <ul className="grid gap-1 pt-2 text-13">
          {line.reported.readings.map((read) => (
            <li key={read.id}>
              <a href={read.kind === 'FACT' ? `/indicators/facts/${read.id}` : `/indicators/targets/${read.id}`}>
                {nameOf(read.code, names, locale)}
              </a>{' '}
              {reportedText(read.value, unitOf(read.code, read.unit, names, locale), read.qualifiers, words)}{' '}
              <span className="text-ink-3">
                {read.kind === 'TARGET' ? `${t('page.target')} ` : ''}
                {longDay(read.day, locale)} {read.source} {read.sourceRef}
              </span>
            </li>
          ))}
        </ul>
        {line.counted && (
          <ul className="grid gap-1 pt-2 text-13">
            {line.counted.readings.map(({ code, value }) => {
              const to = recordsBehind(code, {
                region: place.code,
                from: page.from,
                asOf: page.asOf,
                today: page.today,
              })
              const told = `${t('page.counted')} ${nameOf(code, names, locale)} ${digits(value)}`
              return <li key={code}>{to ? <a href={to}>{told}</a> : told}</li>
            })}
          </ul>
        )}
      </Reveal>
    )
  }
  return (
    <section className="sheet min-w-0 px-4 pb-3">
      <h2 className="py-3 font-semibold">{title}</h2>
      <LedgerTable
        caption={title}
        stack
        columns={[
          { head: t('page.name') },
          { head: t('page.value'), align: 'r' },
          { head: t('page.parts'), align: 'r' },
          { head: t('page.counted'), align: 'r' },
          { head: t('page.difference'), align: 'r' },
          { head: t('page.days') },
          { head: t('page.definition') },
        ]}
        rows={lines.map((line) => {
          const unit = t(`units.${ROWS.get(line.code)?.unit ?? 'PIECES'}`)
          const { reported, counted, difference } = line
          const days = reported.days
          const own = counted?.shown ?? null
          return {
            key: line.code,
            cells: [
              measures(`names.${line.code}`),
              reported.shown !== null && (
                <b key="value">
                  {figureText(reported.shown, reported.hedges, words)} {unit}
                </b>
              ),
              reported.above !== null &&
                reported.below !== null &&
                t('page.share', { above: digits(reported.above), below: digits(reported.below) }),
              own !== null && `${digits(own)} ${unit}`,
              difference !== null && digits(difference),
              days &&
                (days.first === days.last
                  ? longDay(days.last, locale)
                  : t('page.period', { first: longDay(days.first, locale), last: longDay(days.last, locale) })),
              behind(line),
            ],
          }
        })}
      />
    </section>
  )
}
