import { aboveSpeaker } from '@/components/indicators/above-words'
import { wallSpeaker } from '@/components/indicators/speak'
import { wallHref } from '@/components/indicators/wall-href'
import { LedgerTable } from '@/components/ui/ledger-table'
import type { Above } from '@/lib/indicators/rules/above'

type Props = { above: Above | null; today: string; now: Date }

/** Every figure of a place beside the average of its siblings and the places above it. */
export async function AboveTable({ above, today, now }: Readonly<Props>) {
  if (!above) return null
  const [{ t: say }, { t, line, name, notes }] = await Promise.all([wallSpeaker(), aboveSpeaker(today)])
  const { place } = above
  const { level } = place
  const hasSiblings = above.siblings > 0 && level !== 'PROVINCE' && level !== 'CITY'
  const shown = above.lines.flatMap(({ own, above: others }) => [own, ...others])
  return (
    <section className="sheet min-w-0 px-4 pb-3">
      <h2 className="pt-3 font-semibold">{t('title')}</h2>
      <p className="pb-2 text-13 text-ink-3">{t('note')}</p>
      <LedgerTable
        stack
        caption={t('whole', { place: name(place) })}
        columns={[
          { head: t('indicator') },
          { head: name(place), align: 'r' },
          ...(hasSiblings ? [{ head: t(`siblingsOf.${level}`, { n: above.siblings }), align: 'r' as const }] : []),
          ...above.places.map((each) => ({ head: name(each.place), align: 'r' as const })),
        ]}
        rows={above.lines.map(({ code, own, siblings, above: others }) => ({
          key: code,
          cells: [
            <a key="name" href={wallHref(place.code, code, undefined)}>
              {say(`names.${code}`)}
            </a>,
            line(code, own),
            ...(hasSiblings ? [line(code, siblings, above.siblings)] : []),
            ...others.map((figure) => line(code, figure)),
          ],
        }))}
      />
      <p className="pt-2 text-12 text-ink-3">{notes(above, shown, now).join(' ')}</p>
    </section>
  )
}
