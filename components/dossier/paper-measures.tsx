import { PaperTable } from '@/components/dossier/paper'
import type { ValueWords } from '@/components/dossier/value-words'
import type { Sheet } from '@/lib/dossier/queries/sheet'
import { yuan } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'

type Measures = Sheet['file']['measures']
type Props = { measures: Measures; words: ValueWords; blanks?: number }

/** The newest measures that fit, in time order; what is only planned or was cancelled is not help that was given. */
export function givenMeasures({ file }: Sheet, most: number): Measures {
  return file.measures
    .filter(({ status }) => status !== 'PLANNED' && status !== 'CANCELLED')
    .slice(0, most)
    .toReversed()
}

/** Measures on paper: when, what, how much of it, from whom, for how much. */
export async function PaperMeasures({ measures, words: { t }, blanks }: Readonly<Props>) {
  const support = await getTranslations({ locale: 'zh-CN', namespace: 'support' })
  return (
    <PaperTable
      columns={[
        { head: t('paper.columns.date'), width: '16%' },
        { head: t('paper.columns.content') },
        { head: t('paper.columns.scale'), width: '14%' },
        { head: t('paper.columns.unitWord'), width: '20%' },
        { head: t('paper.columns.amount'), width: '14%' },
      ]}
      rows={measures.map(({ countsOn, title, category, scale, unit, amountFen }) => {
        const kind = support(`categories.${category}`)
        return [countsOn, title ? `${title} (${kind})` : kind, scale, unit, amountFen > 0 ? yuan(amountFen) : '']
      })}
      blanks={blanks}
    />
  )
}
