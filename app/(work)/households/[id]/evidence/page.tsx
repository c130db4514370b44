import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { AddForm } from '@/components/evidence/add-form'
import { Tiles } from '@/components/evidence/tiles'
import { PageHead } from '@/components/shell/page-head'
import { Banner } from '@/components/ui/banner'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { Reveal } from '@/components/ui/reveal'
import { loadRecord } from '@/lib/audit/readings'
import { addEvidenceAction } from '@/lib/evidence/actions'
import { listEvidence } from '@/lib/evidence/queries/list'
import { galleryOf, pageOf, readSubject } from '@/lib/evidence/rules/places'
import { getHousehold } from '@/lib/households/queries/record'
import { clientWords } from '@/lib/i18n/client-words'
import { may } from '@/lib/platform/permissions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('evidence'))('title') }
}

export default async function EvidencePage({ params, searchParams }: PageProps<'/households/[id]/evidence'>) {
  const [{ id }, query] = await Promise.all([params, searchParams])
  const subject = readSubject(query.subject) ?? undefined
  const from = typeof query.from === 'string' ? query.from : ''
  const [t, named, words, { household, gallery, mayAdd, userId }] = await Promise.all([
    getTranslations('evidence'),
    getTranslations('households'),
    clientWords('evidence'),
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
  const join = subject ? '&' : '?'
  const own = { kind: 'HOUSEHOLD', id: household.id } as const
  const added = gallery.pieces.find((piece) => piece.id === query.added)
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
      <div className="grid max-w-240 gap-4">
        {added && (
          <Banner
            state={added.seen === 'NEVER' ? 'held' : 'behind'}
            live
            title={t(added.seen === 'NEVER' ? 'added' : 'addedSeen')}
          />
        )}
        {mayAdd && (
          <section className="sheet px-4 pb-2">
            <Reveal summary={t('add')} open={query.add === '1' || gallery.total === 0}>
              <AddForm
                action={addEvidenceAction}
                userId={userId}
                householdId={household.id}
                gallery={here}
                subject={subject ?? own}
                id={crypto.randomUUID()}
                words={words.form}
              />
            </Reveal>
          </section>
        )}
        {gallery.pieces.length > 0 ? (
          <Tiles pieces={gallery.pieces} />
        ) : (
          <EmptyState title={t('none')}>{mayAdd ? t('noneText') : undefined}</EmptyState>
        )}
        <div className="flex gap-3">
          {from && (
            <LinkButton href={here} icon="back">
              {t('latest')}
            </LinkButton>
          )}
          {gallery.older && (
            <LinkButton href={`${here}${join}from=${encodeURIComponent(gallery.older)}`} icon="down">
              {t('older')}
            </LinkButton>
          )}
        </div>
      </div>
    </>
  )
}
