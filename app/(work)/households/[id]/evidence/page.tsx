import type { Metadata } from 'next'
import { GalleryView } from '@/components/evidence/gallery-view'
import { PageHead } from '@/components/shell/page-head'
import { loadRecord } from '@/lib/audit/readings'
import { listEvidence } from '@/lib/evidence/queries/list'
import { galleryOf, pageOf, readSubject } from '@/lib/evidence/rules/places'
import { getHousehold } from '@/lib/households/queries/record'
import { getTranslations } from '@/lib/i18n/server'
import { may } from '@/lib/platform/permissions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('evidence'))('title') }
}

export default async function EvidencePage({ params, searchParams }: PageProps<'/households/[id]/evidence'>) {
  const [{ id }, query] = await Promise.all([params, searchParams])
  const subject = readSubject(query.subject) ?? undefined
  const from = typeof query.from === 'string' ? query.from : ''
  const [t, named, { household, gallery, mayAdd, userId }] = await Promise.all([
    getTranslations('evidence'),
    getTranslations('households'),
    loadRecord('evidence:read', async (ctx) => {
      const { household } = await getHousehold(ctx, id)
      return {
        reading: { householdId: household.id, regionCode: household.regionCode, field: 'evidence' },
        household,
        gallery: await listEvidence(ctx, { householdId: id, subject, from }),
        mayAdd: may(ctx.actor.role, 'evidence:add'),
        userId: ctx.actor.userId,
      }
    }),
  ])
  const here = galleryOf(household.id, subject)
  const own = { kind: 'HOUSEHOLD', id: household.id } as const
  return (
    <>
      <PageHead
        title={t('title')}
        aside={named('householdOf', { name: household.headName })}
        back={
          pageOf(household.id, subject ?? own) === here
            ? `/households/${household.id}`
            : pageOf(household.id, subject ?? own)
        }
        crumbs={[
          { href: `/households/${household.id}`, label: named('householdOf', { name: household.headName }) },
          { label: t('title') },
        ]}
        sub={
          <>
            {t('count', { n: gallery.total })}
            {subject && (
              <>
                {' '}
                {t('only')} <a href={galleryOf(household.id)}>{t('showAll')}</a>
              </>
            )}
          </>
        }
      />
      <GalleryView
        gallery={gallery}
        householdId={household.id}
        subject={subject ?? own}
        here={here}
        userId={userId}
        mayAdd={mayAdd}
        from={from}
        query={query}
      />
    </>
  )
}
