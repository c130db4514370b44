import type { Metadata } from 'next'
import { InspectForm } from '@/components/inspections/inspect-form'
import { named } from '@/components/inspections/names'
import { PageHead } from '@/components/shell/page-head'
import { Banner } from '@/components/ui/banner'
import { Dot } from '@/components/ui/dot'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { UnsentBanner } from '@/components/visits/unsent-banner'
import { clientWords } from '@/lib/i18n/client-words'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { recordInspectionAction } from '@/lib/inspections/actions'
import { getInspectForm } from '@/lib/inspections/queries/form'
import { load } from '@/lib/platform/load'

type Props = { params: Promise<{ id: string; household: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('inspections'))('form.title') }
}

/** The form of one household, for one thumb. */
export default async function InspectPage({ params }: Readonly<Props>) {
  const { id, household } = await params
  const [t, locale, words, form] = await Promise.all([
    getTranslations('inspections'),
    getLocale(),
    clientWords('inspections'),
    load('inspection:record', (ctx) => getInspectForm(ctx, id, household)),
  ])
  const back = `/inspections/${id}/households`
  const why = form.there
    ? 'there'
    : form.givenUp
      ? 'givenUp'
      : !form.isInspecting
        ? 'closed'
        : !form.isMine
          ? 'notYours'
          : null
  return (
    <div className="max-w-160">
      <PageHead title={t('form.title')} back={back} sub={form.title} />
      <UnsentBanner userId={form.userId} words={words.unsent} mending={`${id}/inspect/${household}`} />
      <section className="pb-3">
        <h2 className="text-24">{form.headName}</h2>
        <p className="text-14 text-ink-3">
          {form.village}
          {form.group}
          <Dot />
          {t('form.members', { n: form.members })}
          <Dot />
          {t('form.number', { no: form.householdNo })}
        </p>
      </section>
      {form.limit !== null && (
        <div className="pb-3">
          <Banner state="behind" title={t('form.often', { n: form.times, limit: form.limit })}>
            {t('form.oftenText')}
          </Banner>
        </div>
      )}
      {why === 'there' && form.there && (
        <EmptyState
          title={t('form.thereTitle')}
          action={{ href: `/inspections/forms/${form.there.id}`, label: t('turns.see') }}
        >
          {t('form.thereText', { name: form.there.name, day: nearDay(form.there.day, form.today, locale) })}
        </EmptyState>
      )}
      {why === 'givenUp' && form.givenUp && (
        <EmptyState title={t(`outcomes.${form.givenUp.outcome}`)} action={{ href: back, label: t('form.turns') }}>
          {t('miss.givenUp', { name: form.givenUp.name, day: nearDay(form.givenUp.day, form.today, locale) })}
        </EmptyState>
      )}
      {why === null && (
        <p className="pb-3">
          <LinkButton href={`/inspections/${id}/inspect/${household}/missed`}>{t('miss.go')}</LinkButton>
        </p>
      )}
      {(why === 'closed' || why === 'notYours') && (
        <EmptyState title={t(`form.${why}Title`)} action={{ href: back, label: t('form.turns') }}>
          {t(`form.${why}Text`)}
        </EmptyState>
      )}
      {why === null && (
        <InspectForm
          action={recordInspectionAction}
          userId={form.userId}
          id={form.id}
          campaignId={id}
          household={{ id: household, name: form.headName }}
          items={form.items.map((item) => ({
            code: item.code,
            place: item.place,
            mayNotApply: item.mayNotApply,
            name: named(item, locale),
          }))}
          places={words.places}
          days={{ first: form.beginsOn, today: form.today }}
          words={words.form}
        />
      )}
    </div>
  )
}
