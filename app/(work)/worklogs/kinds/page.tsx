import type { Metadata } from 'next'
import { PageHead } from '@/components/shell/page-head'
import { StepForm } from '@/components/shell/step-form'
import { Reveal } from '@/components/ui/reveal'
import { TupleTable } from '@/components/ui/tuple-table'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { addWorkKindAction, endWorkKindAction } from '@/lib/worklogs/actions'
import { listWorkCatalogue } from '@/lib/worklogs/queries/kinds'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('worklogs'))('kinds.title') }
}

export default async function WorkKindsPage() {
  const [t, locale, { kinds, maySet, today }] = await Promise.all([
    getTranslations('worklogs'),
    getLocale(),
    load('workLog:read', listWorkCatalogue),
  ])
  const nameOf = ({ nameZh, nameEn }: { nameZh: string; nameEn: string }) => (locale === 'zh-CN' ? nameZh : nameEn)
  return (
    <>
      <PageHead
        title={t('kinds.title')}
        back="/worklogs"
        crumbs={[{ href: '/worklogs', label: t('title') }, { label: t('kinds.title') }]}
        sub={t('kinds.sub')}
      />
      <div className="grid gap-4">
        <section className="sheet px-4">
          <TupleTable
            caption={t('kinds.title')}
            markAt={4}
            columns={[
              { head: t('kinds.name'), at: 1, sub: 3, strong: true },
              { head: t('kinds.from'), at: 2 },
            ]}
            rows={kinds.map((kind) => [
              kind.code,
              nameOf(kind),
              t(kind.isOwn ? 'kinds.own' : 'kinds.shipped'),
              kind.endedOn ? t('kinds.endedOn', { day: nearDay(kind.endedOn, today, locale) }) : '',
              kind.endedOn ? 'past' : '',
            ])}
          />
        </section>
        {maySet && (
          <section className="sheet px-4 pb-4">
            <Reveal summary={t('kinds.add')}>
              <StepForm
                isWide
                action={addWorkKindAction}
                hidden={{ commandId: crypto.randomUUID() }}
                fields={[
                  { name: 'nameZh', label: t('kinds.nameZh'), type: 'text', max: 40, needed: true },
                  { name: 'nameEn', label: t('kinds.nameEn'), type: 'text', max: 80, needed: true },
                ]}
                submit={t('kinds.save')}
                busy={t('kinds.busy')}
              />
            </Reveal>
            {kinds
              .filter(({ isOwn, endedOn }) => isOwn && !endedOn)
              .map((kind) => (
                <Reveal key={kind.code} summary={`${t('kinds.end')} ${nameOf(kind)}`}>
                  <StepForm
                    action={endWorkKindAction}
                    prefix={`${kind.code}-`}
                    hidden={{ commandId: crypto.randomUUID(), code: kind.code }}
                    fields={[{ name: 'endedOn', label: t('kinds.endOn'), type: 'day', value: today, needed: true }]}
                    submit={t('kinds.end')}
                    busy={t('kinds.busy')}
                  />
                </Reveal>
              ))}
          </section>
        )}
      </div>
    </>
  )
}
