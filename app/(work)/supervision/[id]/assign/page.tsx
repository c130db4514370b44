import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHead } from '@/components/shell/page-head'
import { AssignForm } from '@/components/supervision/assign-form'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { addDays } from '@/lib/platform/days'
import { load } from '@/lib/platform/load'
import { assignPlaceAction } from '@/lib/supervision/actions'
import { getAssignForm } from '@/lib/supervision/queries/place'
import { DIRECTIONS } from '@/lib/supervision/schema'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('supervision'))('assign.title') }
}

export default async function AssignPage({ params }: Readonly<Props>) {
  const { id } = await params
  const [t, locale, { place, works, mayAssign }] = await Promise.all([
    getTranslations('supervision'),
    getLocale(),
    load('supervision:propose', (ctx) => getAssignForm(ctx, id)),
  ])
  if (!mayAssign) notFound()
  const typed = (n: number | undefined) => (n === undefined ? '' : String(n))
  return (
    <>
      <PageHead
        title={t('assign.title')}
        back={`/supervision/${id}`}
        crumbs={[
          { href: '/supervision', label: t('title') },
          { href: `/supervision/${id}`, label: place.name },
          { label: t('assign.title') },
        ]}
      />
      <section className="sheet max-w-4xl px-4 py-4">
        <AssignForm
          action={assignPlaceAction}
          hidden={{ commandId: crypto.randomUUID(), placeId: id, version: place.version }}
          fields={[
            { name: 'leader', label: t('place.leader'), type: 'text', max: 60, value: place.leader, needed: true },
            { name: 'team', label: t('place.team'), type: 'text', max: 200, value: place.team, needed: true },
            { name: 'liaison', label: t('place.liaison'), type: 'text', max: 200, value: place.liaison, needed: true },
            {
              name: 'deadlineOn',
              label: t('assign.deadline'),
              type: 'day',
              value: place.deadlineOn ?? '',
              least: addDays(place.listedOn, 1),
              needed: true,
            },
            {
              name: 'on',
              label: t('assign.on'),
              type: 'day',
              value: place.today,
              least: place.lastStepOn,
              most: place.today,
              needed: true,
            },
          ]}
          works={works.map(({ code, nameZh, nameEn, values }) => ({
            code,
            name: locale === 'zh-CN' ? nameZh : nameEn,
            direction: values?.direction ?? 'DOWN',
            unit: values?.unit ?? '',
            base: typed(values?.base),
            target: typed(values?.target),
          }))}
          directions={DIRECTIONS.map((value) => ({ value, label: t(`directions.${value}`) }))}
          words={{
            hint: t('assign.workHint'),
            base: t('assign.base'),
            target: t('assign.target'),
            unit: t('assign.unit'),
            direction: t('assign.direction'),
            save: t('assign.save'),
            busy: t('assign.busy'),
          }}
        />
      </section>
    </>
  )
}
