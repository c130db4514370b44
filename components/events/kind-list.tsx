import { SectionHead } from '@/components/ui/section-head'
import { ARRIVALS, DEPARTURES, type EventKind } from '@/lib/events/schema'
import { getTranslations } from '@/lib/i18n/server'

const GROUPS: readonly (readonly ['in' | 'out' | 'household' | 'correction', readonly EventKind[]])[] = [
  ['in', ARRIVALS],
  ['out', DEPARTURES],
  ['household', ['HEAD_CHANGE', 'SPLIT', 'MERGE', 'MOVE', 'GONE']],
  ['correction', ['CORRECTION']],
]

/** Every kind of event as a link with what it is for. */
export async function KindList({ householdId, again }: Readonly<{ householdId: string; again?: string }>) {
  const t = await getTranslations('events')
  const tail = again ? `&again=${again}` : ''
  return (
    <div className="grid gap-4">
      {GROUPS.map(([group, kinds]) => (
        <section key={group} className="sheet px-4 pb-4">
          <SectionHead title={t(`groups.${group}`)} />
          <ul className="grid gap-2 desk:grid-cols-2">
            {kinds.map((kind) => (
              <li key={kind}>
                <a
                  className="block min-h-12 rounded-md border border-edge px-3 py-2 text-dai"
                  href={`/events/new?household=${householdId}&kind=${kind}${tail}`}
                >
                  <b className="block text-16">{t(`kinds.${kind}`)}</b>
                  <span className="text-13 text-ink-2">{t(`kindHints.${kind}`)}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
