import type { Metadata } from 'next'
import { ExportButton } from '@/components/exports/export-button'
import { AboveTable } from '@/components/indicators/above-table'
import { FigureTable } from '@/components/indicators/figure-table'
import { nameOf } from '@/components/indicators/figure-words'
import { IndicatorNav } from '@/components/indicators/indicator-nav'
import { asked, listAddress } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Field } from '@/components/ui/field'
import { Reveal } from '@/components/ui/reveal'
import { Select } from '@/components/ui/select'
import { longDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { THEMES, type Theme } from '@/lib/indicators/catalogue/reported'
import { getAbove } from '@/lib/indicators/queries/above'
import { getIndicatorPage } from '@/lib/indicators/queries/page'
import { readPast } from '@/lib/indicators/queries/past'
import { load } from '@/lib/platform/load'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('figures'))('title') }
}

export default async function IndicatorsPage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const [region, asOf, source, from] = ['region', 'asOf', 'source', 'from'].map((name) => asked(parameters, name))
  const [t, measures, above, locale, { page, own, role, beside, now }] = await Promise.all([
    getTranslations('figures'),
    getTranslations('measures'),
    getTranslations('above'),
    getLocale(),
    readPast((since) =>
      load('dashboard:read', async (ctx) => {
        const page = await getIndicatorPage(ctx, { region, asOf, source, from }, since)
        const own = { code: ctx.actor.regionCode, name: ctx.actor.regionName }
        const beside = page.asOf === ctx.today ? await getAbove(ctx, page.place.code, 'CITY') : null
        return { page, own, role: ctx.actor.role, beside, now: ctx.now, uncounted: page.uncounted }
      }),
    ),
  ])
  const day = (text: string) => longDay(text, locale)
  const here = listAddress('/indicators', { region: page.place.code, asOf: page.asOf, from: page.from, source })
  return (
    <>
      <PageHead
        title={t('title')}
        sub={t('page.sub', { region: page.place.name, day: day(page.asOf), n: page.lines.length })}
        actions={page.lines.length > 0 && <ExportButton role={role} kind="INDICATORS" list={here} />}
      />
      <IndicatorNav part="figures" />
      <form className="flex flex-wrap items-end gap-2 py-3">
        {page.place.options.length > 0 && (
          <div className="min-w-48">
            <Select
              name="region"
              id="f-region"
              label={t('page.region')}
              empty={own.name}
              options={page.place.options.map(({ value, label }) => ({ value, label }))}
              defaultValue={page.place.code === own.code ? '' : page.place.code}
            />
          </div>
        )}
        <Field name="asOf" id="f-asOf" label={t('page.asOf')} type="date" defaultValue={page.asOf} />
        <Field name="from" id="f-from" label={t('page.from')} type="date" defaultValue={page.from} />
        <div className="min-w-48">
          <Select
            name="source"
            id="f-source"
            label={t('page.source')}
            empty={t('page.anySource')}
            options={page.sources.map((value) => ({ value, label: value }))}
            defaultValue={page.source ?? ''}
          />
        </div>
        <Button type="submit">{t('page.go')}</Button>
      </form>
      <div className="grid gap-4">
        {page.isBusy && <Banner state="plain" title={t('page.tallyBusy')} />}
        {page.lines.length === 0 ? (
          <EmptyState title={t('page.empty')}>{t('page.emptyWhy')}</EmptyState>
        ) : (
          (Object.keys(THEMES) as Theme[]).map((theme) => {
            const lines = page.lines.filter((line) => line.theme === theme)
            return (
              lines.length > 0 && <FigureTable key={theme} title={t(`themes.${theme}`)} lines={lines} page={page} />
            )
          })
        )}
        {page.asOf < page.today && <p className="text-13 text-ink-3">{above('past')}</p>}
        <AboveTable above={beside} today={page.today} now={now} />
        <p className="text-13 text-ink-3">{t('page.exact')}</p>
        <p className="text-13 text-ink-3">{t('page.countedFrom', { from: day(page.from), to: day(page.asOf) })}</p>
        <Reveal summary={t('page.without', { n: page.without.length })}>
          <ul className="grid gap-1 text-13">
            {page.without.map(({ code, reported }) => (
              <li key={code}>
                {measures(`names.${code}`)}{' '}
                <span className="text-ink-3">
                  {t('page.lacks', {
                    names: reported.missing
                      .map((name) => nameOf(name.split('@')[0] ?? name, page.names, locale))
                      .join(', '),
                  })}
                </span>
              </li>
            ))}
          </ul>
        </Reveal>
      </div>
    </>
  )
}
