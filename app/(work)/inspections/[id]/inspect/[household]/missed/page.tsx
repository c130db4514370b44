import type { Metadata } from 'next'
import { MissForm } from '@/components/inspections/miss-form'
import { PageHead } from '@/components/shell/page-head'
import { EmptyState } from '@/components/ui/empty-state'
import { UnsentBanner } from '@/components/visits/unsent-banner'
import { clientWords } from '@/lib/i18n/client-words'
import { getTranslations } from '@/lib/i18n/server'
import { missInspectionAction } from '@/lib/inspections/actions'
import { getInspectForm } from '@/lib/inspections/queries/form'
import { OUTCOMES } from '@/lib/inspections/schema'
import { load } from '@/lib/platform/load'

type Props = { params: Promise<{ id: string; household: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('inspections'))('miss.title') }
}

/** A household that could not be inspected: why, and what becomes of its turn. */
export default async function MissedPage({ params }: Readonly<Props>) {
  const { id, household } = await params
  const [t, words, form] = await Promise.all([
    getTranslations('inspections'),
    clientWords('inspections'),
    load('inspection:record', (ctx) => getInspectForm(ctx, id, household)),
  ])
  const back = `/inspections/${id}/inspect/${household}`
  const isOpen = form.isInspecting && form.isMine && !form.there && !form.givenUp
  return (
    <div className="max-w-160">
      <PageHead title={t('miss.title')} back={back} sub={`${form.headName}  ${form.village}${form.group}`} />
      <UnsentBanner userId={form.userId} words={words.unsent} mending={`${id}/inspect/${household}/missed`} />
      {isOpen ? (
        <MissForm
          action={missInspectionAction}
          userId={form.userId}
          id={form.id}
          campaignId={id}
          household={{ id: household, name: form.headName }}
          outcomes={OUTCOMES.map((value) => ({ value, label: t(`outcomes.${value}`) }))}
          days={{ first: form.beginsOn, today: form.today }}
          words={words.miss}
          form={words.form}
        />
      ) : (
        <EmptyState title={t('form.closedTitle')} action={{ href: back, label: t('form.turns') }} />
      )}
    </div>
  )
}
