import type { StepField } from '@/components/shell/step-field'
import { StepForm } from '@/components/shell/step-form'
import { Reveal } from '@/components/ui/reveal'
import { getTranslations } from '@/lib/i18n/server'
import { stepProjectAction } from '@/lib/support/actions'
import type { ProjectView } from '@/lib/support/queries/projects'

/** The next status of a project, or a report of progress while it is built. */
export async function ProjectSteps({ project }: Readonly<{ project: ProjectView }>) {
  const t = await getTranslations('support')
  const { next, today, lastStepOn, status } = project
  const hidden = { projectId: project.id, version: project.version }
  const fields: StepField[] = [
    { name: 'on', label: t('form.on'), type: 'day', value: today, least: lastStepOn, most: today, needed: true },
    { name: 'document', label: t('projects.document'), type: 'text', max: 120 },
    { name: 'note', label: t('form.note'), type: 'long', max: 300 },
  ]
  return (
    <>
      {status === 'STARTED' && (
        <Reveal summary={t('projects.report')} open>
          <StepForm
            isWide
            action={stepProjectAction}
            prefix="report-"
            hidden={{ ...hidden, commandId: crypto.randomUUID() }}
            fields={[
              {
                name: 'progress',
                label: t('projects.progress'),
                type: 'count',
                max: 7,
                value: String(project.progress),
                needed: true,
              },
              ...fields,
            ]}
            submit={t('projects.report')}
            busy={t('projects.busy')}
          />
        </Reveal>
      )}
      {next && (
        <Reveal summary={t('projects.next', { step: t(`projects.steps.${next}`) })} open={status !== 'STARTED'}>
          <StepForm
            isWide
            action={stepProjectAction}
            prefix="next-"
            hidden={{ ...hidden, commandId: crypto.randomUUID(), to: next }}
            fields={fields}
            submit={t(`projects.steps.${next}`)}
            busy={t('projects.busy')}
          />
        </Reveal>
      )}
    </>
  )
}
