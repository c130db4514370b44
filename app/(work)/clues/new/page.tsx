import type { Metadata } from 'next'
import { HouseholdSummary } from '@/components/monitoring/household-summary'
import { OpenClueForm } from '@/components/monitoring/open-clue-form'
import { asked } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { EmptyState } from '@/components/ui/empty-state'
import { getTranslations } from '@/lib/i18n/server'
import { openClueAction } from '@/lib/monitoring/actions'
import { getNewClue } from '@/lib/monitoring/queries/new-clue'
import { MANUAL_SOURCES } from '@/lib/monitoring/schema'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import { load } from '@/lib/platform/load'
import { ruleOf } from '@/lib/quality/rules/clearing'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('monitoring'))('titles.newClue') }
}

export default async function NewCluePage({ searchParams }: Readonly<Props>) {
  const parameters = await searchParams
  const householdId = asked(parameters, 'household')
  const rule = ruleOf(asked(parameters, 'rule') ?? '')
  const [t, quality, found] = await Promise.all([
    getTranslations('monitoring'),
    getTranslations('quality'),
    load('clue:open', async (ctx) => {
      if (!householdId) return null
      if (!isUuid(householdId)) throw new NotFoundError()
      return getNewClue(ctx, householdId)
    }),
  ])
  if (!found) {
    return (
      <>
        <PageHead title={t('open.title')} back="/clues" />
        <EmptyState title={t('open.choose')} action={{ href: '/households', label: t('list.toHouseholds') }}>
          {t('open.chooseWhy')}
        </EmptyState>
      </>
    )
  }
  return (
    <div className="max-w-160">
      <PageHead
        title={t('open.title')}
        aside={found.household.headName}
        back={`/households/${found.household.id}`}
        sub={t('open.note', { n: found.verifyDays })}
      />
      <div className="grid gap-4">
        <section className="sheet px-4 py-4">
          <OpenClueForm
            action={openClueAction}
            householdId={found.household.id}
            commandId={crypto.randomUUID()}
            summary={rule ? quality(`rules.${rule.id}.name` as never) : ''}
            sources={MANUAL_SOURCES.map((source) => ({ value: source, label: t(`sources.${source}`) }))}
            words={{
              source: t('open.source'),
              summary: t('open.summary'),
              summaryHint: t('open.summaryHint'),
              do: t('open.do'),
              busy: t('open.busy'),
            }}
          />
        </section>
        <HouseholdSummary household={found.household} today={found.today} />
      </div>
    </div>
  )
}
