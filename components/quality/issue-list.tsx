import { ExplainForm } from '@/components/quality/explain-form'
import { issueSpeaker, SEVERITY_STATES } from '@/components/quality/speak'
import { CommandForm } from '@/components/transfer/command-form'
import { Chip } from '@/components/ui/chip'
import { nearDay } from '@/lib/i18n/format'
import { getLocale } from '@/lib/i18n/server'
import { explainIssueAction, withdrawExplanationAction } from '@/lib/quality/actions'
import type { ShownIssue } from '@/lib/quality/queries/names'
import { mendPathOf } from '@/lib/quality/rules/mend'

type Props = {
  issues: readonly ShownIssue[]
  days: { today: string; usual: string; latest: string }
  mayEdit: boolean
  /** A clue can be opened: nobody follows the household yet, and the reader may. */
  mayOpenClue: boolean
}

/** What does not fit, each with its sentence, what to do about it and, where it may be, the form that explains it. */
export async function IssueList({ issues, days, mayEdit, mayOpenClue }: Readonly<Props>) {
  const [{ t, name, says }, locale] = await Promise.all([issueSpeaker(), getLocale()])
  return (
    <ul className="grid divide-y divide-hair">
      {issues.map((issue) => (
        <li key={issue.id} className="grid gap-1 py-3">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <Chip state={SEVERITY_STATES[issue.severity]}>{t(`severities.${issue.severity}`)}</Chip>
            <b>
              {issue.personName && t('of', { name: issue.personName })}
              {name(issue.ruleId)}
            </b>
            <a href={`/quality/rules#${issue.ruleId}`} className="tap text-13 text-ink-2 underline">
              {t('ruleNo', { no: issue.ruleId.slice(1) })}
            </a>
          </p>
          <p>{says(issue)}</p>
          <p className="text-13 text-ink-2">{t('foundOn', { day: nearDay(issue.foundOn, days.today, locale) })}</p>
          {issue.explanation ? (
            <div className="grid gap-2 border-rule border-l-2 pl-3">
              <p className="text-13">
                {t('explained', {
                  by: issue.explanation.by,
                  on: nearDay(issue.explanation.on, days.today, locale),
                  until: nearDay(issue.explanation.until, days.today, locale),
                })}
              </p>
              {issue.explanation.reason && <p>{issue.explanation.reason}</p>}
              {issue.mayExplain && (
                <CommandForm
                  action={withdrawExplanationAction}
                  fields={{ commandId: crypto.randomUUID(), explanationId: issue.explanation.id }}
                  do={t('withdraw')}
                  busy={t('busy')}
                  look="plain"
                />
              )}
            </div>
          ) : (
            <>
              {issue.householdId && (mayEdit || (issue.severity === 'A' && mayOpenClue)) && (
                <p className="flex flex-wrap gap-x-4">
                  {mayEdit && (
                    <a className="tap underline" href={mendPathOf(issue.ruleId, issue.householdId, issue.personId)}>
                      {t('mend')}
                    </a>
                  )}
                  {issue.severity === 'A' && mayOpenClue && (
                    <a
                      className="tap underline"
                      href={`/clues/new?household=${issue.householdId}&rule=${issue.ruleId}`}
                    >
                      {t('openClue')}
                    </a>
                  )}
                </p>
              )}
              {issue.mayExplain && (
                <ExplainForm
                  action={explainIssueAction}
                  issueId={issue.id}
                  ids={{ explanation: crypto.randomUUID(), command: crypto.randomUUID() }}
                  days={days}
                  words={{
                    explain: t('explain.title'),
                    explainNote: t('explain.note'),
                    reason: t('explain.reason'),
                    reasonHint: t('explain.reasonHint'),
                    until: t('explain.until'),
                    untilHint: t('explain.untilHint', { day: nearDay(days.latest, days.today, locale) }),
                    explainDo: t('explain.do'),
                    busy: t('busy'),
                  }}
                />
              )}
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
