import { AddForm } from '@/components/evidence/add-form'
import { Tiles } from '@/components/evidence/tiles'
import { Banner } from '@/components/ui/banner'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { Reveal } from '@/components/ui/reveal'
import { addEvidenceAction } from '@/lib/evidence/actions'
import type { Gallery } from '@/lib/evidence/queries/list'
import type { Subject } from '@/lib/evidence/schema'
import { clientWords } from '@/lib/i18n/client-words'
import { getTranslations } from '@/lib/i18n/server'

type Props = {
  gallery: Gallery
  /** None where the pieces hang on a finding about a place. */
  householdId: string | null
  /** What a piece that is added hangs on. */
  subject: Subject
  /** The address of this page without what was added and how far it was turned. */
  here: string
  userId: string
  mayAdd: boolean
  from: string
  query: Readonly<Record<string, string | string[] | undefined>>
}

/** A page of photos and papers: what was just added, the form for one more, and the tiles with the way to older ones. */
export async function GalleryView({
  gallery,
  householdId,
  subject,
  here,
  userId,
  mayAdd,
  from,
  query,
}: Readonly<Props>) {
  const [t, words] = await Promise.all([getTranslations('evidence'), clientWords('evidence')])
  const join = here.includes('?') ? '&' : '?'
  const added = gallery.pieces.find((piece) => piece.id === query.added)
  return (
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
              householdId={householdId}
              gallery={here}
              subject={subject}
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
  )
}
