import type { Metadata } from 'next'
import { enterpriseFields } from '@/components/resumption/enterprise-fields'
import { asked } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { StepForm } from '@/components/shell/step-form'
import { getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { addEnterpriseAction } from '@/lib/resumption/actions'
import { getNewEnterprise } from '@/lib/resumption/queries/form'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const INDENT = '\u00a0\u00a0\u00a0'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('resumption'))('add') }
}

export default async function NewEnterprisePage({ searchParams }: Readonly<Props>) {
  const region = asked(await searchParams, 'region')
  const [t, { place, own, firms, id, today }] = await Promise.all([
    getTranslations('resumption'),
    load('enterprise:keep', (ctx) => getNewEnterprise(ctx, region)),
  ])
  const regions = [
    own,
    ...place.options.map(({ value, label, depth }) => ({ value, label: INDENT.repeat(depth + 1) + label })),
  ]
  return (
    <>
      <PageHead
        title={t('add')}
        back="/enterprises"
        crumbs={[{ href: '/enterprises', label: t('title') }, { label: t('add') }]}
      />
      <section className="sheet max-w-4xl px-4 py-4">
        <StepForm
          action={addEnterpriseAction}
          hidden={{ commandId: crypto.randomUUID(), id }}
          fields={await enterpriseFields({ type: 'WORKSHOP' }, firms, { today, regions, region: place.code })}
          submit={t('form.save')}
          busy={t('form.busy')}
          isWide
        />
      </section>
    </>
  )
}
