import { aboveSpeaker } from '@/components/indicators/above-words'
import { wallSpeaker } from '@/components/indicators/speak'
import { SectionHead } from '@/components/ui/section-head'
import { TupleTable } from '@/components/ui/tuple-table'
import type { IndicatorCode } from '@/lib/indicators/catalogue'
import type { Wall } from '@/lib/indicators/queries/wall'
import type { Above } from '@/lib/indicators/rules/above'

type Props = { wall: Wall; code: IndicatorCode; above: Above }

/** One figure of a place beside the average of its siblings and the places above it. */
export async function AbovePlaces({ wall, code, above }: Readonly<Props>) {
  const line = above.lines.find((each) => each.code === code)
  if (!line) return null
  const [{ t: say }, { t, cells, name, notes }] = await Promise.all([wallSpeaker(), aboveSpeaker(wall.today)])
  const { level } = wall.region
  const row = (label: string, { counted, base, rate }: ReturnType<typeof cells>) => [label, counted, base, rate]
  return (
    <section className="grid min-w-0 gap-2">
      <SectionHead title={t('title')} note={t('note')} />
      <TupleTable
        caption={t('caption', { place: name(wall.region), name: say(`names.${code}`) })}
        columns={[
          { head: t('place'), at: 0 },
          { head: t('counted'), at: 1, align: 'r' },
          { head: t('base'), at: 2, align: 'r' },
          { head: t('rate'), at: 3, align: 'r' },
        ]}
        rows={[
          row(name(wall.region), cells(code, line.own)),
          ...(above.siblings > 0 && level !== 'PROVINCE' && level !== 'CITY'
            ? [row(t(`siblingsOf.${level}`, { n: above.siblings }), cells(code, line.siblings, above.siblings))]
            : []),
          ...above.places.map(({ place }, index) => row(name(place), cells(code, line.above[index] ?? 'UNCOUNTED'))),
        ]}
      />
      <p className="text-12 text-ink-3">{notes(above, [line.own, ...line.above], wall.asOf).join(' ')}</p>
    </section>
  )
}
