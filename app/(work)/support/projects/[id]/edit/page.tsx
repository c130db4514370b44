import type { Metadata } from 'next'
import { PageHead } from '@/components/shell/page-head'
import type { Say } from '@/components/support/fields'
import { fundLines, projectFields, projectWords } from '@/components/support/project-fields'
import { ProjectForm } from '@/components/support/project-form'
import { getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { editProjectAction } from '@/lib/support/actions'
import { getProject } from '@/lib/support/queries/projects'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('support'))('projects.edit') }
}

export default async function EditProjectPage({ params }: Readonly<Props>) {
  const { id } = await params
  const [t, project] = await Promise.all([
    getTranslations('support'),
    load('project:keep', (ctx) => getProject(ctx, id)),
  ])
  const say = t as unknown as Say
  const { name, batch, kind, unit, responsible, link, wantedHouseholds, wantedPersons } = project
  const start = { name, batch, kind, unit, responsible, link, wantedHouseholds, wantedPersons }
  return (
    <>
      <PageHead
        title={t('projects.edit')}
        back={`/support/projects/${id}`}
        crumbs={[
          { href: '/support/projects', label: t('projects.title') },
          { href: `/support/projects/${id}`, label: name },
          { label: t('projects.edit') },
        ]}
      />
      <section className="sheet max-w-4xl px-4 py-4">
        <ProjectForm
          action={editProjectAction}
          hidden={{ commandId: crypto.randomUUID(), projectId: id, version: project.version }}
          fields={projectFields(say, start)}
          funds={fundLines(say, project.funds)}
          words={projectWords(say)}
        />
      </section>
    </>
  )
}
