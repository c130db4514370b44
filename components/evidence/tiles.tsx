import '@/components/evidence/evidence.css'
import { Chip } from '@/components/ui/chip'
import { Icon } from '@/components/ui/icon'
import type { Piece } from '@/lib/evidence/queries/list'
import { moment } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'

/** Photos and papers as tiles, newest first; each leads to its page. */
export async function Tiles({ pieces }: Readonly<{ pieces: readonly Piece[] }>) {
  const [t, locale] = await Promise.all([getTranslations('evidence'), getLocale()])
  return (
    <ul className="shots">
      {pieces.map((piece) => {
        const when = moment(piece.takenAt ?? piece.receivedAt, locale)
        const name = t('tile', { kind: t(`kinds.${piece.kind}`), by: piece.by, when })
        return (
          <li key={piece.id}>
            <a href={`/evidence/${piece.id}`}>
              <span className={piece.isWithdrawn ? 'frame gone' : 'frame'}>
                {piece.kind === 'PAPER' ? (
                  <Icon name="paper" />
                ) : piece.mayLook ? (
                  // biome-ignore lint/performance/noImgElement: photos come from their own authorised route, never through the optimiser
                  <img src={`/api/evidence/${piece.id}?size=thumb`} alt={piece.caption || name} loading="lazy" />
                ) : (
                  <span className="px-2">{t('hidden')}</span>
                )}
              </span>
              <span className="said">
                <b>{piece.caption || t(`subjects.${piece.subject.kind}`)}</b>
                <span className="text-ink-3">
                  {piece.by} {when}
                </span>
                <Flags piece={piece} />
              </span>
            </a>
          </li>
        )
      })}
    </ul>
  )
}

/** What there is to say about where a piece comes from: in words, as hints. */
export async function Flags({ piece }: Readonly<{ piece: Piece }>) {
  const t = await getTranslations('evidence.flags')
  return (
    <span className="flex flex-wrap gap-1">
      {piece.isWithdrawn && <Chip state="closed">{t('withdrawn')}</Chip>}
      {piece.kind === 'PHOTO' && (
        <Chip state={piece.isOnSite ? 'held' : 'na'} bare>
          {t(piece.isOnSite ? 'onSite' : 'album')}
        </Chip>
      )}
      {piece.isOld && <Chip state="behind">{t('old')}</Chip>}
      {piece.seen !== 'NEVER' && <Chip state="behind">{t(piece.seen === 'SAME' ? 'same' : 'alike')}</Chip>}
      {piece.showsMinor && (
        <Chip state="open" bare>
          {t('minor')}
        </Chip>
      )}
    </span>
  )
}
