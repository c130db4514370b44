import { Chip } from '@/components/ui/chip'
import { Dot } from '@/components/ui/dot'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { LinkButton } from '@/components/ui/link-button'
import { SectionHead } from '@/components/ui/section-head'
import { standingOf } from '@/components/visits/standing'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { daysBetween } from '@/lib/platform/days'
import type { Pick } from '@/lib/visits/queries/pick'

const SOON_DAYS = 7

type Props = { picks: readonly Pick[]; text: string; today: string }

/** Households to visit, most urgent first, with a search box over them. */
export async function VisitPicks({ picks, text, today }: Readonly<Props>) {
  const [t, h, s, common, locale] = await Promise.all([
    getTranslations('visits.pick'),
    getTranslations('visits.head'),
    getTranslations('households'),
    getTranslations('common'),
    getLocale(),
  ])
  const due = (pick: Pick) => {
    if (!pick.nextVisitOn) return <span className="text-13 text-ink-3">{t('noPlan')}</span>
    const n = daysBetween(today, pick.nextVisitOn)
    if (n < 0)
      return (
        <Chip bare state="crossed">
          {t('overdue', { n: -n })}
        </Chip>
      )
    if (n === 0)
      return (
        <Chip bare state="due">
          {t('dueToday')}
        </Chip>
      )
    if (n <= SOON_DAYS)
      return (
        <Chip bare state="due">
          {t('dueIn', { n })}
        </Chip>
      )
    return <span className="text-13 text-ink-2">{t('dueOn', { day: nearDay(pick.nextVisitOn, today, locale) })}</span>
  }
  return (
    <>
      <search>
        <form action="/visits/new" method="get" className="flex gap-2 pb-3">
          <label className="box flex-1">
            <span className="sr-only">{t('search')}</span>
            <Icon name="search" />
            <input
              type="search"
              name="q"
              defaultValue={text}
              placeholder={t('search')}
              maxLength={40}
              autoComplete="off"
            />
          </label>
          <button type="submit" className="btn">
            {common('search')}
          </button>
        </form>
      </search>
      <SectionHead ruled title={text ? t('found') : t('suggested')} note={t('foundNote', { n: picks.length })} />
      {picks.length === 0 && (
        <EmptyState title={text ? t('nothing') : t('empty')}>{text ? t('nothingText') : t('emptyText')}</EmptyState>
      )}
      <ul className="grid gap-2.5 rail:grid-cols-2 desk:grid-cols-3">
        {picks.map((pick, index) => (
          <li key={pick.id} className="sheet flex items-center gap-3 px-4 py-3">
            <div className="min-w-0 flex-1">
              <h3 className="text-18">
                {pick.headName}
                <small className="ml-2 text-13 font-normal text-ink-2">{s(standingOf(pick))}</small>
              </h3>
              <p className="text-13 text-ink-3">
                {pick.villageName}
                {pick.groupName}
                <Dot />
                {h('members', { n: pick.memberCount })}
                <Dot />
                {pick.lastVisitedOn
                  ? t('lastVisit', { day: nearDay(pick.lastVisitedOn, today, locale) })
                  : t('neverVisited')}
              </p>
              {due(pick)}
            </div>
            <LinkButton href={`/visits/new?household=${pick.id}`} look={index === 0 ? 'act' : 'plain'}>
              {t('visit')}
              <span className="sr-only">{pick.headName}</span>
            </LinkButton>
          </li>
        ))}
      </ul>
    </>
  )
}
