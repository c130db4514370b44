import { stepName } from '@/components/identification/step-words'
import { Banner } from '@/components/ui/banner'
import { getTranslations } from '@/lib/i18n/server'
import type { ProcedureView } from '@/lib/identification/queries/procedure'

/** A procedure that a clue or a case is in: how far it is, who takes the next step, and the way there. */
export async function UnderWay({ procedure }: Readonly<{ procedure: ProcedureView }>) {
  const t = await getTranslations('identification')
  const next = procedure.way[0]
  const step = next && stepName(t as unknown as (key: string) => string, procedure.kind, next.step)
  return (
    <Banner
      state={procedure.monitoring?.late ? 'crossed' : 'due'}
      title={t('page.openProcedure', {
        kind: t(`kinds.${procedure.kind}`),
        status: t(`statuses.${procedure.status}`),
      })}
      action={{ href: `/identification/${procedure.id}`, label: t('page.toProcedure') }}
    >
      {next && step && t('page.wait', { who: t(`who.${next.needs as 'identification:verify'}`), step })}
    </Banner>
  )
}
