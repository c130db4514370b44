import type { Metadata } from 'next'
import { PageHead } from '@/components/shell/page-head'
import { STATUS_MARK } from '@/components/supervision/marks'
import { PlaceFaults } from '@/components/supervision/place-faults'
import { PlaceHead } from '@/components/supervision/place-head'
import { PlaceMembers } from '@/components/supervision/place-members'
import { PlaceSessions } from '@/components/supervision/place-sessions'
import { PlaceSteps } from '@/components/supervision/place-steps'
import { PlaceWorks } from '@/components/supervision/place-works'
import { Chip } from '@/components/ui/chip'
import { Life } from '@/components/ui/life'
import { LinkButton } from '@/components/ui/link-button'
import { SectionHead } from '@/components/ui/section-head'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { newId } from '@/lib/platform/ids'
import { load } from '@/lib/platform/load'
import { listMemberChoices } from '@/lib/supervision/queries/members'
import { getListed } from '@/lib/supervision/queries/place'

type Props = { params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('supervision'))('title') }
}

export default async function ListedPlacePage({ params }: Readonly<Props>) {
  const { id } = await params
  const [t, locale, { place, choices, reportId, role }] = await Promise.all([
    getTranslations('supervision'),
    getLocale(),
    load('supervision:read', async (ctx) => {
      const place = await getListed(ctx, id)
      return { place, choices: await listMemberChoices(ctx, place), reportId: newId(ctx.now), role: ctx.actor.role }
    }),
  ])
  return (
    <>
      <PageHead
        title={place.name}
        back="/supervision"
        crumbs={[{ href: '/supervision', label: t('title') }, { label: place.name }]}
        chips={<Chip state={STATUS_MARK[place.status]}>{t(`statuses.${place.status}`)}</Chip>}
        sub={[t(`types.${place.type}`), place.isArea ? place.region.name : ''].filter(Boolean).join('  ')}
        actions={
          place.may.hold && (
            <LinkButton href={`/supervision/${id}/session`} icon="plus" look="act">
              {t('place.hold')}
            </LinkButton>
          )
        }
      />
      <div className="grid items-start gap-4 desk:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="grid min-w-0 gap-4">
          <PlaceHead place={place} />
          <PlaceMembers
            place={place}
            choices={choices.map(({ code, name, isTownship }) => ({
              value: code,
              label: isTownship ? t('members.wholeTownship', { name }) : name,
            }))}
          />
          <PlaceWorks place={place} />
          <PlaceFaults place={place} />
          <PlaceSessions place={place} role={role} />
        </div>
        <div className="grid min-w-0 gap-4">
          <PlaceSteps place={place} reportId={reportId} />
          <section className="sheet px-4 pb-4">
            <SectionHead title={t('place.record')} />
            <Life
              steps={place.record.map((step) => ({
                key: String(step.no),
                phase: 'done' as const,
                title: t(`place.steps.${step.step}`),
                sub: [nearDay(step.on, place.today, locale), step.by, step.note].filter(Boolean).join('  '),
              }))}
            />
          </section>
        </div>
      </div>
    </>
  )
}
