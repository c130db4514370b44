import type { Metadata, Route } from 'next'
import { redirect } from 'next/navigation'
import { HouseholdOfDay } from '@/app/(work)/households/of-day'
import { Strip } from '@/components/evidence/strip'
import { HouseholdFindings } from '@/components/findings/household-findings'
import { DropDraft } from '@/components/households/drop-draft'
import { RecordAhead } from '@/components/households/record-ahead'
import { RecordFile } from '@/components/households/record-file'
import { RecordGuarantees } from '@/components/households/record-guarantees'
import { RecordHelpers } from '@/components/households/record-helpers'
import { RecordIncome } from '@/components/households/record-income'
import { RecordLiving } from '@/components/households/record-living'
import { RecordMembers } from '@/components/households/record-members'
import { RecordTimeline } from '@/components/households/record-timeline'
import { SavedBanner } from '@/components/households/saved-banner'
import { StatusHistory } from '@/components/identification/status-history'
import { RecordQuality } from '@/components/quality/record-quality'
import { HouseholdRelief } from '@/components/relief/household-relief'
import { AsOfPick } from '@/components/shell/as-of-pick'
import { PageHead } from '@/components/shell/page-head'
import { RecordSupport } from '@/components/support/record-support'
import { Banner } from '@/components/ui/banner'
import { Chip } from '@/components/ui/chip'
import { Dot } from '@/components/ui/dot'
import { LinkButton } from '@/components/ui/link-button'
import { Tag } from '@/components/ui/tag'
import { loadRecord } from '@/lib/audit/readings'
import { getOpenedHousehold } from '@/lib/dossier/queries/opened'
import { findWhereNow, pastDay } from '@/lib/households/queries/as-of'
import { lastPovertyYear } from '@/lib/households/rules/income'
import { timelineGroup } from '@/lib/households/rules/timeline'
import { clientWords } from '@/lib/i18n/client-words'
import { fill } from '@/lib/i18n/fill'
import { getTranslations } from '@/lib/i18n/server'
import { NotFoundError } from '@/lib/platform/errors'
import { may } from '@/lib/platform/permissions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('households'))('title') }
}

