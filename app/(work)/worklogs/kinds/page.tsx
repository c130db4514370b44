import type { Metadata } from 'next'
import { KindCatalogue } from '@/components/shell/kind-catalogue'
import { getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { addWorkKindAction, endWorkKindAction } from '@/lib/worklogs/actions'
import { listWorkCatalogue } from '@/lib/worklogs/queries/kinds'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('worklogs'))('kinds.title') }
}

export default async function WorkKindsPage() {
  const { kinds, maySet, today } = await load('workLog:read', listWorkCatalogue)
  return (
    <KindCatalogue
      slice="worklogs"
      back="/worklogs"
      kinds={kinds}
      maySet={maySet}
      today={today}
      add={addWorkKindAction}
      end={endWorkKindAction}
      longest={{ zh: 40, en: 80 }}
    />
  )
}
