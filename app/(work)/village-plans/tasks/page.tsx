import type { Metadata } from 'next'
import { KindCatalogue } from '@/components/shell/kind-catalogue'
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
  return (
    <KindCatalogue
      slice="yearplans"
      back="/village-plans"
      kinds={kinds.map((kind) => ({ ...kind, aside: kind.isReplaced ? t('kinds.replaced') : '' }))}
      maySet={mayKeep}
      today={today}
      add={addKindAction}
      end={endKindAction}
      longest={{ zh: 60, en: 120 }}
      alsoAsked={[
        {
          name: 'replaces',
          label: t('kinds.replaces'),
          type: 'select',
          empty: t('kinds.nothing'),
          options: kinds
            .filter(({ isOwn, isReplaced }) => !isOwn && !isReplaced)
            .map((kind) => ({ value: kind.code, label: locale === 'zh-CN' ? kind.nameZh : kind.nameEn })),
        },
      ]}
      endNote={t('kinds.endNote')}
    />
  )
}
