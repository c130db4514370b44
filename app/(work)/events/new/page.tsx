import type { Metadata } from 'next'
import { ChoiceForm } from '@/components/events/choice-form'
import { Effects } from '@/components/events/effects'
import { KindList } from '@/components/events/kind-list'
import { ProposePanel } from '@/components/events/propose-panel'
import { PageHead } from '@/components/shell/page-head'
import { Banner } from '@/components/ui/banner'
import { EmptyState } from '@/components/ui/empty-state'
import { proposeEventAction } from '@/lib/events/actions'
import { getNewEvent } from '@/lib/events/queries/new-event'
import { choicesIn, chosenIn, kindIn } from '@/lib/events/rules/address'
import { isArrival } from '@/lib/events/rules/plan'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { NotFoundError } from '@/lib/platform/errors'
import { isUuid } from '@/lib/platform/ids'
import { load } from '@/lib/platform/load'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('events'))('choose.title') }
}

export default async function NewEventPage({ searchParams }: PageProps<'/events/new'>) {
  const asked = await searchParams
  const kind = kindIn(asked)
  const choices = choicesIn(asked)
  const householdId = chosenIn(asked, 'household')[0]
  const returned = chosenIn(asked, 'again').find(isUuid)
  const [t, named, errors, locale, found] = await Promise.all([
    getTranslations('events'),
    getTranslations('households'),
    getTranslations('errors'),
    getLocale(),
    load('event:propose', async (ctx) => {
      if (!householdId) return null
      if (!isUuid(householdId)) throw new NotFoundError()
      return getNewEvent(ctx, householdId, kind, choices)
    }),
  ])
  if (!found) {
    return (
      <>
        <PageHead title={t('choose.title')} back="/events" />
        <EmptyState
          title={t('choose.householdFirst')}
          action={{ href: '/households', label: t('choose.toHouseholds') }}
        >
          {t('choose.householdWhy')}
        </EmptyState>
      </>
    )
  }
  const { household, plan, problem, relations, affected, today } = found
  const here = `/households/${household.id}`
  const name = named('householdOf', { name: household.headName })
  const head = (
    <PageHead
      title={kind ? t(`kinds.${kind}`) : t('choose.title')}
      aside={name}
      back={kind ? `/events/new?household=${household.id}` : here}
      crumbs={[{ href: here, label: name }, { label: t('choose.title') }]}
      sub={kind ? t(`kindHints.${kind}`) : t('choose.note')}
    />
  )
  if (!kind) {
    return (
      <div className="max-w-200">
        {head}
        <KindList householdId={household.id} again={returned} />
      </div>
    )
  }
  const error = problem && {
    field: problem.field,
    text: errors(problem.code as never, problem.params as never),
  }
  const isSecond = choices !== null && plan !== null
  const shown = isArrival(kind) || kind === 'CORRECTION' ? [] : (plan?.effects ?? [])
  const told = relations.length > 0 ? shown.filter(({ say }) => !['relationBecomes', 'goesAlong'].includes(say)) : shown
  return (
    <div className="max-w-200">
      {head}
      <div className="grid gap-4">
        {error && (
          <Banner state="crossed" title={t('preview.cannot')} live>
            {error.text}
          </Banner>
        )}
        {isSecond ? (
          <>
            {told.length > 0 && (
              <Effects effects={told} title={t('preview.title')} note={t('preview.note')} today={today} />
            )}
            {isArrival(kind) && (
              <Banner
                state="plain"
                title={t('preview.forNewPerson', { day: nearDay(choices.effectiveOn, today, locale) })}
              />
            )}
            {affected.length > 0 && !isArrival(kind) && kind !== 'CORRECTION' && (
              <Banner state="plain" icon="people" title={`${t('preview.affected')} ${affected.join(t('join'))}`}>
                {t('preview.affectedNote')}
              </Banner>
            )}
            <ProposePanel
              action={proposeEventAction}
              household={household}
              choices={choices}
              asked={asked}
              relations={relations}
              returned={returned}
            />
            <details className="reveal">
              <summary>{t('form.change')}</summary>
              <ChoiceForm
                found={found}
                kind={kind}
                chosen={(each) => chosenIn(asked, each)}
                error={null}
                again={returned}
              />
            </details>
          </>
        ) : (
          <ChoiceForm
            found={found}
            kind={kind}
            chosen={(each) => chosenIn(asked, each)}
            error={error}
            again={returned}
          />
        )}
      </div>
    </div>
  )
}
