import type { Metadata } from 'next'
import { asked } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import type { Say } from '@/components/support/fields'
import { fundLines, projectFields, projectWords } from '@/components/support/project-fields'
import { ProjectForm } from '@/components/support/project-form'
import { getTranslations } from '@/lib/i18n/server'
import { getPlace } from '@/lib/monitoring/queries/places'
import { newId } from '@/lib/platform/ids'
import { load } from '@/lib/platform/load'
import { addProjectAction } from '@/lib/support/actions'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const INDENT = '\u00a0\u00a0\u00a0'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('support'))('projects.add') }
}

export default async function NewProjectPage({ searchParams }: Readonly<Props>) {
  const region = asked(await searchParams, 'region')
  const [t, { place, own, today, id }] = await Promise.all([
    getTranslations('support'),
    load('project:keep', async (ctx) => ({
      place: await getPlace(ctx, region),
      own: { value: ctx.actor.regionCode, label: ctx.actor.regionName },
      today: ctx.today,
      id: newId(ctx.now),
    })),
  ])
  const say = t as unknown as Say
  const regions = [
    own,
    ...place.options.map(({ value, label, depth }) => ({ value, label: INDENT.repeat(depth + 1) + label })),
  ]
  return (
    <>
      <PageHead
        title={t('projects.add')}
        back="/support/projects"
        crumbs={[{ href: '/support/projects', label: t('projects.title') }, { label: t('projects.add') }]}
      />
      <section className="sheet max-w-4xl px-4 py-4">
        <ProjectForm
          action={addProjectAction}
          hidden={{ commandId: crypto.randomUUID(), id }}
          fields={projectFields(say, {}, { today, regions }).map((field) =>
            field.name === 'regionCode' ? { ...field, value: place.code } : field,
          )}
          funds={fundLines(say, [])}
          words={projectWords(say)}
        />
      </section>
    </>
  )
}
