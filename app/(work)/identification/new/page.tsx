import type { Metadata } from 'next'
import { startFields } from '@/components/identification/start-fields'
import { StartForm } from '@/components/identification/start-form'
import { HouseholdSummary } from '@/components/monitoring/household-summary'
import { asked } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { EmptyState } from '@/components/ui/empty-state'
import { getTranslations } from '@/lib/i18n/server'
import { startProcedureAction } from '@/lib/identification/actions'
import { getStart } from '@/lib/identification/queries/start'
import { load } from '@/lib/platform/load'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('identification'))('start.title') }
}

export default async function NewProcedurePage({ searchParams }: Readonly<Props>) {
  const householdId = asked(await searchParams, 'household')
  const [t, named, found] = await Promise.all([
    getTranslations('identification'),
    getTranslations('households'),
    load('identification:start', async (ctx) => (householdId ? getStart(ctx, householdId) : null)),
  ])
  if (!found) {
    return (
      <>
        <PageHead title={t('start.title')} back="/identification" />
        <EmptyState title={t('start.choose')} action={{ href: '/households', label: t('list.toHouseholds') }}>
          {t('start.chooseWhy')}
        </EmptyState>
      </>
    )
  }
  const { household, kinds, open, today } = found
  const say = t as unknown as (key: string) => string
  const sayNamed = named as unknown as (key: string) => string
  return (
    <div className="max-w-160">
      <PageHead
        title={t('start.title')}
        aside={named('householdOf', { name: household.headName })}
        back={`/households/${household.id}`}
      />
      <div className="grid gap-4">
        {open ? (
          <EmptyState
            title={t('start.openTitle', { no: open.procedureNo })}
            action={{ href: `/identification/${open.id}`, label: t('number', { no: open.procedureNo }) }}
          >
            {t('start.open')}
          </EmptyState>
        ) : kinds.length === 0 ? (
          <EmptyState title={t('start.nothing')}>{t('start.nothingWhy')}</EmptyState>
        ) : (
          <section className="sheet px-4 py-3">
            <StartForm
              action={startProcedureAction}
              kinds={kinds.map((kind) => ({
                kind,
                label: t(`kinds.${kind}`),
                note: t(`kindNotes.${kind}`),
                fields: startFields(say, sayNamed, { kind, today, cause: found.mainCause }),
                hidden: { commandId: crypto.randomUUID(), id: crypto.randomUUID(), householdId: household.id },
              }))}
              words={{ go: t('start.go'), busy: t('start.busy') }}
            />
          </section>
        )}
        <HouseholdSummary household={household} today={today} />
      </div>
    </div>
  )
}
