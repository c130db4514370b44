import type { Metadata } from 'next'
import { registerFields, type Say } from '@/components/findings/fields'
import { asked } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { RegionFilter } from '@/components/shell/region-filter'
import { StepForm } from '@/components/shell/step-form'
import { registerFindingAction, registerLikeAction } from '@/lib/findings/actions'
import { getFindingForm } from '@/lib/findings/queries/form'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { newId } from '@/lib/platform/ids'
import { load } from '@/lib/platform/load'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

const INDENT = '\u00a0\u00a0\u00a0'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('findings'))('form.title') }
}

export default async function NewFindingPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const [household, region, like] = ['household', 'region', 'like'].map((name) => asked(parameters, name))
  const [t, locale, { form, id, own }] = await Promise.all([
    getTranslations('findings'),
    getLocale(),
    load('finding:register', async (ctx) => ({
      form: await getFindingForm(ctx, { household, region, like }),
      id: newId(ctx.now),
      own: { code: ctx.actor.regionCode, name: ctx.actor.regionName },
    })),
  ])
  const { origin, aspects, today, isSelfCheck } = form
  const isSeveral = origin !== null && form.household === null
  const back = form.household ? `/households/${form.household.id}` : origin ? `/findings/${origin.id}` : '/findings'
  const title = form.household ? t('form.ofHousehold', { name: form.household.headName }) : t('title')
  return (
    <>
      <PageHead
        title={t('form.title')}
        back={back}
        crumbs={[{ href: back, label: origin?.findingNo ?? title }, { label: t('form.title') }]}
        sub={
          origin
            ? t('form.likeOf', { no: origin.findingNo })
            : form.household
              ? `${title}  ${form.household.village}`
              : isSelfCheck
                ? t('form.selfCheck')
                : undefined
        }
      />
      {isSeveral && <RegionFilter kept={{ like: origin.id }} own={own} place={form.place} />}
      <section className="sheet max-w-4xl px-4 py-4">
        {isSeveral && <p className="pb-3 text-13 text-ink-3">{t('form.several')}</p>}
        <StepForm
          isWide
          action={isSeveral ? registerLikeAction : registerFindingAction}
          hidden={{
            commandId: crypto.randomUUID(),
            id,
            ...(form.household ? { householdId: form.household.id } : {}),
            ...(origin ? { originId: origin.id } : {}),
            ...(origin && !isSeveral ? { originKind: 'FINDING' } : {}),
          }}
          fields={registerFields(t as unknown as Say, {
            aspects: aspects.map(({ code, nameZh, nameEn }) => ({
              value: code,
              label: locale === 'zh-CN' ? nameZh : nameEn,
            })),
            regions: form.regions.map(({ value, label, depth }) => ({
              value,
              label: INDENT.repeat(depth + 1) + label,
            })),
            today,
            isSelfCheck,
            hasHousehold: form.household !== null,
            several: isSeveral
              ? {
                  regions: form.around.map(({ code, name }) => ({ value: code, label: name })),
                  households: form.households.map((each) => ({
                    value: each.id,
                    label: `${each.headName}  ${each.householdNo}`,
                  })),
                }
              : undefined,
            given: {
              regionCode: form.chosen,
              sourceYear: origin ? String(origin.sourceYear) : today.slice(0, 4),
              source: isSelfCheck ? 'SELF_CHECK' : origin?.source,
              aspect: origin?.aspect,
              category: origin?.category,
              title: origin?.title,
              level: 'GENERAL',
              reach: form.household ? 'POINT' : origin?.reach,
            },
          })}
          submit={t('form.save')}
          busy={t('form.busy')}
        />
      </section>
    </>
  )
}
