import { HouseholdPicks } from '@/components/shell/household-picks'
import { getTranslations } from '@/lib/i18n/server'

type Pick = { id: string; headName: string; villageName: string; groupName: string }

/** Chooses the household of a new loan by the name of its head. */
export async function LoanPicks({ picks, text }: Readonly<{ picks: readonly Pick[]; text: string }>) {
  const t = await getTranslations('loans.pick')
  return (
    <HouseholdPicks
      path="/loans/new"
      text={text}
      picks={picks}
      words={{ search: t('search'), choose: t('choose') }}
      head={text === '' ? null : { title: t('found'), note: t('note', { n: picks.length }) }}
      hint={text === '' ? t('hint') : undefined}
      nothing={{ title: t('nothing'), text: t('nothingText') }}
    />
  )
}
