import { fieldKey, type ValueWords } from '@/components/dossier/value-words'
import { Facts } from '@/components/ui/facts'
import type { Known } from '@/lib/dossier/queries/file'
import { longDay } from '@/lib/i18n/format'

type Source = NonNullable<Known['source']>

type Props = {
  known: readonly Known[]
  words: ValueWords
  more?: { key: string; name: string; value: string }[]
  /** Where everything came from that says nothing else. */
  since?: Source | null
}

/** Known values; below those that were changed since, where they came from. */
export function KnownFacts({ known, words, more = [], since = null }: Readonly<Props>) {
  return (
    <>
      <Facts
        items={[
          ...more,
          ...known.map(({ field, value, source }) => ({
            key: field,
            name: words.field(fieldKey(field)),
            value: (
              <>
                {words.value(fieldKey(field), value)}
                <From source={source} words={words} />
              </>
            ),
          })),
        ]}
      />
      {since && (
        <p className="flex gap-1 pt-2 text-12 text-ink-3">
          {words.t('from.otherwise')} <From source={since} words={words} />
        </p>
      )}
    </>
  )
}

/** "This value came from the visit of 12 March": by the audit. Nothing where the audit is not for this reader. */
export function From({ source, words }: Readonly<{ source: Source | null; words: ValueWords }>) {
  if (!source) return null
  const { t, locale } = words
  const look = 'block text-12 font-normal text-ink-3'
  if (source.visitId && source.visitedOn) {
    return (
      <a className={look} href={`/visits/${source.visitId}`}>
        {t('from.visit', { day: longDay(source.visitedOn, locale) })}
      </a>
    )
  }
  const [day, origin] = [longDay(words.instant(source.at).slice(0, 10), locale), words.origin(source.command)]
  return (
    <span className={look}>
      {source.by ? t('from.on', { origin, by: source.by, day }) : t('from.onNobody', { origin, day })}
    </span>
  )
}
