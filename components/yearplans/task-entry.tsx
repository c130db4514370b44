import { Tiles } from '@/components/evidence/tiles'
import { LinkButton } from '@/components/ui/link-button'
import { galleryOf } from '@/lib/evidence/rules/places'
import { nearDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { TaskView } from '@/lib/yearplans/queries/plan'

type Props = { entry: TaskView['entries'][number]; today: string; mayAdd: boolean }

/** What was done for a task on a day, with the photos of it. */
export async function TaskEntry({ entry, today, mayAdd }: Readonly<Props>) {
  const [t, named, locale] = await Promise.all([getTranslations('yearplans'), getTranslations('evidence'), getLocale()])
  const { id, content, document, doneOn, percent, by, photos } = entry
  const gallery = galleryOf(null, { kind: 'TASK_ENTRY', id })
  return (
    <li>
      {content}{' '}
      <span className="text-13 text-ink-3">
        {[t('plan.entry', { day: nearDay(doneOn, today, locale), n: percent, by }), document]
          .filter(Boolean)
          .join('  ')}
      </span>
      {photos && photos.pieces.length > 0 && <Tiles pieces={photos.pieces} />}
      {photos && photos.total > photos.pieces.length && (
        <LinkButton href={gallery} look="quiet" size="small">
          {named('all', { n: photos.total })}
          <span className="sr-only"> {content}</span>
        </LinkButton>
      )}
      {mayAdd && (
        <LinkButton href={`${gallery}&add=1#add`} icon="camera" look="quiet" size="small">
          {named('addPhoto')}
          <span className="sr-only"> {content}</span>
        </LinkButton>
      )}
    </li>
  )
}
