import type { Metadata } from 'next'
import { GalleryView } from '@/components/evidence/gallery-view'
import { asked } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { listEvidence } from '@/lib/evidence/queries/list'
import { galleryOf, readSubject } from '@/lib/evidence/rules/places'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { load } from '@/lib/platform/load'
import { may } from '@/lib/platform/permissions'
import { getEntry } from '@/lib/yearplans/queries/plan'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('evidence'))('title') }
}

/** Photos and papers of an entry of a village's year: `?subject=TASK_ENTRY.<id>`. */
export default async function EntryEvidencePage({ searchParams }: Readonly<Props>) {
  const query = await searchParams
  const from = asked(query, 'from') ?? ''
  const id = readSubject(query.subject)?.id ?? ''
  const subject = { kind: 'TASK_ENTRY', id } as const
  const [t, named, locale, { entry, gallery, userId }] = await Promise.all([
    getTranslations('evidence'),
    getTranslations('yearplans'),
    getLocale(),
    load('villagePlan:read', async (ctx) => ({
      entry: await getEntry(ctx, id),
      gallery: await listEvidence(ctx, may(ctx.actor.role, 'evidence:read') ? { subject, from } : {}),
      userId: ctx.actor.userId,
    })),
  ])
  const { plan } = entry
  const back = `/village-plans/${plan.id}`
  const title = named('plan.title', { village: plan.region.name, year: String(plan.year) })
  return (
    <>
      <PageHead
        title={t('title')}
        aside={locale === 'zh-CN' ? entry.nameZh : entry.nameEn}
        back={back}
        crumbs={[
          { href: '/village-plans', label: named('title') },
          { href: back, label: title },
          { label: t('title') },
        ]}
        sub={`${entry.content}  ${t('count', { n: gallery.total })}`}
      />
      <GalleryView
        gallery={gallery}
        householdId={null}
        subject={subject}
        here={galleryOf(null, subject)}
        userId={userId}
        mayAdd={plan.mayAddPhotos}
        from={from}
        query={query}
      />
    </>
  )
}
