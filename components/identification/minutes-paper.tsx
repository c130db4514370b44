import { PaperFacts, PaperTable } from '@/components/dossier/paper'
import { longDay } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import type { MinutesRecord, PaperData } from '@/lib/identification/queries/paper'

const LINES_TO_SIGN = 5
const NAMES_A_LINE = 4

/** The body of the minutes of an appraisal (民主评议): who was there, the votes, what was said, and room to sign. Always in Chinese. */
export async function MinutesPaper({ paper }: Readonly<{ paper: PaperData }>) {
  const t = await getTranslations({ locale: 'zh-CN', namespace: 'identification' })
  const record = paper.record as MinutesRecord
  const p = (key: string) => t(`papers.${key}` as 'papers.head')
  const topic = paper.kind as 'MONITORING'
  return (
    <>
      <h2>{p('appraisal')}</h2>
      <PaperFacts
        items={[
          [t('fields.on'), longDay(paper.on, 'zh-CN')],
          [t('fields.place'), record.place],
          [t('fields.chair'), record.chair],
          [p('topic'), t(`papers.topics.${topic}`, { head: paper.household.headName })],
          [t('fields.should'), String(record.should)],
          [t('fields.present'), String(record.present)],
          [t('fields.votesFor'), String(record.votesFor)],
          [t('fields.votesAgainst'), String(record.votesAgainst)],
          [t('fields.votesAbstain'), String(record.votesAbstain)],
          [p('result'), p('carried')],
        ]}
      />
      <h2>{p('record')}</h2>
      <p>{record.minutes}</p>
      <h2>{p('signList')}</h2>
      <PaperTable
        columns={Array.from({ length: NAMES_A_LINE }, (_, index) => ({ head: `${p('columns.name')} ${index + 1}` }))}
        rows={[]}
        blanks={LINES_TO_SIGN}
      />
      <p>{p('photo')}</p>
    </>
  )
}
