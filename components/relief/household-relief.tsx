import { StaircaseTable } from '@/components/relief/staircase-table'
import { LinkButton } from '@/components/ui/link-button'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { longDay, yuan } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { HouseholdRelief as Relief } from '@/lib/relief/queries/household'

type Props = {
  relief: Relief
  householdId: string
  mayRecord: boolean
  mayCollect: boolean
}

/** The six lines on a household's page: each hardship event with its staircase, and what its children paid. */
export async function HouseholdRelief({ relief, householdId, mayRecord, mayCollect }: Readonly<Props>) {
  const [t, locale] = await Promise.all([getTranslations('relief'), getLocale()])
  return (
    <section className="sheet min-w-0 px-4 pb-4">
      <SectionHead
        title={t('household.title')}
        note={t('household.note')}
        end={
          <>
            {mayCollect && (
              <LinkButton href={`/relief/filial?household=${householdId}`} size="small">
                {t('filial.contribute')}
              </LinkButton>
            )}
            {mayRecord && (
              <LinkButton href={`/relief/new?household=${householdId}`} size="small" icon="plus">
                {t('event.new')}
              </LinkButton>
            )}
          </>
        }
      />
      {relief.events.length === 0 && <p className="text-13 text-ink-3">{t('household.none')}</p>}
      {relief.events.map(({ id, no, cause, happenedOn, staircase }, index) => (
        <Reveal
          key={id}
          open={index === 0}
          summary={[
            t('event.of', { cause: t(`causes.${cause}`), day: longDay(happenedOn, locale) }),
            t('household.left', { yuan: yuan(staircase.leftFen) }),
          ].join(' · ')}
        >
          <StaircaseTable staircase={staircase} plain={no} />
          <p className="pt-2">
            <a href={`/relief/events/${id}`}>{t('number', { no })}</a>
          </p>
        </Reveal>
      ))}
      {relief.filialFen > 0 && (
        <p className="pt-3 text-13 text-ink-2">
          {t('household.filial', { yuan: yuan(relief.filialFen), bonus: yuan(relief.bonusFen) })}
        </p>
      )}
    </section>
  )
}
