import { Facts } from '@/components/ui/facts'
import type { PieceView } from '@/lib/evidence/queries/piece'
import { pageOf } from '@/lib/evidence/rules/places'
import { moment, stamp } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'

/** What is known of a piece: when taken and when received, by whom, about what. */
export async function PieceFacts({ piece }: Readonly<{ piece: PieceView }>) {
  const [t, locale] = await Promise.all([getTranslations('evidence'), getLocale()])
  const alone = piece.subject.kind === 'TASK_ENTRY' ? 'taskNo' : 'findingNo'
  const numbered = piece.householdId === null ? alone : 'household'
  const kb = Math.ceil(piece.byteCount / 1024)
  const items = [
    {
      key: 'when',
      name: t('view.when'),
      value: piece.takenAt ? stamp(piece.takenAt) : t('view.whenUnknown'),
    },
    { key: 'received', name: t('view.received'), value: moment(piece.receivedAt, locale) },
    { key: 'by', name: t('view.by'), value: piece.by },
    {
      key: 'about',
      name: t('view.about'),
      value: (
        <a
          href={
            piece.subject.kind === 'HOUSEHOLD'
              ? `/households/${piece.householdId}`
              : pageOf(piece.householdId, piece.subject)
          }
        >
          {t(`subjects.${piece.subject.kind}`)}
        </a>
      ),
    },
    { key: 'record', name: t(`view.${numbered}`), value: piece.recordNo },
    {
      key: 'size',
      name: t('view.size'),
      value:
        piece.width && piece.height
          ? t('view.sizeValue', { width: piece.width, height: piece.height, kb })
          : t('view.sizePaper', { kb }),
    },
    ...(piece.place ? [{ key: 'place', name: t('view.place'), value: `${piece.place.lat}, ${piece.place.lng}` }] : []),
  ]
  return (
    <section className="sheet px-4 py-3">
      <Facts items={items} />
    </section>
  )
}