export default async function HouseholdPage({ params, searchParams }: PageProps<'/households/[id]'>) {
  const [{ id }, query] = await Promise.all([params, searchParams])
  const from = typeof query.earlier === 'string' ? query.earlier : ''
  const on = pastDay(query.asOf)
  if (on) return <HouseholdOfDay id={id} on={on} />
  const { record, whole, evidence, history, quality, support, relief, findings, today, actor } = await loadRecord(
    'household:read',
    async (ctx) => {
      const { lastDay, household: place } = await findWhereNow(ctx, id)
      if (lastDay) redirect(`/households/${id}?asOf=${lastDay}` as Route)
      if (!place) throw new NotFoundError()
      return {
        reading: { householdId: place.id, regionCode: place.regionCode },
        ...(await getOpenedHousehold(ctx, { id, place, from, only: query.only })),
        today: ctx.today,
        actor: ctx.actor,
      }
    },
    { plans: 'ANY_VALUES' },
  )
  const [t, monitoring, audit, identification, events, dossier] = await Promise.all([
    getTranslations('households'),
    getTranslations('monitoring'),
    getTranslations('audit'),
    getTranslations('identification'),
    getTranslations('events'),
    getTranslations('dossier'),
  ])
  const { household, clue, openCase } = record
  const village = household.path.at(-1)
  const only = timelineGroup(query.only)
  const narrowed = only ? `only=${only}&` : ''
  const here = `/households/${household.id}`
  const [words, register] = await Promise.all([clientWords('households'), clientWords('register')])
  const mayEdit = may(actor.role, 'household:edit')
  const year = today.slice(0, 4)
  const savedYear = (name: 'living' | 'income') => (typeof query[name] === 'string' ? query[name] : null)
  const form = savedYear('living') ? 'living' : savedYear('income') ? 'income' : 'household'
  const labels = form === 'household' ? words.edit.fields : register[form].fields
  const draftKey =
    form === 'household'
      ? `household.edit:${actor.userId}:${household.id}`
      : `${form}.record:${actor.userId}:${household.id}:${savedYear(form)}`
  const notices = {
    assigned: { title: register.helper.assigned, draftKey: `helper.assign:${actor.userId}:${household.id}` },
    ended: { title: register.helper.ended, draftKey: undefined },
  }
  const registered = typeof query.registered === 'string' && {
    title: fill(register.newHousehold.saved, { number: household.householdNo }),
    draftKey: `household.register:${actor.userId}`,
  }
  const notice = registered || notices[query.helper as keyof typeof notices]
  const facts = [
    t('page.number', { number: household.householdNo }),
    t('page.group', { village: village?.name ?? '', group: household.groupName }),
    t(`types.${household.type}`),
    household.mainCause && t('page.cause', { cause: t(`causes.${household.mainCause}` as never) }),
    record.helpers.length > 0 &&
      t('page.helpers', { names: record.helpers.map((helper) => helper.name).join(t('join')) }),
  ].filter((fact): fact is string => !!fact)
  return (
    <>
      <PageHead
        title={t('householdOf', { name: household.headName })}
        back="/households"
        crumbs={[
          ...household.path.map(({ code, name }) => ({ href: `/households?region=${code}`, label: name })),
          { label: t('householdOf', { name: household.headName }) },
        ]}
        chips={
          <>
            {clue ? (
              <Chip state={clue.verifyBy < today ? 'crossed' : 'open'}>{t('list.clueOpen')}</Chip>
            ) : openCase ? (
              <Chip state="doing">{t('list.monitoredNow')}</Chip>
            ) : (
              household.monitored && <Chip state="doing">{t(`monitoredTypes.${household.monitored}`)}</Chip>
            )}
            <Tag>
              {household.exitYear && (household.status === 'EXITED' || household.status === 'EXITED_STABLE')
                ? t('page.exited', { year: String(household.exitYear) })
                : t(`statuses.${household.status}`)}
            </Tag>
          </>
        }
        sub={
          <p>
            {facts.map((fact, index) => (
              <span key={fact}>
                {index > 0 && <Dot />}
                {fact}
              </span>
            ))}
          </p>
        }
        actions={
          <>
            <LinkButton href={`${here}/file`} icon="ledger">
              {dossier('open')}
            </LinkButton>
            {may(actor.role, 'audit:read') && (
              <LinkButton href={`${here}/history`} icon="eye">
                {audit('history.open')}
              </LinkButton>
            )}
            {mayEdit && (
              <LinkButton href={`${here}/edit`} icon="pen">
                {t('page.edit')}
              </LinkButton>
            )}
            {may(actor.role, 'event:propose') && (
              <LinkButton href={`/events/new?household=${household.id}`} icon="family">
                {events('record')}
              </LinkButton>
            )}
            {may(actor.role, 'clue:open') && !clue && !openCase && (
              <LinkButton href={`/clues/new?household=${household.id}`} icon="flag">
                {monitoring('titles.newClue')}
              </LinkButton>
            )}
            {may(actor.role, 'identification:start') && (
              <LinkButton href={`/identification/new?household=${household.id}`} icon="ledger">
                {identification('page.begin')}
              </LinkButton>
            )}
            {may(actor.role, 'visit:log') && (
              <LinkButton href={`/visits/new?household=${household.id}`} look="act" icon="plus">
                {t('page.logVisit')}
              </LinkButton>
            )}
          </>
        }
      />
      {notice && (
        <div className="pb-4">
          {notice.draftKey && <DropDraft draftKey={notice.draftKey} />}
          <Banner state="held" live title={notice.title} />
        </div>
      )}
      {typeof query.saved === 'string' && <SavedBanner saved={query.saved} labels={labels} draftKey={draftKey} />}
      <div className="grid items-start gap-4 desk:grid-cols-[minmax(0,1fr)_340px] desk:grid-rows-[auto_1fr]">
        <div className="grid min-w-0 gap-4 desk:col-start-2">
          <RecordAhead record={record} today={today} />
        </div>
        <div className="grid min-w-0 gap-4 desk:col-start-1 desk:row-span-2 desk:row-start-1">
          <RecordMembers record={record} role={actor.role} />
          <RecordGuarantees record={record} today={today} />
          {support && (
            <RecordSupport
              support={support}
              householdId={household.id}
              today={today}
              mayRecord={may(actor.role, 'support:record')}
              shown={8}
            />
          )}
          <RecordIncome
            incomes={record.incomes}
            years={whole.incomes}
            href={`${here}/income?year=${lastPovertyYear(today)}`}
            mayRecord={mayEdit}
          />
          <RecordLiving
            livings={whole.livings}
            href={`${here}/living?year=${year}`}
            mayRecord={mayEdit}
            year={Number(year)}
          />
          <RecordFile file={whole.file} status={household.status} />
          <Strip gallery={evidence} householdId={household.id} mayAdd={may(actor.role, 'evidence:add')} />
          {findings && (
            <HouseholdFindings
              lines={findings}
              householdId={household.id}
              today={today}
              mayAdd={may(actor.role, 'finding:register')}
            />
          )}
          <HouseholdRelief
            relief={relief}
            householdId={household.id}
            mayRecord={may(actor.role, 'relief:apply')}
            mayCollect={may(actor.role, 'filial:collect')}
          />
          {quality && (
            <RecordQuality
              quality={quality}
              mayEdit={may(actor.role, 'household:edit')}
              mayOpenClue={may(actor.role, 'clue:open') && !clue && !openCase}
            />
          )}
          <RecordTimeline
            events={record.events}
            today={today}
            householdId={household.id}
            mayOpenEvents={may(actor.role, 'event:read')}
            only={only}
            earlierHref={record.earlier ? `${here}?${narrowed}earlier=${record.earlier}#timeline` : undefined}
            latestHref={from ? `${here}?${narrowed}#timeline` : undefined}
          />
        </div>
        <aside className="grid min-w-0 gap-4 desk:col-start-2">
          <RecordHelpers record={record} today={today} />
          <StatusHistory history={history} />
          <AsOfPick action={here} today={today} />
        </aside>
      </div>
    </>
  )
}
