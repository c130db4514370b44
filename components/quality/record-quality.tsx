import { IssueList } from '@/components/quality/issue-list'
import { Gauge } from '@/components/ui/gauge'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { getTranslations } from '@/lib/i18n/server'
import type { getHouseholdQuality } from '@/lib/quality/queries/household'
import { mendPath } from '@/lib/quality/rules/mend'

type Quality = NonNullable<Awaited<ReturnType<typeof getHouseholdQuality>>>
type Props = { quality: Quality; mayEdit: boolean; mayOpenClue: boolean }

/** On the page of a household: what does not fit in its record, and what is still empty. */
export async function RecordQuality({ quality, mayEdit, mayOpenClue }: Readonly<Props>) {
  const t = await getTranslations('quality')
  const { issues, completeness, today, usual, latest } = quality
  const open = issues.filter((issue) => issue.explanation === null).length
  return (
    <section className="sheet px-4 py-3" id="quality" aria-labelledby="quality-title">
      <SectionHead id="quality-title" title={t('record.title')} note={t('record.note', { n: open })} />
      {issues.length === 0 ? (
        <p className="py-2">{t('record.none')}</p>
      ) : (
        <IssueList issues={issues} days={{ today, usual, latest }} mayEdit={mayEdit} mayOpenClue={mayOpenClue} />
      )}
      <div className="grid gap-1 border-hair border-t pt-3">
        <p>
          {t('record.complete', {
            filled: completeness.filled,
            expected: completeness.expected,
            percent: String(completeness.percent),
          })}
        </p>
        <Gauge
          state={completeness.empty.length === 0 ? 'held' : 'behind'}
          value={completeness.percent}
          label={t('record.completeLabel', { percent: String(completeness.percent) })}
        />
        {completeness.empty.length > 0 && (
          <Reveal summary={t('record.empty', { n: completeness.empty.length })}>
            <ul className="grid gap-1 pb-2">
              {completeness.empty.map(({ field, personId, name }) => (
                <li key={`${field}/${personId ?? ''}`}>
                  {mayEdit ? (
                    <a className="tap underline" href={mendPath(quality.householdId, field, personId)}>
                      {name ? t('of', { name }) : ''}
                      {t(`keyFields.${field}`)}
                    </a>
                  ) : (
                    `${name ? t('of', { name }) : ''}${t(`keyFields.${field}`)}`
                  )}
                </li>
              ))}
            </ul>
          </Reveal>
        )}
      </div>
    </section>
  )
}
