import type { Metadata } from 'next'
import { asked } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { StepForm } from '@/components/shell/step-form'
import { DepartmentFields } from '@/components/support/department-fields'
import { type Say, typeFields } from '@/components/support/fields'
import { SupportNav } from '@/components/support/support-nav'
import { Banner } from '@/components/ui/banner'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { TupleTable } from '@/components/ui/tuple-table'
import { longDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { Risk } from '@/lib/monitoring/schema'
import { load } from '@/lib/platform/load'
import { may } from '@/lib/platform/permissions'
import { addTypeAction, endTypeAction } from '@/lib/support/actions'
import { listDepartments } from '@/lib/support/queries/field'
import { listTypes } from '@/lib/support/queries/types'
import { CATEGORIES, type Form } from '@/lib/support/schema'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('support'))('types.title') }
}

export default async function TypesPage({ searchParams }: Readonly<Props>) {
  const kept = asked(await searchParams, 'kept')
  const [t, monitoring, common, locale, { types, departments, role, today }] = await Promise.all([
    getTranslations('support'),
    getTranslations('monitoring'),
    getTranslations('common'),
    getLocale(),
    load('support:read', async (ctx) => ({
      types: await listTypes(ctx),
      departments: may(ctx.actor.role, 'support:type') ? await listDepartments(ctx) : [],
      role: ctx.actor.role,
      today: ctx.today,
    })),
  ])
  const risk = (code: string) => monitoring(`risks.${code as Risk}`)
  const mayKeep = may(role, 'support:type')
  const own = types.filter((type) => type.isOwn && (type.validTo === null || type.validTo >= today))
  return (
    <>
      <PageHead title={t('types.title')} back="/support" sub={t('types.sub')} />
      <SupportNav part="types" role={role} />
      <div className="grid gap-4 pt-4">
        {kept && (
          <Banner state="held" live title={kept === 'field' ? t('field.kept') : t('types.kept', { code: kept })} />
        )}
        {mayKeep && (
          <section className="sheet px-4 pb-4" id="add">
            <Reveal summary={t('types.add')}>
              <StepForm
                isWide
                action={addTypeAction}
                hidden={{ commandId: crypto.randomUUID() }}
                fields={typeFields(t as unknown as Say, risk, today)}
                submit={t('form.save')}
                busy={t('form.busy')}
              />
            </Reveal>
            {own.map((type) => (
              <Reveal key={type.code} summary={`${t('types.end')}  ${locale === 'zh-CN' ? type.nameZh : type.nameEn}`}>
                <StepForm
                  isWide
                  action={endTypeAction}
                  prefix={`${type.code}-`}
                  hidden={{ commandId: crypto.randomUUID(), code: type.code }}
                  fields={[{ name: 'validTo', label: t('types.validTo'), type: 'day', value: today, needed: true }]}
                  submit={t('types.end')}
                  busy={t('types.endBusy')}
                  look="plain"
                />
              </Reveal>
            ))}
          </section>
        )}
        {mayKeep && <DepartmentFields departments={departments} />}
        {CATEGORIES.map((category) => {
          const lines = types.filter((type) => type.category === category)
          if (lines.length === 0) return null
          return (
            <section key={category} className="sheet px-4 pb-2">
              <SectionHead title={t(`categories.${category}`)} />
              <TupleTable
                caption={t(`categories.${category}`)}
                columns={[
                  { head: t('types.name'), at: 1, sub: 2, strong: true },
                  { head: t('types.mode'), at: 3, sub: 4 },
                  { head: t('types.risks'), at: 5 },
                  { head: t('types.valid'), at: 6 },
                ]}
                rows={lines.map((type) => [
                  type.code,
                  locale === 'zh-CN' ? type.nameZh : type.nameEn,
                  type.appliesTo === '' ? type.code : `${type.code}  ${t('types.own')}`,
                  t(`modes.${type.mode as 'DEVELOPMENT'}`),
                  t(`forms.${type.form as Form}`),
                  type.risks.map(risk).join(common('listJoin')),
                  type.validTo
                    ? t('page.until', { from: longDay(type.validFrom, locale), to: longDay(type.validTo, locale) })
                    : t('types.from', { day: longDay(type.validFrom, locale) }),
                ])}
              />
            </section>
          )
        })}
      </div>
    </>
  )
}
