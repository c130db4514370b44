import type { Metadata } from 'next'
import { asked } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { BatchForm } from '@/components/support/batch-form'
import { aboutFields, deliveredField, type Say } from '@/components/support/fields'
import { ListFilter } from '@/components/support/list-filter'
import { Banner } from '@/components/ui/banner'
import { EmptyState } from '@/components/ui/empty-state'
import { SectionHead } from '@/components/ui/section-head'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { newId } from '@/lib/platform/ids'
import { load } from '@/lib/platform/load'
import { recordBatchAction } from '@/lib/support/actions'
import { GROUPS, getBatchPreview } from '@/lib/support/queries/batch'
import { BATCH_MOST } from '@/lib/support/schema'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('support'))('batch.title') }
}

export default async function BatchPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const group = GROUPS.find((each) => each === asked(parameters, 'group')) ?? 'REGISTERED'
  const [region, typeCode] = ['region', 'type'].map((name) => asked(parameters, name))
  const [t, named, common, locale, { preview, own, id }] = await Promise.all([
    getTranslations('support'),
    getTranslations('households'),
    getTranslations('common'),
    getLocale(),
    load('support:batch', async (ctx) => ({
      preview: await getBatchPreview(ctx, { region, group, typeCode }),
      own: { code: ctx.actor.regionCode, name: ctx.actor.regionName },
      id: newId(ctx.now),
    })),
  ])
  const { type, types, households, today } = preview
  const say = t as unknown as Say
  const given = households.filter(({ left }) => left === null).length
  const year = today.slice(0, 4)
  const typeName = (each: (typeof types)[number]) => (locale === 'zh-CN' ? each.nameZh : each.nameEn)
  const fields = aboutFields(
    say,
    { ...preview, types: type ? [type] : [], locale },
    { ...preview.usual, typeCode: type?.code ?? '' },
  )
  return (
    <>
      <PageHead
        title={t('batch.title')}
        back="/support"
        crumbs={[{ href: '/support', label: t('title') }, { label: t('batch.title') }]}
        sub={t('batch.intro')}
      />
      <ListFilter
        own={own}
        place={preview.place}
        choices={[
          {
            name: 'type',
            label: t('form.typeCode'),
            empty: t('form.pick'),
            options: types.map((each) => ({
              value: each.code,
              label: `${t(`categories.${each.category}`)}  ${typeName(each)}`,
            })),
            value: type?.code,
          },
          {
            name: 'group',
            label: t('batch.group'),
            options: GROUPS.map((value) => ({ value, label: t(`batch.groups.${value}`) })),
            value: group,
          },
        ]}
      />
      {type && households.length === 0 && <EmptyState title={t('batch.noneHere')} />}
      {type && households.length > 0 && (
        <section className="sheet px-4 pb-4">
          <SectionHead
            title={t('batch.list')}
            note={`${t('batch.given', { n: given })}  ${t('batch.left', { n: households.length - given })}`}
          />
          {preview.tooMany && (
            <div className="pb-3">
              <Banner state="behind" title={t('batch.tooMany', { n: BATCH_MOST })} />
            </div>
          )}
          <BatchForm
            action={recordBatchAction}
            hidden={{ commandId: crypto.randomUUID(), id, typeCode: type.code }}
            fields={[...fields.filter(({ name }) => name !== 'typeCode'), deliveredField(say, today)]}
            lines={households.map((each) => ({
              id: each.id,
              name: named('householdOf', { name: each.headName }),
              village: each.village,
              note: common('persons', { n: each.members }),
              left: each.left ? t(`batch.why.${each.left}`, { year }) : '',
            }))}
            words={{ households: t('batch.households'), save: t('batch.save'), busy: t('form.busy') }}
          />
        </section>
      )}
    </>
  )
}
