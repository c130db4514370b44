import type { Metadata } from 'next'
import { PageHead } from '@/components/shell/page-head'
import { StepForm } from '@/components/shell/step-form'
import { Reveal } from '@/components/ui/reveal'
import { TupleTable } from '@/components/ui/tuple-table'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { addKindAction, endKindAction } from '@/lib/yearplans/actions'
import { listCatalogue } from '@/lib/yearplans/queries/kinds'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('yearplans'))('kinds.title') }
}

export default async function YearTasksPage() {
  const [t, locale, { kinds, mayKeep, today }] = await Promise.all([
    getTranslations('yearplans'),
    getLocale(),
    load('villagePlan:read', listCatalogue),
  ])
  const nameOf = ({ nameZh, nameEn }: { nameZh: string; nameEn: string }) => (locale === 'zh-CN' ? nameZh : nameEn)
  return (
    <>
      <PageHead
        title={t('kinds.title')}
        back="/village-plans"
        crumbs={[{ href: '/village-plans', label: t('title') }, { label: t('kinds.title') }]}
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
              kind.endedOn
                ? t('kinds.endedOn', { day: nearDay(kind.endedOn, today, locale) })
                : kind.isReplaced
                  ? t('kinds.replaced')
                  : '',
              kind.endedOn || kind.isReplaced ? 'past' : '',
            ])}
          />
        </section>
        {mayKeep && (
          <section className="sheet px-4 pb-4">
            <Reveal summary={t('kinds.add')}>
              <StepForm
                isWide
                action={addKindAction}
                hidden={{ commandId: crypto.randomUUID() }}
                fields={[
                  { name: 'nameZh', label: t('kinds.nameZh'), type: 'text', max: 60, needed: true },
                  { name: 'nameEn', label: t('kinds.nameEn'), type: 'text', max: 120, needed: true },
                  {
                    name: 'replaces',
                    label: t('kinds.replaces'),
                    type: 'select',
                    empty: t('kinds.nothing'),
                    options: kinds
                      .filter(({ isOwn, isReplaced }) => !isOwn && !isReplaced)
                      .map((kind) => ({ value: kind.code, label: nameOf(kind) })),
                  },
                ]}
                submit={t('kinds.save')}
                busy={t('kinds.busy')}
              />
            </Reveal>
            {kinds
              .filter(({ isOwn, endedOn }) => isOwn && !endedOn)
              .map((kind) => (
                <Reveal key={kind.code} summary={`${t('kinds.end')} ${nameOf(kind)}`}>
                  <p className="pb-2 text-13 text-ink-2">{t('kinds.endNote')}</p>
                  <StepForm
                    action={endKindAction}
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
