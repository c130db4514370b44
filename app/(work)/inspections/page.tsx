import type { Metadata } from 'next'
import { ExportButton } from '@/components/exports/export-button'
import { InspectionsNav } from '@/components/inspections/inspections-nav'
import { shapeOf } from '@/components/inspections/names'
import { asked, listAddress } from '@/components/shell/address'
import { ListPager } from '@/components/shell/list-pager'
import { PageHead } from '@/components/shell/page-head'
import { RegionFilter } from '@/components/shell/region-filter'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { TupleTable } from '@/components/ui/tuple-table'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { listCampaigns, listLetters, seesCampaigns } from '@/lib/inspections/queries/list'
import { load } from '@/lib/platform/load'
import { may } from '@/lib/platform/permissions'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('inspections'))('titleLong') }
}

export default async function InspectionsPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const [region, after, part] = ['region', 'after', 'part'].map((name) => asked(parameters, name))
  const [t, locale, { campaigns, letters, actor, sees, today }] = await Promise.all([
    getTranslations('inspections'),
    getLocale(),
    load('inspection:read', async (ctx) => {
      const ofLetters = part === 'letters' || !seesCampaigns(ctx)
      return {
        campaigns: ofLetters ? null : await listCampaigns(ctx, { region, after }),
        letters: ofLetters ? await listLetters(ctx, { region, after }) : null,
        actor: ctx.actor,
        sees: seesCampaigns(ctx),
        today: ctx.today,
      }
    }),
  ])
  const day = (text: string) => nearDay(text, today, locale)
  const shownPart = letters ? 'letters' : undefined
  const list = campaigns ?? letters
  const address = (over: Record<string, string | null>) =>
    listAddress('/inspections', { part: shownPart, region, ...over })
  return (
    <>
      <PageHead
        title={t('titleLong')}
        sub={list && t('sub', { region: list.place.name, n: list.total })}
        actions={
          <>
            {list && list.total > 0 && (
              <ExportButton role={actor.role} kind={letters ? 'LETTERS' : 'CAMPAIGNS'} list={address({})} />
            )}
            {sees && may(actor.role, 'inspection:plan') && (
              <LinkButton href={listAddress('/inspections/new', { region })} icon="plus">
                {t('list.plan')}
              </LinkButton>
            )}
          </>
        }
      />
      <InspectionsNav part={letters ? 'letters' : 'campaigns'} seesCampaigns={sees} />
      {list && (
        <RegionFilter
          own={{ code: actor.regionCode, name: actor.regionName }}
          place={list.place}
          kept={{ part: shownPart }}
        />
      )}
      {campaigns &&
        (campaigns.campaigns.length === 0 ? (
          <EmptyState title={t('list.empty')}>{t('list.emptyWhy')}</EmptyState>
        ) : (
          <section className="sheet px-4">
            <TupleTable
              caption={t('titleLong')}
              columns={[
                { head: t('list.name'), at: 1, sub: 2, href: '/inspections/{0}', strong: true },
                { head: t('list.period'), at: 3 },
                { head: t('list.status'), at: 4, kind: 'state', state: 5 },
                { head: t('list.households'), at: 6, align: 'r' },
                { head: t('list.findings'), at: 7, sub: 8, align: 'r' },
              ]}
              rows={campaigns.campaigns.map((each) => [
                each.id,
                each.title,
                `${each.campaignNo}  ${each.region}`,
                `${day(each.beginsOn)} – ${day(each.endsOn)}`,
                t(`statuses.${each.status}`),
                shapeOf(each.status),
                `${each.done} / ${each.drawn}`,
                String(each.findings),
                each.open > 0 ? t('list.openFindings', { n: each.open }) : '',
              ])}
            />
          </section>
        ))}
      {letters &&
        (letters.letters.length === 0 ? (
          <EmptyState title={t('list.lettersEmpty')}>{t('list.lettersEmptyWhy')}</EmptyState>
        ) : (
          <section className="sheet px-4">
            <TupleTable
              caption={t('parts.letters')}
              columns={[
                { head: t('list.letterNo'), at: 1, sub: 2, href: '/inspections/letters/{0}', strong: true },
                { head: t('list.village'), at: 3 },
                { head: t('list.issuedOn'), at: 4 },
                { head: t('list.replyBy'), at: 5 },
                { head: t('list.counts'), at: 6, align: 'r' },
              ]}
              rows={letters.letters.map((each) => [
                each.id,
                each.letterNo,
                each.title,
                each.village,
                day(each.issuedOn),
                day(each.replyBy),
                String(each.problems),
              ])}
            />
          </section>
        ))}
      {list && <ListPager after={after} next={list.next} address={address} />}
    </>
  )
}
