import type { Metadata } from 'next'
import { ExportButton } from '@/components/exports/export-button'
import { IndicatorNav } from '@/components/indicators/indicator-nav'
import { targetRow } from '@/components/indicators/target-words'
import { asked, listAddress } from '@/components/shell/address'
import { ListPager } from '@/components/shell/list-pager'
import { PageHead } from '@/components/shell/page-head'
import { ListFilter } from '@/components/support/list-filter'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { TupleTable } from '@/components/ui/tuple-table'
import { longDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { listTargets } from '@/lib/indicators/queries/targets'
import { TARGET_KINDS } from '@/lib/indicators/schema/facts'
import { load } from '@/lib/platform/load'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('figures'))('targets.title') }
}

export default async function TargetsPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const [region, after, measure] = ['region', 'after', 'measure'].map((name) => asked(parameters, name))
  const kind = TARGET_KINDS.find((each) => each === asked(parameters, 'kind'))
  const [t, measures, locale, list] = await Promise.all([
    getTranslations('figures'),
    getTranslations('measures'),
    getLocale(),
    load('dashboard:read', async (ctx) => ({
      ...(await listTargets(ctx, { region, kind, measure, after })),
      role: ctx.actor.role,
    })),
  ])
  const address = (over: Record<string, string | null | undefined>) =>
    listAddress('/indicators/targets', { region, kind, measure, ...over })
  return (
    <>
      <PageHead
        title={t('targets.title')}
        sub={t('targets.sub', { region: list.place.name, day: longDay(list.today, locale) })}
        back="/indicators"
        actions={
          <>
            {list.targets.length > 0 && <ExportButton role={list.role} kind="TARGETS" list={address({})} />}
            {list.maySet && (
              <LinkButton href={`/indicators/targets/new?region=${list.place.code}`} look="act">
                {t('targets.add')}
              </LinkButton>
            )}
          </>
        }
      />
      <IndicatorNav part="targets" />
      <ListFilter
        own={list.own}
        place={list.place}
        choices={[
          {
            name: 'kind',
            label: t('targets.kind'),
            empty: t('targets.all'),
            options: TARGET_KINDS.map((value) => ({ value, label: t(`targets.kinds.${value}`) })),
            value: kind,
          },
        ]}
      />
      {list.targets.length === 0 ? (
        <EmptyState title={t('targets.none')}>{t('targets.noneWhy')}</EmptyState>
      ) : (
        <section className="sheet px-4">
          <TupleTable
            caption={t('targets.title')}
            columns={[
              { head: t('targets.measure'), at: 1, sub: 2, href: '/indicators/targets/{0}', strong: true },
              { head: t('targets.value'), at: 3, align: 'r' },
              { head: t('targets.now'), at: 4, align: 'r' },
              { head: t('targets.expected'), at: 5, align: 'r' },
              { head: t('targets.standing'), at: 6, sub: 8, kind: 'state', state: 7 },
              { head: t('targets.period'), at: 9 },
              { head: t('targets.responsible'), at: 10, sub: 11 },
            ]}
            rows={list.targets.map((target) => targetRow(target, list.names, { t, measures, locale }))}
          />
        </section>
      )}
      <ListPager after={after} next={list.next} address={address} />
    </>
  )
}
