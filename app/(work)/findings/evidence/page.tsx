import type { Metadata } from 'next'
import { GalleryView } from '@/components/evidence/gallery-view'
import { asked } from '@/components/shell/address'
import { PageHead } from '@/components/shell/page-head'
import { loadRecord } from '@/lib/audit/readings'
import { listEvidence } from '@/lib/evidence/queries/list'
import { galleryOf, readSubject } from '@/lib/evidence/rules/places'
import { getFinding } from '@/lib/findings/queries/finding'
import { getTranslations } from '@/lib/i18n/server'
import { may } from '@/lib/platform/permissions'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('evidence'))('title') }
}

/** Photos and papers of a line about a place: `?subject=FINDING.<id>`. */
export default async function FindingEvidencePage({ searchParams }: Readonly<Props>) {
  const query = await searchParams
  const from = asked(query, 'from') ?? ''
  const id = readSubject(query.subject)?.id ?? ''
  const subject = { kind: 'FINDING', id } as const
  const [t, named, { finding, gallery, mayAdd, userId }] = await Promise.all([
    getTranslations('evidence'),
    getTranslations('findings'),
    loadRecord('evidence:read', async (ctx) => {
      const finding = await getFinding(ctx, id)
      return {
        reading: finding.reading,
        finding,
        gallery: await listEvidence(ctx, { subject, from }),
        mayAdd: finding.status !== 'CLOSED' && may(ctx.actor.role, 'evidence:add'),
        userId: ctx.actor.userId,
      }
    }),
  ])
  const back = `/findings/${id}`
  const householdId = finding.hangsOnLine ? null : (finding.household?.id ?? null)
  return (
    <>
      <PageHead
        title={t('title')}
        aside={finding.title || named(`categories.${finding.category}`)}
        back={back}
        crumbs={[
          { href: '/findings', label: named('title') },
          { href: back, label: finding.findingNo },
          { label: t('title') },
        ]}
        sub={t('count', { n: gallery.total })}
      />
      <GalleryView
        gallery={gallery}
        householdId={householdId}
        subject={subject}
        here={galleryOf(null, subject)}
        userId={userId}
        mayAdd={mayAdd}
        from={from}
        query={query}
      />
    </>
  )
}
