import { StepForm } from '@/components/shell/step-form'
import { Banner } from '@/components/ui/banner'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { setMembersAction } from '@/lib/supervision/actions'
import type { ListedView } from '@/lib/supervision/queries/place'

type Props = { place: ListedView; choices: readonly { value: string; label: string }[] }

/** What an area that is no division consists of, since when, and the form that says so; nothing for a place that is a division. */
export async function PlaceMembers({ place, choices }: Readonly<Props>) {
  const [t, locale] = await Promise.all([getTranslations('supervision'), getLocale()])
  if (!place.isArea) return null
  const day = (text: string) => nearDay(text, place.today, locale)
  const now = place.members.filter(({ to }) => to === null)
  const past = place.members.filter(({ to }) => to !== null)
  return (
    <section className="sheet grid min-w-0 gap-2 px-4 pb-4">
      <SectionHead title={t('members.title')} note={now.length > 0 ? t('members.n', { n: now.length }) : undefined} />
      {now.length === 0 && (
        <Banner state="crossed" title={t('members.none')}>
          {t('members.noneWhy')}
        </Banner>
      )}
      <ul className="grid gap-1 rail:grid-cols-2">
        {now.map(({ code, name, from }) => (
          <li key={code}>
            {name} <span className="text-13 text-ink-3">{t('members.since', { day: day(from) })}</span>
          </li>
        ))}
      </ul>
      {past.length > 0 && (
        <Reveal summary={t('members.past', { n: past.length })}>
          <ul className="grid gap-1 text-ink-2">
            {past.map(({ code, name, from, to }) => (
              <li
                key={`${code} ${from} ${to}`}
              >{`${name}  ${t('members.until', { from: day(from), to: day(to ?? from) })}`}</li>
            ))}
          </ul>
        </Reveal>
      )}
      {choices.length > 0 && (
        <Reveal summary={t('members.set')} open={now.length === 0}>
          <p className="pb-2 text-13 text-ink-2">{t('members.hint')}</p>
          <StepForm
            action={setMembersAction}
            prefix="members-"
            hidden={{ commandId: crypto.randomUUID(), placeId: place.id, version: place.version }}
            fields={[
              {
                name: 'on',
                label: t('members.on'),
                type: 'day',
                value: place.today,
                least: place.lastStepOn,
                most: place.today,
                needed: true,
              },
              {
                name: 'members',
                label: t('members.pick'),
                type: 'picks',
                options: choices,
                picked: now.map(({ code }) => code),
                cols: 2,
              },
            ]}
            submit={t('members.save')}
            busy={t('members.busy')}
            look="plain"
          />
        </Reveal>
      )}
    </section>
  )
}
