import type { Metadata } from 'next'
import { Strip } from '@/components/evidence/strip'
import { ProcedureLife } from '@/components/identification/procedure-life'
import { TakeUpForm } from '@/components/identification/take-up-form'
import { UnderWay } from '@/components/identification/under-way'
import { ClueLife } from '@/components/monitoring/clue-life'
import { DecidePanel } from '@/components/monitoring/decide-panel'
import { dueSpeaker } from '@/components/monitoring/due'
import { FindingCard } from '@/components/monitoring/finding-card'
import { Findings } from '@/components/monitoring/findings'
import { HouseholdSummary } from '@/components/monitoring/household-summary'
import { PageHead } from '@/components/shell/page-head'
import { Banner } from '@/components/ui/banner'
import { Chip } from '@/components/ui/chip'
import { Dot } from '@/components/ui/dot'
import { SectionHead } from '@/components/ui/section-head'
import { loadRecord } from '@/lib/audit/readings'
import { listEvidence } from '@/lib/evidence/queries/list'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { listAssignees } from '@/lib/identification/queries/assignees'
import { getProcedure } from '@/lib/identification/queries/procedure'
import { getClue } from '@/lib/monitoring/queries/clue'
import type { EndReason } from '@/lib/monitoring/schema'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import { may } from '@/lib/platform/permissions'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('monitoring'))('titles.clues') }
}

export default async function CluePage({ params }: Readonly<Props>) {
  const { id } = await params
  const [t, named, identification, locale, { clue, evidence, adds, starts, procedure, assignees, me }] =
    await Promise.all([
      getTranslations('monitoring'),
      getTranslations('households'),
      getTranslations('identification'),
      getLocale(),
      loadRecord('clue:read', async (ctx) => {
        if (!isUuid(id)) throw new NotFoundError()
        const clue = await getClue(ctx, id)
        const subject = { kind: 'CLUE', id } as const
        const evidence = await listEvidence(ctx, { householdId: clue.household.id, subject, take: 4 })
        const adds = may(ctx.actor.role, 'evidence:add')
        const starts = clue.status === 'OPEN' && !clue.procedure && may(ctx.actor.role, 'identification:start')
        const procedure = clue.procedure && (await getProcedure(ctx, clue.procedure.id))
        const assignees = starts ? await listAssignees(ctx, clue.household.villageCode) : []
        const reading = { householdId: clue.household.id, regionCode: clue.household.villageCode, field: 'clue' }
        return { reading, clue, evidence, adds, starts, procedure, assignees, me: ctx.actor.userId }
      }),
    ])
  const { today, household, decision } = clue
  const day = (text: string) => nearDay(text, today, locale)
  const due = (await dueSpeaker(today))(clue.openedOn, clue.verifyBy)
  const firstWithLine = clue.signals.find((signal) => signal.finding.figures.lines.length > 0)
  const isIn = clue.status === 'CONFIRMED'
  return (
    <>
      <PageHead
        title={named('householdOf', { name: household.headName })}
        back="/clues"
        crumbs={[{ href: '/clues', label: t('titles.clues') }, { label: t('titles.clue', { no: clue.clueNo }) }]}
        chips={
          clue.status === 'OPEN' ? (
            <Chip state={due.state}>
              {t('due.with', {
                status: procedure ? identification(`statuses.${procedure.status}`) : t('clueStatus.OPEN'),
                word: due.word,
              })}
            </Chip>
          ) : (
            <Chip state={isIn ? 'held' : 'closed'}>{t(`clueStatus.${clue.status}`)}</Chip>
          )
        }
        sub={
          <>
            {t('clue.number', { no: clue.clueNo })}
            <Dot />
            {household.village}
            <Dot />
            {t(`sources.${clue.source}`)}
          </>
        }
      />
      <div className="grid items-start gap-4 desk:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="grid gap-4">
          {decision && (
            <Banner
              state={isIn ? 'held' : 'plain'}
              title={
                isIn
                  ? t('decided.confirmedTitle', { by: decision.by, day: day(decision.on) })
                  : t('decided.dismissedTitle', {
                      by: decision.by,
                      day: day(decision.on),
                      reason: t(`reasons.${decision.reason as EndReason}`),
                    })
              }
              action={
                clue.case
                  ? { href: `/monitoring/${clue.case.id}`, label: t('decided.toCase', { no: clue.case.caseNo }) }
                  : undefined
              }
            >
              {[decision.note, clue.case && t('decided.planBy', { day: day(clue.case.planBy) })]
                .filter(Boolean)
                .join(' ')}
            </Banner>
          )}
          <section>
            <SectionHead
              ruled
              title={t('clue.why')}
              note={clue.signals.length > 0 ? t('clue.whyNote', { n: clue.signals.length }) : undefined}
            />
            <div className="grid gap-3">
              {clue.summary && (
                <p className="sheet px-4 py-3">
                  <b className="block text-13 text-ink-3">{t('clue.reported')}</b>
                  {clue.summary}
                </p>
              )}
              {clue.signals.length === 0 && <p className="text-13 text-ink-3">{t('clue.noSignals')}</p>}
              {clue.signals.map((signal) => (
                <div key={signal.id}>
                  {signal.firedOn !== clue.signals[0]?.firedOn && (
                    <p className="pb-1 text-12 text-ink-3">{t('clue.joined', { day: day(signal.firedOn) })}</p>
                  )}
                  <FindingCard finding={signal.finding} openSource={signal === firstWithLine} />
                </div>
              ))}
            </div>
          </section>
          {clue.alsoTold.length > 0 && (
            <section>
              <SectionHead title={t('clue.also')} />
              <Findings findings={clue.alsoTold} />
            </section>
          )}
          <Strip gallery={evidence} householdId={household.id} subject={{ kind: 'CLUE', id: clue.id }} mayAdd={adds} />
          <HouseholdSummary household={household} today={today} />
        </div>
        <div className="grid gap-4">
          <section className="sheet px-4 pb-4">
            <SectionHead title={t('clue.life')} />
            {procedure ? <ProcedureLife procedure={procedure} /> : <ClueLife clue={clue} today={today} />}
          </section>
          {procedure && clue.status === 'OPEN' && <UnderWay procedure={procedure} />}
          {starts && !clue.monitored && <TakeUpForm clue={clue} assignees={assignees} me={me} />}
          {!procedure && <DecidePanel clue={clue} />}
        </div>
      </div>
    </>
  )
}
