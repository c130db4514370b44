import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { CaseLife } from '@/components/monitoring/case-life'
import { dueSpeaker } from '@/components/monitoring/due'
import { FindingCard } from '@/components/monitoring/finding-card'
import { HouseholdSummary } from '@/components/monitoring/household-summary'
import { PageHead } from '@/components/shell/page-head'
import { Chip } from '@/components/ui/chip'
import { Dot } from '@/components/ui/dot'
import { Facts } from '@/components/ui/facts'
import { SectionHead } from '@/components/ui/section-head'
import { nearDay } from '@/lib/i18n/format'
import { getCase } from '@/lib/monitoring/queries/cases'
import type { Risk } from '@/lib/monitoring/schema'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import { load } from '@/lib/platform/load'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('monitoring'))('titles.cases') }
}

export default async function CasePage({ params }: Readonly<Props>) {
  const { id } = await params
  const [t, named, locale, monitored] = await Promise.all([
    getTranslations('monitoring'),
    getTranslations('households'),
    getLocale(),
    load('case:read', (ctx) => {
      if (!isUuid(id)) throw new NotFoundError()
      return getCase(ctx, id)
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
                  ? [{ key: 'removed', name: t('case.removed'), value: day(monitored.removedOn) }]
                  : []),
              ]}
            />
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
        <section className="sheet px-4 pb-4">
          <SectionHead title={t('case.life')} />
          <CaseLife monitored={monitored} today={today} />
          {monitored.status !== 'RISK_REMOVED' && <p className="pt-3 text-13 text-ink-3">{t('case.soon')}</p>}
        </section>
      </div>
    </>
  )
}
