import type { ShownHelper } from '@/lib/households/queries/helpers'
import type { clientWords } from '@/lib/i18n/client-words'
import { fill } from '@/lib/i18n/fill'
import { longDay } from '@/lib/i18n/format'
import type { Locale } from '@/lib/i18n/locales'

type Register = Awaited<ReturnType<typeof clientWords<'register'>>>
type Props = { helper: ShownHelper; words: Register['helper']; codes: Register['codes']; locale: Locale }

/** One pairing: who, from where, from when to when, how many households he helps, and what was handed over. */
export function HelperFacts({ helper, words, codes, locale }: Readonly<Props>) {
  const day = (text: string) => longDay(text, locale)
  const said = (group: 'affiliation' | 'helperEnd', value: string | null) =>
    value === null ? null : ((codes[group] as Readonly<Record<string, string>>)[value] ?? value)
  const affiliation = said('affiliation', helper.affiliation)
  const lines = [
    helper.unit,
    affiliation && fill(words.affiliationOf, { affiliation }),
    helper.phone && fill(words.phone, { phone: helper.phone }),
    helper.to === null
      ? fill(words.since, { from: day(helper.from) })
      : fill(words.period, { from: day(helper.from), to: day(helper.to) }),
    said('helperEnd', helper.endReason),
    helper.isPresent && fill(words.load, { n: helper.load }),
  ].filter((line): line is string => !!line)
  return (
    <>
      <b>{helper.name}</b>
      <p className="text-13 text-ink-2">{lines.join(' · ')}</p>
      {helper.handoverNote && <p className="text-13">{fill(words.handover, { note: helper.handoverNote })}</p>}
    </>
  )
}
