import type { Metadata } from 'next'
import { asked } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { StepForm } from '@/components/shell/step-form'
import { aboutFields, recordFields, type Say } from '@/components/support/fields'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { newId } from '@/lib/platform/ids'
import { load } from '@/lib/platform/load'
import { may } from '@/lib/platform/permissions'
import { recordMeasureAction } from '@/lib/support/actions'
import { getMeasureForm } from '@/lib/support/queries/form'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('support'))('form.title') }
}

export default async function NewMeasurePage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const [t, named, locale, { form, role, id }] = await Promise.all([
    getTranslations('support'),
    getTranslations('households'),
    getLocale(),
    load('support:record', async (ctx) => ({
      form: await getMeasureForm(ctx, asked(parameters, 'household') ?? ''),
      role: ctx.actor.role,
      id: newId(ctx.now),
    })),
  ])
  const { household } = form
  const back = may(role, 'household:read') ? `/households/${household.id}` : '/support'
  const say = t as unknown as Say
  const choices = { ...form, locale }
  const type = form.types.find(({ code }) => code === asked(parameters, 'type'))?.code
  return (
    <>
      <PageHead
        title={t('form.title')}
        back={back}
        crumbs={[{ href: back, label: named('householdOf', { name: household.headName }) }, { label: t('form.title') }]}
        sub={`${named('householdOf', { name: household.headName })}  ${household.village}`}
      />
      <section className="sheet max-w-4xl px-4 py-4">
        <StepForm
          isWide
          action={recordMeasureAction}
          hidden={{ commandId: crypto.randomUUID(), id, householdId: household.id }}
          fields={[
            ...aboutFields(say, choices, { ...form.usual, typeCode: type ?? '' }),
            ...recordFields(say, choices, may(role, 'support:deliver')),
          ]}
          submit={t('form.save')}
          busy={t('form.busy')}
        />
      </section>
    </>
  )
}
