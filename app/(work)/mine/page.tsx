import type { Metadata } from 'next'
import { WaitingBanner } from '@/components/findings/waiting-banner'
import { OwnDeadlines } from '@/components/mine/own-deadlines'
import { OwnFindings } from '@/components/mine/own-findings'
import { OwnHandover } from '@/components/mine/own-handover'
import { OwnHouseholds } from '@/components/mine/own-households'
import { OwnPromises } from '@/components/mine/own-promises'
import { OwnVisits } from '@/components/mine/own-visits'
import { PageHead } from '@/components/shell/page-head'
import { SectionHead } from '@/components/ui/section-head'
import { UnsentBanner } from '@/components/visits/unsent-banner'
import { countWaiting, listAnsweredFor } from '@/lib/findings/queries/household'
import { getHandoverState } from '@/lib/handover/queries'
import { clientWords } from '@/lib/i18n/client-words'
import { stamp } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { may } from '@/lib/platform/permissions'
import { getMine } from '@/lib/worklist/queries/mine'

const FINDINGS = 50

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('mine'))('title') }
}

/** A person's own page: who needs him next. It takes no name, so nobody can open another's. */
export default async function MinePage() {
  const [t, words, { actor, now, today, mine, lines, waiting, handover }] = await Promise.all([
    getTranslations('mine'),
    clientWords('visits'),
    load('account:self', async (ctx) => {
      const { role } = ctx.actor
      const answers = may(role, 'finding:rectify')
      return {
        actor: ctx.actor,
        now: ctx.now,
        today: ctx.today,
        mine: await getMine(ctx),
        lines: answers ? await listAnsweredFor(ctx, FINDINGS) : null,
        waiting: may(role, 'finding:read') ? await countWaiting(ctx) : null,
        handover: await getHandoverState(ctx),
      }
    }),
  ])
  const visits = may(actor.role, 'visit:log')
  const { households, months, promises, deadlines } = mine
  return (
    <>
      <PageHead
        title={t('title')}
        aside={actor.name}
        back="/me"
        sub={
          <p className="flex flex-wrap gap-x-4 gap-y-1 text-13 text-ink-2">
            <span>{t('note')}</span>
            <span>{t('asOf', { time: stamp(now) })}</span>
          </p>
        }
      />
      {waiting && <WaitingBanner waiting={waiting} />}
      <div className="grid gap-4">
        {households && <OwnHouseholds own={households} today={today} region={actor.regionCode} mayVisit={visits} />}
        {promises && <OwnPromises promises={promises} today={today} />}
        {lines && <OwnFindings lines={lines} today={today} />}
        {visits && (
          <section className="sheet px-4 pb-3">
            <SectionHead title={t('unsent.title')} />
            <UnsentBanner userId={actor.userId} words={words.unsent} />
            <p className="text-13 text-ink-3">{t('unsent.none')}</p>
          </section>
        )}
        {months && <OwnVisits months={months} today={today} />}
        {deadlines && <OwnDeadlines deadlines={deadlines} today={today} />}
        {handover && <OwnHandover state={handover} />}
      </div>
    </>
  )
}
