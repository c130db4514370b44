import type { Metadata } from 'next'
import { asked } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { StepForm } from '@/components/shell/step-form'
import { SupervisionNav } from '@/components/supervision/supervision-nav'
import { Banner } from '@/components/ui/banner'
import { Reveal } from '@/components/ui/reveal'
import { TupleTable } from '@/components/ui/tuple-table'
import { longDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { addWorkAction, endWorkAction } from '@/lib/supervision/actions'
import { listWorks } from '@/lib/supervision/queries/works'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('supervision'))('works.title') }
}

export default async function WorksPage({ searchParams }: Readonly<Props>) {
  const kept = asked(await searchParams, 'kept')
  const [t, locale, { works, mayKeep, seesRuns, today }] = await Promise.all([
    getTranslations('supervision'),
    getLocale(),
    load('supervision:read', (ctx) => listWorks(ctx)),
  ])
  const name = (work: (typeof works)[number]) => (locale === 'zh-CN' ? work.nameZh : work.nameEn)
  return (
    <>
      <PageHead title={t('works.title')} back="/supervision" sub={t('works.sub')} />
      <SupervisionNav part="works" seesRuns={seesRuns} />
      <div className="grid gap-4 pt-4">
        {kept && <Banner state="held" live title={t('works.kept')} />}
        <section className="sheet px-4 pb-2">
          <TupleTable
            caption={t('works.title')}
            columns={[
              { head: t('works.name'), at: 1, sub: 2, strong: true },
              { head: t('works.state'), at: 3, sub: 4 },
            ]}
            rows={works.map((work) => [
              work.code,
              name(work),
              work.isInferred ? t('works.inferred') : '',
              work.isShipped ? t('works.shipped') : t('works.own'),
              work.endedOn ? t('works.ended', { day: longDay(work.endedOn, locale) }) : '',
            ])}
          />
        </section>
        {mayKeep && (
          <section className="sheet px-4 pb-4">
            <Reveal summary={t('works.add')}>
              <StepForm
                isWide
                action={addWorkAction}
                hidden={{ commandId: crypto.randomUUID() }}
                fields={[
                  { name: 'nameZh', label: t('works.name'), type: 'text', max: 60, needed: true },
                  { name: 'nameEn', label: t('works.nameEn'), type: 'text', max: 120, needed: true },
                ]}
                submit={t('works.save')}
                busy={t('works.busy')}
              />
            </Reveal>
            {works
              .filter(({ isOwn, endedOn }) => isOwn && endedOn === null)
              .map((work) => (
                <Reveal key={work.code} summary={t('works.end', { name: name(work) })}>
                  <StepForm
                    action={endWorkAction}
                    prefix={`${work.code}-`}
                    hidden={{ commandId: crypto.randomUUID(), code: work.code }}
                    fields={[{ name: 'endedOn', label: t('works.endedOn'), type: 'day', value: today, needed: true }]}
                    submit={t('works.end', { name: name(work) })}
                    busy={t('works.busy')}
                    look="plain"
                  />
                </Reveal>
              ))}
          </section>
        )}
      </div>
    </>
  )
}
