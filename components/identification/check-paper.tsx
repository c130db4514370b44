import { PaperFacts, PaperTable } from '@/components/dossier/paper'
import type { ValueWords } from '@/components/dossier/value-words'
import { longDay, yuan } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import type { CheckRecord, PaperData } from '@/lib/identification/queries/paper'
import { TROUBLES } from '@/lib/identification/schema/monitoring'

const day = (text: string | null) => (text ? longDay(text, 'zh-CN') : '')
const money = (fen: number | null | undefined) => (fen === null || fen === undefined ? '' : yuan(fen))

/** The body of a home check sheet: household, members, income, the four questions, and what was found. Always in Chinese. */
export async function CheckPaper({ paper, words }: Readonly<{ paper: PaperData; words: ValueWords }>) {
  const [t, monitoring] = await Promise.all([
    getTranslations({ locale: 'zh-CN', namespace: 'identification' }),
    getTranslations({ locale: 'zh-CN', namespace: 'monitoring' }),
  ])
  const record = paper.record as CheckRecord
  const { household, kind } = paper
  const p = (key: string) => t(`papers.${key}` as 'papers.head')
  const risk = (code: string) => monitoring(`risks.${code as 'OTHER'}`)
  const { income } = record
  const gone = (code: string) =>
    record.goneStably?.includes(code)
      ? p('stably')
      : record.goneNaturally?.includes(code)
        ? p('naturally')
        : p('goneNone')
  return (
    <>
      <h2>{p('basics')}</h2>
      <PaperFacts
        items={[
          [p('head'), household.headName],
          [p('householdNo'), household.no],
          [p('village'), `${household.township}${household.village}`],
          [p('people'), String(household.members)],
          [p('status'), words.code('povertyStatus', household.status)],
          [p('channel'), paper.channel ? monitoring(`sources.${paper.channel}`) : ''],
          [
            p(kind === 'RISK_REMOVAL' ? 'identified' : 'found'),
            day(kind === 'RISK_REMOVAL' ? paper.identifiedOn : paper.foundOn),
          ],
          [t('fields.officers'), (record.officers ?? []).join(t('join'))],
        ]}
      />
      <h2>{p('members')}</h2>
      <PaperTable
        columns={[
          { head: p('columns.no'), width: '8%', look: 'c' },
          { head: p('columns.name'), width: '22%' },
          { head: p('columns.relation'), width: '20%' },
          { head: p('columns.sex'), width: '10%', look: 'c' },
          { head: p('columns.born'), width: '14%', look: 'c' },
          { head: p('columns.labour') },
        ]}
        rows={household.people.map(({ name, relation, sex, born, labour }, index) => [
          String(index + 1),
          name,
          words.code('relation', relation),
          words.code('sex', sex),
          born,
          labour ? words.code('labour', labour) : '',
        ])}
      />
      <h2>{p('income')}</h2>
      {income ? (
        <PaperFacts
          items={[
            [p('year'), String(income.year)],
            [p('wage'), money(income.wageFen)],
            [p('business'), money(income.businessFen)],
            [p('property'), money(income.propertyFen)],
            [p('transfer'), money(income.transferFen)],
            [p('cost'), money(income.costFen)],
            [p('net'), money(income.netFen)],
            [p('perCapita'), money(income.perCapitaFen)],
            [p('now'), money(record.nowFen)],
          ]}
        />
      ) : (
        <>
          <p>{p('incomeNone')}</p>
          <PaperFacts items={[[p('now'), money(record.nowFen)]]} />
        </>
      )}
      <h2>{p('four')}</h2>
      <PaperFacts
        items={TROUBLES.map((trouble) => [
          t(`troubles.${trouble}`),
          t(`answers.${record.troubles?.includes(trouble) ? 'YES' : 'NO'}`),
        ])}
      />
      {kind === 'RISK_REMOVAL' ? (
        <>
          <h2>{p('gone')}</h2>
          <PaperFacts
            items={[
              ...paper.recorded.map((code) => [risk(code), gone(code)] as const),
              [t('fields.mode'), paper.mode ? t(`modes.${paper.mode as 'SUPPORT'}`) : ''] as const,
              [t('fields.contactName'), record.contactName ?? ''] as const,
              [t('fields.note'), record.note ?? ''] as const,
            ]}
          />
        </>
      ) : (
        <>
          <h2>{p('found2')}</h2>
          <PaperFacts
            items={[
              [
                t('fields.monitoredType'),
                record.monitoredType ? monitoring(`types.${record.monitoredType as 'MARGINAL'}`) : '',
              ],
              [t('fields.risks'), (record.risks ?? []).map(risk).join(t('join'))],
              [t('fields.noLabour'), t(`answers.${record.noLabour ? 'YES' : 'NO'}`)],
              [t('fields.note'), record.note ?? ''],
            ]}
          />
          <p>{p('authorised')}</p>
        </>
      )}
    </>
  )
}
