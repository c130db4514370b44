import type { Metadata } from 'next'
import { dayFields, inputOptions, qualifierField, regionField, valueField } from '@/components/indicators/fact-fields'
import { asked } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import type { StepField } from '@/components/shell/step-field'
import { StepForm } from '@/components/shell/step-form'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { setTargetAction } from '@/lib/indicators/actions'
import { REPORTED } from '@/lib/indicators/catalogue/reported'
import { getFactForm } from '@/lib/indicators/queries/facts'
import { type Qualifier, SCHEDULES, TARGET_KINDS } from '@/lib/indicators/schema/facts'
import { load } from '@/lib/platform/load'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }
const MILESTONES = 4

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('figures'))('targetForm.title') }
}

export default async function NewTargetPage({ searchParams }: Readonly<Props>) {
  const region = asked(await searchParams, 'region')
  const [t, measures, locale, { place, own, inputs, today }] = await Promise.all([
    getTranslations('figures'),
    getTranslations('measures'),
    getLocale(),
    load('target:set', (ctx) => getFactForm(ctx, { region })),
  ])
  const say = {
    form: (word: 'region') => t(`form.${word}`),
    qualifier: (each: Qualifier) => t(`qualifiers.${each}`),
  } as Parameters<typeof valueField>[0]
  const year = today.slice(0, 4)
  const indicators = REPORTED.map(({ code, unit }) => ({
    value: code,
    label: `${measures(`names.${code}`)} (${t(`units.${unit}`)})`,
  }))
  const milestones = Array.from({ length: MILESTONES }, (_, index): StepField[] => [
    {
      name: `milestones[${index}].on`,
      label: t('targetForm.on', { n: index + 1 }),
      type: 'day',
      needed: false,
    },
    { name: `milestones[${index}].value`, label: t('targetForm.at', { n: index + 1 }), type: 'text', max: 30 },
  ]).flat()
  return (
    <>
      <PageHead title={t('targetForm.title')} sub={t('targetForm.sub')} back="/indicators/targets" />
      <section className="sheet max-w-3xl px-4 py-4">
        <StepForm
          isWide
          action={setTargetAction}
          hidden={{ commandId: crypto.randomUUID(), id: crypto.randomUUID() }}
          fields={[
            regionField(say, own, place),
            {
              name: 'measure',
              label: t('targets.measure'),
              type: 'select',
              empty: ' ',
              options: [...indicators, ...inputOptions(inputs, locale)],
              needed: true,
            },
            {
              name: 'kind',
              label: t('targets.kind'),
              type: 'select',
              options: TARGET_KINDS.map((value) => ({ value, label: t(`targets.kinds.${value}`) })),
              value: 'AT_LEAST',
            },
            valueField(say),
            { name: 'baseline', label: t('targets.baseline'), type: 'text', max: 30 },
            ...dayFields(say, t('targetForm.periodHint'), { from: `${year}-01-01`, to: `${year}-12-31` }),
            {
              name: 'schedule',
              label: t('targetForm.schedule'),
              type: 'select',
              options: SCHEDULES.map((value) => ({ value, label: t(`targetForm.schedules.${value}`) })),
              value: 'LINEAR',
            },
            ...milestones,
            qualifierField(say),
            { name: 'source', label: t('targets.source'), type: 'text', max: 200, needed: true },
            { name: 'sourceRef', label: t('form.sourceRef'), type: 'text', max: 60 },
            { name: 'responsible', label: t('targets.responsible'), type: 'text', max: 60 },
            { name: 'note', label: t('form.note'), type: 'long', max: 1000 },
          ]}
          submit={t('targetForm.save')}
          busy={t('targetForm.busy')}
        />
      </section>
    </>
  )
}
