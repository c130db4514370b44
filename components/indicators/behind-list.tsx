import { figureHeads } from '@/components/indicators/figure-heads'
import { wallSpeaker } from '@/components/indicators/speak'
import { wallHref } from '@/components/indicators/wall-href'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { SectionHead } from '@/components/ui/section-head'
import { Tabs } from '@/components/ui/tabs'
import { TupleTable } from '@/components/ui/tuple-table'
import { count, nearDay } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import type { IndicatorCode, Part } from '@/lib/indicators/catalogue'
import type { Behind } from '@/lib/indicators/queries/behind'
import type { Measured } from '@/lib/indicators/queries/wall'
import { householdsOf } from '@/lib/indicators/rules/shown'

type Props = {
  code: IndicatorCode
  behind: Behind
  figure: Measured
  regionCode: string
  today: string
  /** The past day of the figures, else today. */
  on: string | undefined
  mayVisit: boolean
}

/** At village level: the households that make up the figure, by the figure's own condition. */
export async function BehindList({ code, behind, figure, regionCode, today, on, mayVisit }: Readonly<Props>) {
  const [heads, { t, locale }, status, past] = await Promise.all([
    figureHeads(code),
    wallSpeaker(),
    getTranslations('households'),
    getTranslations('past'),
  ])
  const { part, total, rows } = behind
  const href = (each: Part) => `${wallHref(regionCode, code, on)}&part=${each}`
  const households = householdsOf(code, figure)
  const unseen = households[part] - total
  const all = `/households?region=${regionCode}&behind=${code}&part=${part}`
  const tab = (each: Part, n: number) => ({
    href: href(each),
    label: heads.part(each),
    count: count(n),
    current: each === part,
  })
  const title =
    part === 'counted'
      ? t('behind.title.counted', { name: t(`names.${code}`), n: total })
      : code === 'visitCoverage'
        ? t('behind.title.missing', { n: total })
        : t('behind.missingOther', { n: total })
  return (
    <section className="grid gap-2 min-w-0">
      <SectionHead
        title={title}
        end={
          !on && (
            <LinkButton href={all} size="small" look="quiet">
              {t('behind.all')}
            </LinkButton>
          )
        }
      />
      <Tabs label={t('behind.tabs')} tabs={[tab('counted', households.counted), tab('missing', households.missing)]} />
      {on && unseen > 0 && <p className="text-13 text-ink-2">{past('moved', { n: unseen })}</p>}
      {rows.length === 0 ? (
        <EmptyState title={t('behind.none')} />
      ) : (
        <TupleTable
          caption={title}
          columns={[
            {
              head: t('behind.head'),
              at: 1,
              href: on ? `/households/{0}?asOf=${on}` : '/households/{0}',
              strong: true,
            },
            { head: t('behind.group'), at: 2 },
            { head: t('behind.no'), at: 3 },
            { head: t('behind.status'), at: 4, kind: 'tag' },
            { head: t('behind.members'), at: 5, kind: 'number' },
            { head: t('behind.lastVisit'), at: 6 },
            ...(mayVisit ? [{ head: t('behind.visit'), at: 7, href: '/visits/new?household={0}' }] : []),
          ]}
          rows={rows.map((row) => [
            row.id,
            row.headName,
            row.groupName,
            row.householdNo,
            status(`statuses.${row.povertyStatus}` as never),
            row.members,
            row.lastVisitedOn ? nearDay(row.lastVisitedOn, today, locale) : t('behind.never'),
            t('behind.visit'),
          ])}
        />
      )}
      {rows.length < total && (
        <p className="text-12 text-ink-3">
          {on ? past('first', { shown: rows.length }) : <a href={all}>{t('behind.more', { shown: rows.length })}</a>}
        </p>
      )}
    </section>
  )
}
