import { StepForm } from '@/components/shell/step-form'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { yuanText } from '@/lib/households/rules/money-text'
import { getTranslations } from '@/lib/i18n/server'
import {
  correctReliefEventAction,
  draftReliefAction,
  markLineAction,
  settleAction,
  unsettleAction,
} from '@/lib/relief/actions'
import type { EventView } from '@/lib/relief/queries/event'
import { APPLIED_LINES, type AppliedLine, MARK_STATES, SETTLEMENT_KINDS } from '@/lib/relief/schema/lines'

/** What can be recorded about an event: settlements, how a line stands, an application to a line, a corrected cost. */
export async function EventForms({ event }: Readonly<{ event: EventView }>) {
  const t = await getTranslations('relief')
  const command = () => ({ commandId: crypto.randomUUID() })
  const unit = t('yuan')
  const day = { type: 'day' as const, value: event.today, most: event.today }
  const lines = APPLIED_LINES.filter((line) => !event.openLines.includes(line))
  const eligible = (line: AppliedLine) => event.judgements.find((each) => each.line === line)?.verdict !== 'NO'
  const head = event.household.headName
  return (
    <section className="sheet px-4 py-3">
      {event.isMedical && (
        <Reveal summary={t('event.settle')}>
          <StepForm
            prefix="settle-"
            action={settleAction}
            hidden={{ ...command(), id: crypto.randomUUID(), eventId: event.id }}
            fields={[
              {
                name: 'kind',
                label: t('event.kind'),
                type: 'select',
                options: SETTLEMENT_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) })),
              },
              { name: 'amountYuan', label: t('event.amountYuan'), type: 'money', unit },
              { name: 'settledOn', label: t('event.settledOn'), ...day },
              { name: 'document', label: t('event.document'), type: 'text', max: 120 },
            ]}
            submit={t('event.settleGo')}
            busy={t('busy')}
          />
        </Reveal>
      )}
      {lines.map((line) => (
        <Reveal key={line} summary={t('event.applyTo', { line: t(`lines.L${line}`) })}>
          {!eligible(line) && <p className="pb-3 text-13 text-ink-3">{t('event.verdicts.NO')}</p>}
          <StepForm
            prefix={`draft${line}-`}
            action={draftReliefAction}
            hidden={{
              ...command(),
              id: crypto.randomUUID(),
              eventId: event.id,
              line,
              ...(line === 2 || line === 4 ? { manner: 'CASH' } : {}),
            }}
            fields={[
              { name: 'on', label: t('fields.on'), ...day },
              { name: 'applicantName', label: t('fields.applicantName'), type: 'text', max: 60, value: head },
              ...claimFields(t, line, unit),
            ]}
            submit={t('application.draftGo')}
            busy={t('busy')}
          />
        </Reveal>
      ))}
      <Reveal summary={t('event.mark')}>
        <p className="pb-3 text-13 text-ink-3">{t('event.markNote')}</p>
        <StepForm
          prefix="mark-"
          action={markLineAction}
          hidden={{ ...command(), eventId: event.id }}
          fields={[
            {
              name: 'line',
              label: t('event.markLine'),
              type: 'select',
              options: ([1, 2, 3, 4, 5] as const).map((line) => ({
                value: String(line),
                label: t(`lineFull.L${line}`),
              })),
            },
            {
              name: 'state',
              label: t('event.markState'),
              type: 'select',
              value: 'NOT_APPLICABLE',
              options: MARK_STATES.map((value) => ({ value, label: t(`marks.${value}`) })),
            },
            { name: 'reason', label: t('event.markReason'), type: 'text', max: 200 },
          ]}
          submit={t('event.markGo')}
          busy={t('busy')}
        />
      </Reveal>
      <Reveal summary={t('event.correct')}>
        <StepForm
          prefix="correct-"
          action={correctReliefEventAction}
          hidden={{ ...command(), eventId: event.id, version: event.version }}
          fields={[
            { name: 'happenedOn', label: t('event.happenedOn'), ...day, value: event.happenedOn },
            {
              name: 'totalYuan',
              label: t('event.totalYuan'),
              type: 'money',
              unit,
              value: yuanText(event.staircase.totalFen),
            },
            ...(event.isMedical
              ? [
                  {
                    name: 'policyYuan',
                    label: t('event.policyYuan'),
                    type: 'money' as const,
                    unit,
                    value: event.staircase.policyFen === null ? '' : yuanText(event.staircase.policyFen),
                  },
                ]
              : []),
            { name: 'note', label: t('event.note'), type: 'long', max: 300, value: event.note },
          ]}
          submit={t('event.correctGo')}
          busy={t('busy')}
        />
      </Reveal>
      {event.settlements.some(({ mayReverse }) => mayReverse) && (
        <>
          <SectionHead title={t('event.unsettle')} />
          {event.settlements
            .filter(({ mayReverse }) => mayReverse)
            .map(({ id, kind, fen, on }) => (
              <Reveal key={id} summary={`${t(`kinds.${kind}`)} ${yuanText(fen)} ${on}`}>
                <StepForm
                  prefix={`unsettle${id}-`}
                  action={unsettleAction}
                  hidden={{ ...command(), id: crypto.randomUUID(), settlementId: id }}
                  fields={[{ name: 'reason', label: t('event.unsettleReason'), type: 'text', max: 120 }]}
                  submit={t('event.unsettle')}
                  busy={t('busy')}
                  look="plain"
                />
              </Reveal>
            ))}
        </>
      )}
    </section>
  )
}

type Words = Awaited<ReturnType<typeof getTranslations<'relief'>>>
type Claim = { manner?: string; claimedYuan?: string; goods?: string; postTitle?: string }

/** What is claimed of a line: an amount; temporary relief also as goods, line 6 also as a welfare post. */
export function claimFields(t: Words, line: AppliedLine, unit: string, claim: Claim = {}) {
  const manners =
    line === 3 ? (['CASH', 'GOODS'] as const) : line === 6 ? (['CASH', 'POST'] as const) : (['CASH'] as const)
  const manner = {
    name: 'manner',
    label: t('fields.manner'),
    type: 'select' as const,
    value: claim.manner ?? 'CASH',
    options: manners.map((value) => ({ value, label: t(`manners.${value}`) })),
  }
  const hint = line === 6 ? t('fields.claimedHintPost') : undefined
  return [
    ...(manners.length > 1 ? [manner] : []),
    {
      name: 'claimedYuan',
      label: t('fields.claimedYuan'),
      type: 'money' as const,
      unit,
      hint,
      value: claim.claimedYuan,
    },
    ...(line === 3
      ? [{ name: 'goods', label: t('fields.goods'), type: 'text' as const, max: 200, value: claim.goods }]
      : []),
    ...(line === 6
      ? [{ name: 'postTitle', label: t('fields.postTitle'), type: 'text' as const, max: 60, value: claim.postTitle }]
      : []),
  ]
}
