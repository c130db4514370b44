import { figureTexts } from '@/components/indicators/figure-texts'
import { FiguresTable } from '@/components/indicators/figures-table'
import { laterText } from '@/components/indicators/later-text'
import { wallSpeaker } from '@/components/indicators/speak'
import { Banner } from '@/components/ui/banner'
import { SectionHead } from '@/components/ui/section-head'
import { month as monthText, stamp } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import type { FrozenMonth as Month } from '@/lib/indicators/queries/months'
import type { Wall } from '@/lib/indicators/queries/wall'

/** The figures of a month that is over as they were frozen, what the records say of its last day now, and what was corrected since. */
export async function FrozenMonth({ wall, month }: Readonly<{ wall: Wall; month: Month }>) {
  const [{ t, locale }, say] = await Promise.all([wallSpeaker(), getTranslations('past.frozen')])
  const title = say('title', { month: monthText(month.month, locale) })
  if (month.unfrozen) return <Banner state="plain" title={say('waiting')} />
  return (
    <section className="grid min-w-0 gap-2 py-3">
      <SectionHead title={title} note={say('note')} />
      <FiguresTable
        caption={title}
        heads={[
          say('indicator'),
          say('was'),
          say('base'),
          say('persons'),
          say('now'),
          say('nowBase'),
          say('later'),
          [say('at')],
        ]}
        rows={month.lines.map(({ code, frozen }) => {
          const now = wall.figures[code]
          return [
            code,
            t(`names.${code}`),
            frozen && figureTexts(code, frozen, wall.today).main,
            frozen ? frozen.denominator : null,
            frozen ? frozen.numeratorPersons : null,
            figureTexts(code, now, wall.today).main,
            now.denominator,
            frozen && laterText(code, now, frozen, wall.today),
            frozen && say('said', { time: stamp(frozen.frozenAt), n: String(frozen.version) }),
          ]
        })}
      />
    </section>
  )
}
