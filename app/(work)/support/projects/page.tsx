import type { Metadata } from 'next'
import { ExportButton } from '@/components/exports/export-button'
import { asked, listAddress } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { ListFilter } from '@/components/support/list-filter'
import { ProjectSummary } from '@/components/support/project-summary'
import { SupportNav } from '@/components/support/support-nav'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { Pager } from '@/components/ui/pager'
import { TupleTable } from '@/components/ui/tuple-table'
import { nearDay, yuan } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { may } from '@/lib/platform/permissions'
import { listProjects } from '@/lib/support/queries/projects'
import { readProjectFilter } from '@/lib/support/rules/list-address'
import { PROJECT_KINDS, PROJECT_STATUSES } from '@/lib/support/schema/project'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('support'))('projects.title') }
}

export default async function ProjectsPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const [region, after] = ['region', 'after'].map((name) => asked(parameters, name))
  const { kind, status } = readProjectFilter({ kind: asked(parameters, 'kind'), status: asked(parameters, 'status') })
  const [t, common, locale, { list, actor, today }] = await Promise.all([
    getTranslations('support'),
    getTranslations('common'),
    getLocale(),
    load('project:read', async (ctx) => ({
      list: await listProjects(ctx, { region, kind, status, after }),
      actor: ctx.actor,
      today: ctx.today,
    })),
  ])
  const { summary } = list
  const address = (over: Record<string, string | null | undefined>) =>
    listAddress('/support/projects', { region, kind, status, ...over })
  return (
    <>
      <PageHead
        title={t('projects.title')}
        back="/support"
        sub={t('projects.sub', { region: list.place.name, n: summary.count, yuan: yuan(summary.plannedFen) })}
        actions={
          <>
            {list.projects.length > 0 && <ExportButton role={actor.role} kind="PROJECTS" list={address({})} />}
            {may(actor.role, 'project:keep') && (
              <LinkButton href={listAddress('/support/projects/new', { region })} icon="plus">
                {t('projects.add')}
              </LinkButton>
            )}
          </>
        }
      />
      <SupportNav part="projects" role={actor.role} />
      <ListFilter
        own={{ code: actor.regionCode, name: actor.regionName }}
        place={list.place}
        choices={[
          {
            name: 'kind',
            label: t('projects.kind'),
            empty: t('projects.allKinds'),
            options: PROJECT_KINDS.map((value) => ({ value, label: t(`projects.kinds.${value}`) })),
            value: kind,
          },
          {
            name: 'status',
            label: t('projects.status'),
            empty: t('list.allStatuses'),
            options: PROJECT_STATUSES.map((value) => ({ value, label: t(`projects.statuses.${value}`) })),
            value: status,
          },
        ]}
      />
      {list.projects.length === 0 ? (
        <EmptyState title={t('projects.empty')}>{t('projects.emptyWhy')}</EmptyState>
      ) : (
        <div className="grid gap-4">
          <ProjectSummary summary={summary} />
          <section className="sheet px-4">
            <TupleTable
              caption={t('projects.title')}
              columns={[
                { head: t('projects.name'), at: 1, sub: 2, href: '/support/projects/{0}', strong: true },
                { head: t('projects.kind'), at: 3, sub: 4 },
                { head: t('projects.status'), at: 5, sub: 6, kind: 'state', state: 7 },
                { head: t('projects.money'), at: 8, sub: 9, align: 'r' },
                { head: t('projects.households'), at: 10, kind: 'number' },
                { head: t('projects.last'), at: 11 },
              ]}
              rows={list.projects.map((each) => [
                each.id,
                each.name,
                `${each.projectNo}  ${each.batch}`,
                t(`projects.kinds.${each.kind}`),
                each.region,
                t(`projects.statuses.${each.status}`),
                each.status === 'STARTED' ? t('projects.percent', { n: each.progress }) : '',
                PROJECT_STATUSES.indexOf(each.status) >= PROJECT_STATUSES.indexOf('COMPLETED')
                  ? 'held'
                  : each.status === 'POOL'
                    ? 'open'
                    : 'doing',
                yuan(each.plannedFen),
                t('projects.paid', { yuan: yuan(each.disbursedFen) }),
                each.households,
                nearDay(each.lastStepOn, today, locale),
              ])}
            />
          </section>
        </div>
      )}
      <Pager
        label={common('paging')}
        newer={after ? { href: address({ after: null }), label: common('first') } : undefined}
        older={list.next ? { href: address({ after: list.next }), label: common('older') } : undefined}
      />
    </>
  )
}
