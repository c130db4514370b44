import type { Metadata } from 'next'
import { UnmaskLink } from '@/components/households/unmask-link'
import { RemovalForm } from '@/components/identification/removal-form'
import { UnderWay } from '@/components/identification/under-way'
import { AssessForm } from '@/components/monitoring/assess-form'
import { Assessments } from '@/components/monitoring/assessments'
import { CaseLife } from '@/components/monitoring/case-life'
import { dueSpeaker } from '@/components/monitoring/due'
import { Episodes } from '@/components/monitoring/episodes'
import { FindingCard } from '@/components/monitoring/finding-card'
import { HouseholdSummary } from '@/components/monitoring/household-summary'
import { PageHead } from '@/components/shell/page-head'
import { Chip } from '@/components/ui/chip'
import { Dot } from '@/components/ui/dot'
import { Facts } from '@/components/ui/facts'
import { SectionHead } from '@/components/ui/section-head'
import { loadRecord } from '@/lib/audit/readings'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { isEnded } from '@/lib/identification/lifecycle'
import { getProcedure } from '@/lib/identification/queries/procedure'
import { getCase } from '@/lib/monitoring/queries/case'
import type { Risk } from '@/lib/monitoring/schema'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import { may } from '@/lib/platform/permissions'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('monitoring'))('titles.cases') }
}

export default async function CasePage({ params }: Readonly<Props>) {
  const { id } = await params
  const [t, named, identification, locale, { monitored, procedure, mayRemove }] = await Promise.all([
    getTranslations('monitoring'),
    getTranslations('households'),
    getTranslations('identification'),
    getLocale(),
    loadRecord('case:read', async (ctx) => {
      if (!isUuid(id)) throw new NotFoundError()
      const monitored = await getCase(ctx, id)
      const open = monitored.procedures.find(({ status }) => !isEnded(status))
      const starts = monitored.status === 'SUPPORTED' && !monitored.noLabour
      const { id: householdId, villageCode: regionCode } = monitored.household
      return {
        reading: { householdId, regionCode, field: 'case' },
        monitored,
        procedure: open ? await getProcedure(ctx, open.id) : null,
        mayRemove: starts && may(ctx.actor.role, 'identification:start'),
      }
    }),
  ])
  const { today, household } = monitored
  const day = (text: string) => nearDay(text, today, locale)
  const due = (await dueSpeaker(today))(monitored.identifiedOn, monitored.planBy)
  const found = monitored.since.filter((visit) => visit.findings.length > 0)
  const status = t(`caseStatus.${monitored.status}`)
  return (
    <>
      <PageHead
        title={named('householdOf', { name: household.headName })}
        back="/monitoring"
        crumbs={[
          { href: '/monitoring', label: t('titles.cases') },
          { label: t('titles.case', { no: monitored.caseNo }) },
        ]}
        chips={
          monitored.status === 'MONITORED' ? (
            <Chip state={due.state}>{t('due.with', { status, word: due.word })}</Chip>
          ) : (
            <Chip state={monitored.status === 'RISK_REMOVED' ? 'held' : 'doing'}>{status}</Chip>
          )
        }
        sub={
          <>
            {t('titles.case', { no: monitored.caseNo })}
            <Dot />
            {household.village}
            <Dot />
            {t(`types.${monitored.monitoredType}`)}
          </>
        }
      />
      <div className="grid items-start gap-4 desk:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="grid gap-4">
          <section className="sheet wenwu px-4 pb-4">
            <SectionHead title={t('case.facts')} />
            <Facts
              items={[
                { key: 'type', name: t('case.type'), value: t(`types.${monitored.monitoredType}`) },
                {
                  key: 'risks',
                  name: t('case.risks'),
                  value: monitored.risks.map((risk) => t(`risks.${risk as Risk}`)).join(t('listJoin')),
                },
                { key: 'channel', name: t('case.channel'), value: t(`sources.${monitored.channel}`) },
                { key: 'identified', name: t('case.identified'), value: day(monitored.identifiedOn) },
                {
                  key: 'episode',
                  name: t('case.episode'),
                  value: t('case.episodeN', { n: monitored.episode }),
                },
                { key: 'plan', name: t('case.planBy'), value: day(monitored.planBy) },
                ...(monitored.removedOn
                  ? [
                      { key: 'removed', name: t('case.removed'), value: day(monitored.removedOn) },
                      {
                        key: 'mode',
                        name: identification('fields.mode'),
                        value: monitored.removalMode
                          ? identification(`modes.${monitored.removalMode as 'SUPPORT'}`)
                          : t('case.notSaid'),
                      },
                    ]
                  : []),
                ...(monitored.contact
                  ? [
                      {
                        key: 'contact',
                        name: identification('fields.contactName'),
                        value: (
                          <span className="tabular-nums">
                            {monitored.contact.name} {monitored.contact.phone}
                            {monitored.contact.mayUnmask && (
                              <UnmaskLink
                                householdId={household.id}
                                field="contactPhone"
                                name={monitored.contact.name}
                              />
                            )}
                          </span>
                        ),
                      },
                    ]
                  : []),
                ...(monitored.noLabour
                  ? [{ key: 'labour', name: identification('fields.noLabour'), value: identification('answers.YES') }]
                  : []),
                ...(monitored.greenReason !== null
                  ? [
                      {
                        key: 'green',
                        name: identification('monitoring.green'),
                        value: monitored.greenReason || identification('answers.YES'),
                      },
                    ]
                  : []),
              ]}
            />
            {monitored.procedures.length > 0 && (
              <p className="pt-3 text-13 text-ink-3">
                {t('case.procedures')}{' '}
                {monitored.procedures.map((each) => (
                  <a key={each.id} className="mr-3 underline" href={`/identification/${each.id}`}>
                    {identification(`kinds.${each.kind}`)} {each.procedureNo}
                  </a>
                ))}
              </p>
            )}
            {monitored.clues.length > 0 && (
              <p className="pt-3 text-13 text-ink-3">
                {t('case.from')}{' '}
                {monitored.clues.map((clue) => (
                  <a key={clue.id} className="mr-3 underline" href={`/clues/${clue.id}`}>
                    {clue.clueNo}
                  </a>
                ))}
              </p>
            )}
          </section>
          <Episodes monitored={monitored} />
          <Assessments monitored={monitored} />
          <section>
            <SectionHead title={t('case.since')} note={found.length > 0 ? t('case.sinceNote') : undefined} />
            {found.length === 0 && <p className="text-13 text-ink-3">{t('case.nothingSince')}</p>}
            <div className="grid gap-3">
              {found.map((visit) => (
                <div key={visit.visitId} className="grid gap-2">
                  <p className="text-13">
                    <a href={`/visits/${visit.visitId}`}>{day(visit.visitedOn)}</a> {visit.visitor}
                  </p>
                  {visit.findings.map((finding) => (
                    <FindingCard key={finding.ruleId} finding={finding} />
                  ))}
                </div>
              ))}
            </div>
          </section>
          <HouseholdSummary household={household} today={today} />
        </div>
        <div className="grid gap-4">
          <section className="sheet px-4 pb-4">
            <SectionHead title={t('case.life')} />
            <CaseLife monitored={monitored} today={today} />
          </section>
          {procedure && <UnderWay procedure={procedure} />}
          {monitored.mayAssess && <AssessForm monitored={monitored} />}
          {mayRemove && <RemovalForm monitored={monitored} />}
        </div>
      </div>
    </>
  )
}
