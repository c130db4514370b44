import type { Metadata } from 'next'
import { PageHead } from '@/components/shell/page-head'
import { ProjectSteps } from '@/components/support/project-steps'
import { Chip } from '@/components/ui/chip'
import { Facts } from '@/components/ui/facts'
import { Life } from '@/components/ui/life'
import { LinkButton } from '@/components/ui/link-button'
import { SectionHead } from '@/components/ui/section-head'
import { TupleTable } from '@/components/ui/tuple-table'
import { nearDay, pair, percent, yuan } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { getProject } from '@/lib/support/queries/projects'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('support'))('projects.title') }
}

export default async function ProjectPage({ params }: Readonly<Props>) {
  const { id } = await params
  const [t, locale, project] = await Promise.all([
    getTranslations('support'),
    getLocale(),
    load('project:read', (ctx) => getProject(ctx, id)),
  ])
  const { benefit, today, ahead, record } = project
  const day = (text: string) => nearDay(text, today, locale)
  const money = (fund: { plannedFen: number; arrivedFen: number; disbursedFen: number }) =>
    [fund.plannedFen, fund.arrivedFen, fund.disbursedFen].map(yuan)
  return (
    <>
      <PageHead
        title={project.name}
        back="/support/projects"
        crumbs={[{ href: '/support/projects', label: t('projects.title') }, { label: project.name }]}
        chips={
          <Chip state={project.next ? (project.status === 'POOL' ? 'open' : 'doing') : 'held'}>
            {t(`projects.statuses.${project.status}`)}
          </Chip>
        }
        sub={`${project.projectNo}  ${project.batch}  ${project.region.name}`}
        actions={
          <>
            <LinkButton href={`/support?project=${id}`} icon="people">
              {t('projects.measures')}
            </LinkButton>
            {project.mayKeep && (
              <LinkButton href={`/support/projects/${id}/edit`} icon="pen">
                {t('projects.edit')}
              </LinkButton>
            )}
          </>
        }
      />
      <div className="grid items-start gap-4 desk:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="grid min-w-0 gap-4">
          <section className="sheet wenwu px-4 py-3">
            <Facts
              items={[
                { key: 'kind', name: t('projects.kind'), value: t(`projects.kinds.${project.kind}`) },
                { key: 'unit', name: t('projects.unit'), value: project.unit },
                { key: 'responsible', name: t('projects.responsible'), value: project.responsible },
                {
                  key: 'progress',
                  name: t('projects.progress'),
                  value: t('projects.percent', { n: project.progress }),
                },
                {
                  key: 'wanted',
                  name: t('projects.wanted'),
                  value: pair(project.wantedHouseholds, project.wantedPersons, locale),
                },
                {
                  key: 'reached',
                  name: t('projects.reached'),
                  value: (
                    <>
                      {pair(benefit.households, benefit.persons, locale)}{' '}
                      <span className="text-12 text-ink-3">{t('projects.reachedFrom')}</span>
                    </>
                  ),
                },
                ...(project.link ? [{ key: 'link', name: t('projects.link'), value: project.link }] : []),
              ]}
            />
          </section>
          <section className="sheet px-4 pb-2">
            <SectionHead
              title={t('projects.funds')}
              note={`${t('projects.spent')} ${percent(project.disbursedFen, project.arrivedFen)}`}
            />
            <TupleTable
              caption={t('projects.funds')}
              columns={[
                { head: t('projects.source'), at: 1, strong: true },
                { head: t('projects.planned'), at: 2, align: 'r' },
                { head: t('projects.arrived'), at: 3, align: 'r' },
                { head: t('projects.disbursed'), at: 4, align: 'r' },
              ]}
              rows={[
                ...project.funds
                  .filter(({ plannedFen }) => plannedFen > 0)
                  .map((fund) => [fund.source, t(`sources.${fund.source}`), ...money(fund)]),
                ['total', t('projects.total'), ...money(project)],
              ]}
            />
          </section>
        </div>
        <div className="grid min-w-0 gap-4 max-desk:order-first">
          <section className="sheet px-4 pb-4">
            <SectionHead title={t('projects.record')} />
            <Life
              steps={[
                ...record.map((step, index) => ({
                  key: `done-${step.no}`,
                  phase: 'done' as const,
                  title:
                    record[index - 1]?.to === step.to
                      ? t('projects.reported', { n: step.progress })
                      : t(`projects.steps.${step.to}`),
                  sub: [day(step.on), step.by, step.document, step.note].filter(Boolean).join('  '),
                })),
                ...ahead.map((status, index) => ({
                  key: `ahead-${status}`,
                  phase: index === 0 ? ('now' as const) : ('todo' as const),
                  title: t(`projects.steps.${status}`),
                })),
              ]}
            />
          </section>
          {project.mayKeep && (
            <section className="sheet px-4 pb-4">
              <SectionHead title={t('page.next')} />
              <ProjectSteps project={project} />
            </section>
          )}
        </div>
      </div>
    </>
  )
}
