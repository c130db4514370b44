import type { Metadata } from 'next'
import { dayFields, inputOptions, qualifierField, regionField, valueField } from '@/components/indicators/fact-fields'
import { asked } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { StepForm } from '@/components/shell/step-form'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { reportFactAction } from '@/lib/indicators/actions'
import { getFactForm } from '@/lib/indicators/queries/facts'
import type { Qualifier } from '@/lib/indicators/schema/facts'
import { load } from '@/lib/platform/load'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('figures'))('form.title') }
}

export default async function NewFactPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const region = asked(parameters, 'region')
  const [t, locale, { place, own, inputs, today }] = await Promise.all([
    getTranslations('figures'),
    getLocale(),
    load('fact:report', (ctx) => getFactForm(ctx, { region })),
  ])
  const say = {
    form: (word: 'region') => t(`form.${word}`),
    qualifier: (each: Qualifier) => t(`qualifiers.${each}`),
  } as Parameters<typeof valueField>[0]
  return (
    <>
      <PageHead title={t('form.title')} sub={t('form.sub')} back="/indicators/facts" />
      <section className="sheet max-w-3xl px-4 py-4">
        <StepForm
          isWide
          action={reportFactAction}
          hidden={{ commandId: crypto.randomUUID(), id: crypto.randomUUID() }}
          fields={[
            regionField(say, own, place),
            {
              name: 'inputCode',
              label: t('form.input'),
              type: 'select',
              empty: ' ',
              options: inputOptions(inputs, locale),
              needed: true,
              value: asked(parameters, 'input') ?? '',
              add: { href: '/indicators/inputs', label: t('inputs.add') },
            },
            valueField(say),
            ...dayFields(say, t('form.daysHint'), { asOf: today }),
            qualifierField(say),
            { name: 'source', label: t('form.source'), type: 'text', max: 200, needed: true },
            { name: 'sourceRef', label: t('form.sourceRef'), type: 'text', max: 60 },
            { name: 'note', label: t('form.note'), type: 'long', max: 1000 },
          ]}
          submit={t('form.save')}
          busy={t('form.busy')}
        />
      </section>
    </>
  )
}
