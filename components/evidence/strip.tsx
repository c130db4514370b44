import { Tiles } from '@/components/evidence/tiles'
import { LinkButton } from '@/components/ui/link-button'
import { SectionHead } from '@/components/ui/section-head'
import type { Gallery } from '@/lib/evidence/queries/list'
import { galleryOf } from '@/lib/evidence/rules/places'
import type { Subject } from '@/lib/evidence/schema'
import { getTranslations } from '@/lib/i18n/server'

type Props = { gallery: Gallery; householdId: string | null; subject?: Subject; mayAdd: boolean; ruled?: boolean }

/** The newest evidence of a record on its page, and where to see and add more. */
export async function Strip({ gallery, householdId, subject, mayAdd, ruled }: Readonly<Props>) {
  const t = await getTranslations('evidence')
  const here = galleryOf(householdId, subject)
  return (
    <section className={ruled ? 'pt-5' : 'sheet px-4 pb-4'}>
      <SectionHead
        title={t('title')}
        note={gallery.total > 0 ? t('count', { n: gallery.total }) : undefined}
        ruled={ruled}
        end={
          gallery.total > gallery.pieces.length && (
            <LinkButton href={here} look="quiet" size="small">
              {t('all', { n: gallery.total })}
            </LinkButton>
          )
        }
      />
      {gallery.pieces.length > 0 ? (
        <Tiles pieces={gallery.pieces} />
      ) : (
        <p className="text-13 text-ink-3">{t(mayAdd ? 'noneText' : 'none')}</p>
      )}
      {mayAdd && (
        <p className="pt-3">
          <LinkButton href={`${here}${subject ? '&' : '?'}add=1#add`} icon="camera">
            {t('addPhoto')}
          </LinkButton>
        </p>
      )}
    </section>
  )
}
