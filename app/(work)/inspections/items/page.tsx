import type { Metadata } from 'next'
import { InspectionsNav } from '@/components/inspections/inspections-nav'
import { ItemChange } from '@/components/inspections/item-change'
import { named } from '@/components/inspections/names'
import { asked } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { StepForm } from '@/components/shell/step-form'
import { Banner } from '@/components/ui/banner'
import { SectionHead } from '@/components/ui/section-head'
import { TupleTable } from '@/components/ui/tuple-table'
import { CATEGORIES } from '@/lib/findings/schema'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { addItemAction } from '@/lib/inspections/actions'
import { listItems } from '@/lib/inspections/queries/items'
import { seesCampaigns } from '@/lib/inspections/queries/list'
import { PLACES } from '@/lib/inspections/schema'
import { load } from '@/lib/platform/load'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('inspections'))('items.title') }
}

/** The checklist of a home; the county adds items of its own and ends them. */
export default async function ItemsPage({ searchParams }: Readonly<Props>) {
  const kept = asked(await searchParams, 'kept')
  const [t, ledger, locale, { items, aspects, mayKeep, today, sees }] = await Promise.all([
    getTranslations('inspections'),
    getTranslations('findings'),
    getLocale(),
    load('inspection:read', async (ctx) => ({ ...(await listItems(ctx)), sees: seesCampaigns(ctx) })),
  ])
  const current = items.filter(({ isInForce }) => isInForce)
  return (
    <>
      <PageHead title={t('items.title')} back="/inspections" sub={t('items.sub')} />
      <InspectionsNav part="items" seesCampaigns={sees} />
      <div className="grid gap-4 pt-3">
        {kept && <Banner live state="held" title={t('items.kept')} />}
        <section className="sheet px-4 pb-2">
          <TupleTable
            caption={t('items.title')}
            columns={[
              { head: t('items.name'), at: 1, sub: 2, strong: true },
              { head: t('items.place'), at: 3 },
              { head: t('items.aspect'), at: 4, sub: 5 },
              { head: t('items.own'), at: 6, sub: 7 },
            ]}
            markAt={8}
            rows={items.map((item) => [
              item.code,
              named(item, locale),
              item.mayNotApply ? t('items.mayNotApply') : '',
              t(`places.${item.place}`),
              named(item.aspect, locale),
              ledger(`categories.${item.category}`),
              item.isOwn ? t('items.own') : t('items.shipped'),
              item.endedOn
                ? t('items.ended', { day: nearDay(item.endedOn, today, locale) })
                : item.isInForce
                  ? ''
                  : t('items.replaced'),
              item.isInForce ? '' : 'past',
            ])}
          />
        </section>
        {mayKeep && (
          <section className="sheet max-w-4xl px-4 pb-4">
            <SectionHead title={t('items.add')} />
            <StepForm
              isWide
              action={addItemAction}
              hidden={{ commandId: crypto.randomUUID() }}
              fields={[
                { name: 'nameZh', label: t('items.nameZh'), type: 'text', max: 80, needed: true },
                { name: 'nameEn', label: t('items.nameEn'), type: 'text', max: 160, needed: true },
                {
                  name: 'place',
                  label: t('items.place'),
                  type: 'select',
                  options: PLACES.map((value) => ({ value, label: t(`places.${value}`) })),
                },
                {
                  name: 'aspect',
                  label: t('items.aspect'),
                  type: 'select',
                  options: aspects.map((each) => ({ value: each.code, label: named(each, locale) })),
                },
                {
                  name: 'category',
                  label: t('items.category'),
                  type: 'select',
                  options: CATEGORIES.map((value) => ({ value, label: ledger(`categories.${value}`) })),
                },
                { name: 'mayNotApply', label: t('items.mayNotApply'), type: 'tick' },
              ]}
              submit={t('items.save')}
              busy={t('items.busy')}
            />
            {current.map((item) => (
              <ItemChange key={item.code} item={item} name={named(item, locale)} today={today} />
            ))}
          </section>
        )}
      </div>
    </>
  )
}
