import type { Metadata } from 'next'
import { Strip } from '@/components/evidence/strip'
import { Findings } from '@/components/monitoring/findings'
import { PageHead } from '@/components/shell/page-head'
import { Chip } from '@/components/ui/chip'
import { Dot } from '@/components/ui/dot'
import { Icon, type IconName } from '@/components/ui/icon'
import { LinkButton } from '@/components/ui/link-button'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { LoggedFacts } from '@/components/visits/logged-facts'
import { ResultSteps } from '@/components/visits/result-steps'
import { UnsentBanner } from '@/components/visits/unsent-banner'
import { loadRecord } from '@/lib/audit/readings'
import { listEvidence } from '@/lib/evidence/queries/list'
import { clientWords } from '@/lib/i18n/client-words'
import { moment, nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { may } from '@/lib/platform/permissions'
import { listDue } from '@/lib/visits/queries/pick'
import { getVisitResult } from '@/lib/visits/queries/visit-result'

type Props = { params: Promise<{ id: string }> }

const HEADLINES = { OPENED: 'opened', JOINED: 'joined', IN_CASE: 'inCase', NOTHING: 'nothing' } as const

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('visits.result'))('title') }
}

export default async function VisitResultPage({ params }: Readonly<Props>) {
  const { id } = await params
  const [t, words, locale, { result, evidence, next, today, userId, logs, seesClue, seesHousehold, adds }] =
    await Promise.all([
      getTranslations('visits.result'),
      clientWords('visits'),
      getLocale(),
      loadRecord('visit:read', async (ctx) => {
        const result = await getVisitResult(ctx, id)
        const { id: householdId, regionCode } = result.visit.household
        const logs = may(ctx.actor.role, 'visit:log')
        const [next] = logs ? await listDue(ctx, { except: householdId, take: 1 }) : []
        const subject = { kind: 'VISIT', id } as const
        return {
          reading: { householdId, regionCode, field: 'visit' },
          result,
          evidence: await listEvidence(ctx, { householdId, subject, take: 4 }),
          adds: may(ctx.actor.role, 'evidence:add'),
          next,
          logs,
          today: ctx.today,
          userId: ctx.actor.userId,
          seesClue: may(ctx.actor.role, 'clue:read'),
          seesHousehold: may(ctx.actor.role, 'household:read'),
        }
      }),
    ])
  const { visit, screening } = result
  const headline = HEADLINES[screening?.outcome ?? 'NOTHING']
  const crossed = screening?.findings.filter((finding) => finding.outcome === 'CROSSED').length ?? 0
  const received = moment(visit.receivedAt, locale)
  return (
    <div className="max-w-160">
      <PageHead title={t('title')} back="/" chips={<Chip state="held">{t('received', { time: received })}</Chip>} />
      <UnsentBanner userId={userId} words={words.unsent} />
      <section className="pb-4">
        <p className="text-14 text-ink-3">
          {visit.household.headName}
          <Dot />
          {visit.villageName}
          {visit.household.groupName}
          <Dot />
          {nearDay(visit.visitedOn, today, locale)}
        </p>
        <h2 className="pt-0.5 pb-1 text-24">{t(headline)}</h2>
        <p className="text-ink-2">{t(`${headline}Text`, { n: crossed })}</p>
      </section>
      {screening && <Findings findings={screening.findings} />}
      <section className="pt-5">
        <SectionHead
          ruled
          title={t('nextTitle')}
          note={screening?.clue ? t('clueNo', { no: screening.clue.clueNo }) : undefined}
        />
        <ResultSteps result={result} today={today} />
      </section>
      <Strip gallery={evidence} householdId={visit.household.id} subject={{ kind: 'VISIT', id }} mayAdd={adds} ruled />
      <section className="pt-5">
        <SectionHead ruled title={t('nowTitle')} />
        {screening?.clue && seesClue && (
          <Do href={`/clues/${screening.clue.id}`} icon="flag" title={t('seeClue')} text={t('seeClueText')} />
        )}
        {seesHousehold && (
          <Do
            href={`/households/${visit.household.id}`}
            icon="house"
            title={t('seeHousehold')}
            text={t('seeHouseholdText')}
          />
        )}
        <Reveal summary={t('logged')}>
          <LoggedFacts visit={visit} today={today} />
        </Reveal>
      </section>
      {logs && (
        <div className="savebar">
          <LinkButton href={next ? `/visits/new?household=${next.id}` : '/visits/new'} look="act" size="big">
            {next ? t('next', { name: next.headName }) : t('again')}
          </LinkButton>
        </div>
      )}
    </div>
  )
}

function Do({ href, icon, title, text }: Readonly<{ href: string; icon: IconName; title: string; text: string }>) {
  return (
    <a href={href} className="flex min-h-16 items-center gap-3 border-b border-hair py-2 text-ink hover:no-underline">
      <Icon name={icon} className="i size-6 text-dai" />
      <span className="min-w-0 flex-1">
        <b className="block">{title}</b>
        <span className="block text-13 text-ink-3">{text}</span>
      </span>
      <Icon name="next" className="i size-4.5 text-ink-3" />
    </a>
  )
}
