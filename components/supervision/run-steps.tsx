import { StepForm } from '@/components/shell/step-form'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { getTranslations } from '@/lib/i18n/server'
import { listPlacesAction, proposeChangeAction } from '@/lib/supervision/actions'
import type { RunView } from '@/lib/supervision/queries/runs'
import { CHANGE_KINDS, TARGET_TYPES } from '@/lib/supervision/schema'

/** What the county office does with a run: propose changes of the list, and list the places. */
export async function RunSteps({ run, changeId }: Readonly<{ run: RunView; changeId: string }>) {
  const t = await getTranslations('supervision')
  const { today } = run
  return (
    <section className="sheet px-4 pb-4">
      <SectionHead title={t('place.next')} />
      <Reveal summary={t('runs.list')} open={run.listed === 0}>
        <p className="pb-2 text-13 text-ink-2">{t('runs.listHint')}</p>
        <StepForm
          action={listPlacesAction}
          prefix="list-"
          hidden={{ commandId: crypto.randomUUID(), runId: run.id }}
          fields={[
            {
              name: 'on',
              label: t('runs.listOn'),
              type: 'day',
              value: today,
              least: run.on,
              most: today,
              needed: true,
            },
          ]}
          submit={t('runs.list')}
          busy={t('runs.saveBusy')}
        />
      </Reveal>
      <Reveal summary={t('runs.propose')}>
        <StepForm
          action={proposeChangeAction}
          prefix="change-"
          hidden={{ commandId: crypto.randomUUID(), id: changeId, runId: run.id }}
          fields={[
            {
              name: 'kind',
              label: t('runs.kind'),
              type: 'select',
              options: CHANGE_KINDS.map((value) => ({ value, label: t(`runs.${value}`) })),
            },
            { name: 'regionCode', label: t('runs.region'), type: 'select', options: run.regions },
            {
              name: 'targetType',
              label: t('list.type'),
              type: 'select',
              value: 'VILLAGE_REMAINING',
              options: TARGET_TYPES.map((value) => ({ value, label: t(`types.${value}`) })),
            },
            { name: 'areaName', label: t('runs.area'), hint: t('runs.areaHint'), type: 'text', max: 60 },
            { name: 'reason', label: t('runs.reason'), type: 'long', max: 300, needed: true },
          ]}
          submit={t('runs.propose')}
          busy={t('runs.saveBusy')}
          look="plain"
        />
      </Reveal>
    </section>
  )
}
