import type { Metadata } from 'next'
import { AspectChanges } from '@/components/inspections/aspect-changes'
import { InspectionsNav } from '@/components/inspections/inspections-nav'
import { named } from '@/components/inspections/names'
import { asked } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { StepForm } from '@/components/shell/step-form'
import { Banner } from '@/components/ui/banner'
import { Reveal } from '@/components/ui/reveal'
import { TupleTable } from '@/components/ui/tuple-table'
import { proposeAspectAction } from '@/lib/findings/actions'
import { getAspects } from '@/lib/findings/queries/aspects'
import { ASPECT_CHANGES } from '@/lib/findings/schema'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { seesCampaigns } from '@/lib/inspections/queries/list'
import { load } from '@/lib/platform/load'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('inspections'))('aspects.title') }
}

/** The aspects of look-backs in a county: the office proposes, the leader approves, old records keep what they had. */
export default async function AspectsPage({ searchParams }: Readonly<Props>) {
  const kept = asked(await searchParams, 'kept')
  const [t, locale, { aspects, changes, mayPropose, today, sees, id }] = await Promise.all([
    getTranslations('inspections'),
    getLocale(),
    load('inspection:read', async (ctx) => ({ ...(await getAspects(ctx)), sees: seesCampaigns(ctx) })),
  ])
  const stateOf = (row: (typeof aspects)[number]) => {
    if (row.endedOn) return t('aspects.ended', { day: nearDay(row.endedOn, today, locale) })
    return row.isInForce ? t('aspects.inForce') : t('aspects.replaced')
  }
  return (
    <>
      <PageHead title={t('aspects.title')} back="/inspections" sub={t('aspects.sub')} />
      <InspectionsNav part="aspects" seesCampaigns={sees} />
      <div className="grid gap-4 pt-3">
        {kept && <Banner live state="held" title={t('aspects.kept')} />}
        <section className="sheet px-4 pb-2">
          <TupleTable
            caption={t('aspects.title')}
            columns={[
              { head: t('aspects.name'), at: 1, sub: 2, strong: true },
              { head: t('aspects.state'), at: 3, sub: 4 },
            ]}
            markAt={5}
            rows={aspects.map((row) => [
              row.code,
              named(row, locale),
              locale === 'zh-CN' ? row.nameEn : row.nameZh,
              stateOf(row),
              row.isOwn ? t('items.own') : t('items.shipped'),
              row.isInForce ? '' : 'past',
            ])}
          />
        </section>
        {mayPropose && (
          <section className="sheet max-w-4xl px-4 pb-4">
            <Reveal summary={t('aspects.propose')}>
              <StepForm
                isWide
                action={proposeAspectAction}
                hidden={{ commandId: crypto.randomUUID(), id }}
                fields={[
                  {
                    name: 'kind',
                    label: t('aspects.kind'),
                    type: 'select',
                    options: ASPECT_CHANGES.map((value) => ({ value, label: t(`aspects.${value}`) })),
                  },
                  {
                    name: 'aspect',
                    label: t('aspects.which'),
                    type: 'select',
                    empty: t('aspects.none'),
                    options: aspects
                      .filter(({ isInForce }) => isInForce)
                      .map((row) => ({ value: row.code, label: named(row, locale) })),
                  },
                  { name: 'nameZh', label: t('aspects.nameZh'), type: 'text', max: 60, hint: t('aspects.nameHint') },
                  { name: 'nameEn', label: t('aspects.nameEn'), type: 'text', max: 120 },
                  { name: 'reason', label: t('aspects.reason'), type: 'long', max: 300, needed: true },
                ]}
                submit={t('aspects.propose')}
                busy={t('items.busy')}
              />
            </Reveal>
          </section>
        )}
        <AspectChanges changes={changes} today={today} />
      </div>
    </>
  )
}
