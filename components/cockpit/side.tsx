import type { CSSProperties, ReactNode } from 'react'
import { shapeOf } from '@/components/findings/state'
import { Chip } from '@/components/ui/chip'
import { SectionHead } from '@/components/ui/section-head'
import type { Cockpit } from '@/lib/cockpit/queries/cockpit'
import type { Figure } from '@/lib/cockpit/schema'
import { count, nearDay, yuan } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { daysBetween } from '@/lib/platform/days'

const WEEK = ['moved', 'found', 'closed', 'reopened', 'sessions', 'listed', 'delisted'] as const
const FULL = 100

/** The address of the records behind a figure. */
export const recordsOf = (figure: Figure, region: string) => `/cockpit/records?of=${figure}&region=${region}`

type Props = { cockpit: Cockpit }

/** What moved in seven days, what supervisors found and what came of it, what they helped, the oldest open lines, and whom they burden. */
export async function Side({ cockpit }: Readonly<Props>) {
  const [t, f, categories, locale] = await Promise.all([
    getTranslations('cockpit'),
    getTranslations('cockpit.figures'),
    getTranslations('findings.categories'),
    getLocale(),
  ])
  const { counts, region, may, today, burden, oldest } = cockpit
  const link = (figure: Figure, text: ReactNode, isOpen = true) =>
    isOpen ? (
      <a href={recordsOf(figure, region.code)}>
        <span className="sr-only">{f(figure)} </span>
        {text}
      </a>
    ) : (
      text
    )
  const helped = (figure: Figure, text: string, unit: string, isOpen = true) => (
    <b>
      {link(
        figure,
        <>
          {text}
          <span className="u">{unit}</span>
        </>,
        isOpen,
      )}
    </b>
  )
  const widest = Math.max(1, counts.sessionFound, counts.solved)
  const bar = (figure: Figure, name: string, isOpen: boolean, state?: 'crossed') => (
    <li key={figure} data-s={state} style={{ '--v': `${(FULL * counts[figure]) / widest}%` } as CSSProperties}>
      {link(
        figure,
        <>
          <b>{count(counts[figure])}</b>
          <span>{name}</span>
          <i />
        </>,
        isOpen,
      )}
    </li>
  )
  const when = (line: Cockpit['oldest'][number]) => {
    if (line.isLongTerm) return t('oldest.longTerm')
    if (!line.dueOn) return t('oldest.noDue')
    const n = daysBetween(today, line.dueOn)
    return n < 0 ? t('oldest.over', { n: -n }) : t('oldest.left', { n })
  }
  return (
    <>
      <section className="sheet px-4">
        <SectionHead title={t('week.title')} note={t('week.note', { from: nearDay(cockpit.since, today, locale) })} />
        <ul className="ck-four">
          {WEEK.map((figure) => (
            <li key={figure}>
              <b>
                {link(figure, count(counts[figure]), may.findings || !['found', 'closed', 'reopened'].includes(figure))}
              </b>
              {t(`week.${figure}`)}
            </li>
          ))}
        </ul>
      </section>
      <section className="sheet px-4">
        <SectionHead title={t('help.title')} note={t('help.note')} />
        <ul className="ck-four">
          <li>
            {helped('solved', count(counts.solved), t('help.piece'))}
            {t('help.solved')}
          </li>
          <li>
            {helped('supported', count(counts.supported), t('help.piece'))}
            {t('help.supported')}
          </li>
          <li>
            {helped('supported', yuan(cockpit.amountFen), t('help.yuan'))}
            {t('help.amount')}
          </li>
          <li>
            {helped('visited', count(counts.visited), t('help.household'), may.households)}
            {t('help.visited')}
          </li>
        </ul>
      </section>
      <section className="sheet px-4">
        <SectionHead title={t('faults.title')} />
        <ol className="ck-bars">
          {bar('sessionFound', t('faults.sessionFound'), may.findings)}
          {bar('solved', t('faults.solvedThere'), true)}
          {bar('sessionAssigned', t('faults.sessionAssigned'), may.findings)}
          {bar('sessionClosed', t('faults.sessionClosed'), may.findings)}
          {bar('sessionOverdue', t('faults.sessionOverdue'), may.findings, 'crossed')}
        </ol>
      </section>
      <section className="sheet px-4">
        <SectionHead
          title={t('oldest.title')}
          end={
            may.findings &&
            counts.open > 0 && (
              <a className="text-13" href={recordsOf('open', region.code)}>
                {t('all', { n: counts.open })}
              </a>
            )
          }
        />
        {oldest.length === 0 && <p className="pb-3 text-13 text-ink-2">{t('oldest.none')}</p>}
        <ol className="ck-old">
          {oldest.map((line) => (
            <li key={line.id}>
              <a href={`/findings/${line.id}`} className="font-semibold">
                {line.title || categories(line.category)}
              </a>
              <span>
                <span>
                  {line.region}
                  {line.unit && <i className="d" />}
                  {line.unit}
                  <i className="d" />
                  {t('oldest.age', { n: daysBetween(line.foundOn, today) })}
                </span>
                <Chip bare state={shapeOf(line)}>
                  {line.reopened > 0 && !line.isOverdue ? t('oldest.reopened', { n: line.reopened }) : when(line)}
                </Chip>
              </span>
            </li>
          ))}
        </ol>
      </section>
      {may.households && (
        <section className="sheet px-4 pb-3">
          <SectionHead title={t('burden.title')} note={burden ? t('burden.rule', burden) : undefined} />
          <p className="text-13">
            {!burden ? (
              t('burden.noRule')
            ) : counts.burdened > 0 ? (
              <Chip bare state="behind">
                {link('burdened', t('burden.some', { n: counts.burdened }))}
              </Chip>
            ) : (
              t('burden.none')
            )}
          </p>
          <p className="text-12 text-ink-3">{t('burden.why')}</p>
        </section>
      )}
    </>
  )
}
