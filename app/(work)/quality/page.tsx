import type { Metadata } from 'next'
import { ExportButton } from '@/components/exports/export-button'
import { PlaceTable } from '@/components/quality/place-table'
import { issueSpeaker } from '@/components/quality/speak'
import { VillageList } from '@/components/quality/village-list'
import { asked, listAddress } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { RegionFilter } from '@/components/shell/region-filter'
import { Banner } from '@/components/ui/banner'
import { EmptyState } from '@/components/ui/empty-state'
import { KeepFresh } from '@/components/ui/keep-fresh'
import { LinkButton } from '@/components/ui/link-button'
import { Pager } from '@/components/ui/pager'
import { Reveal } from '@/components/ui/reveal'
import { Tabs } from '@/components/ui/tabs'
import { count, percent } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { may } from '@/lib/platform/permissions'
import { getQuality } from '@/lib/quality/queries/region'
import { ruleOf, scoreOf } from '@/lib/quality/rules/clearing'
import { ISSUE_FILTERS, type IssueFilter } from '@/lib/quality/schema'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('quality'))('title') }
}

const DONE = ['explained', 'withdrawn'] as const

export default async function QualityPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const region = asked(parameters, 'region')
  const filter: IssueFilter = ISSUE_FILTERS.find((each) => each === asked(parameters, 'show')) ?? 'ALL'
  const rule = ruleOf(asked(parameters, 'rule') ?? '')?.id
  const after = asked(parameters, 'after')
  const from = Number(/^\d{1,6}$/.exec(asked(parameters, 'from') ?? '')?.[0] ?? 0)
  const done = DONE.find((each) => each === asked(parameters, 'done'))
  const [{ quality, actor }, { t, name }, common] = await Promise.all([
    load('quality:read', async (ctx) => ({
      quality: await getQuality(ctx, { region, filter, rule, after, from }),
      actor: { role: ctx.actor.role, code: ctx.actor.regionCode, name: ctx.actor.regionName },
    })),
    issueSpeaker(),
    getTranslations('common'),
  ])
  const { place, sums, left, village, rules } = quality
  const isVillage = quality.level === 'VILLAGE'
  const address = (over: Record<string, string | null | undefined>) =>
    listAddress('/quality', { region, show: filter, rule, ...over })
  const counts: Record<IssueFilter, number> = {
    ALL: sums.errors + sums.warnings + sums.audits,
    E: sums.errors,
    W: sums.warnings,
    A: sums.audits,
    EXPLAINED: sums.explained,
  }
  return (
    <>
      <PageHead
        title={t('title')}
        aside={place.name}
        back={place.code === actor.code ? undefined : '/quality'}
        sub={t('sub', {
          score: String(scoreOf(sums) ?? 100),
          households: sums.households,
          flawed: sums.flawed,
          complete: percent(sums.filled, sums.expected),
        })}
        actions={
          <>
            {quality.level !== 'CITY' && quality.level !== 'PROVINCE' && counts[filter] > 0 && (
              <ExportButton role={actor.role} kind="QUALITY" list={address({})} />
            )}
            <LinkButton href="/quality/rules" icon="ledger">
              {t('catalogue.title')}
            </LinkButton>
          </>
        }
      />
      {done && (
        <div className="pb-3">
          <Banner state="held" live title={t(`done.${done}`)} />
        </div>
      )}
      {left > 0 && (
        <div className="pb-3">
          <Banner state="doing" live title={t('left', { n: left })} action={{ href: address({}), label: t('again') }} />
          <KeepFresh />
        </div>
      )}
      <RegionFilter kept={{ tab: filter }} own={actor} place={place} />
      {rules.length > 0 && (
        <Reveal summary={t('byRule', { n: rules.length })} open={rule !== undefined}>
          <ul className="flex flex-wrap gap-x-4 pb-2">
            {rules.map(({ ruleId, n }) => (
              <li key={ruleId}>
                <a
                  className="tap underline"
                  href={isVillage ? address({ rule: ruleId, show: null, after: null }) : `/quality/rules#${ruleId}`}
                  aria-current={rule === ruleId ? 'true' : undefined}
                >
                  {t('ruleCount', { name: name(ruleId), n })}
                </a>
              </li>
            ))}
            {rule && (
              <li>
                <a className="tap underline" href={address({ rule: null, after: null })}>
                  {t('allRules')}
                </a>
              </li>
            )}
          </ul>
        </Reveal>
      )}
      {isVillage ? (
        <>
          <Tabs
            label={t('filters.label')}
            tabs={ISSUE_FILTERS.map((each) => ({
              href: address({ show: each, after: null }),
              label: t(`filters.${each}`),
              count: count(counts[each]),
              current: each === filter,
            }))}
          />
          {village ? (
            <VillageList
              village={village}
              isFiltered={filter !== 'ALL' || rule !== undefined}
              rights={{ edit: may(actor.role, 'household:edit'), clue: may(actor.role, 'clue:open') }}
            />
          ) : (
            <EmptyState title={t('list.noRight')} />
          )}
          <Pager
            label={common('paging')}
            newer={after ? { href: address({ after: null }), label: common('first') } : undefined}
            older={village?.next ? { href: address({ after: village.next }), label: common('older') } : undefined}
          />
        </>
      ) : quality.places.length === 0 ? (
        <EmptyState title={t('places.none')}>{t('places.noneWhy')}</EmptyState>
      ) : (
        <>
          <section className="sheet px-4">
            <PlaceTable rows={quality.places} isVillages={quality.level === 'COUNTY' || quality.level === 'TOWNSHIP'} />
          </section>
          <Pager
            label={common('paging')}
            newer={from > 0 ? { href: address({ from: null }), label: common('first') } : undefined}
            older={
              quality.nextFrom
                ? { href: address({ from: String(quality.nextFrom) }), label: common('older') }
                : undefined
            }
          />
        </>
      )}
    </>
  )
}
