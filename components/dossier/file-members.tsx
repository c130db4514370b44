import { KnownFacts } from '@/components/dossier/known-facts'
import { shownWords } from '@/components/dossier/sealed-words'
import type { ValueWords } from '@/components/dossier/value-words'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import type { Dossier } from '@/lib/dossier/queries/file'
import { longDay } from '@/lib/i18n/format'

type Props = { file: Dossier; words: ValueWords }

/** Everyone of the household with everything known of him, and who belonged to it before. */
export function FileMembers({ file, words }: Readonly<Props>) {
  const { t, locale } = words
  const day = (text: string) => longDay(text, locale)
  return (
    <section className="sheet px-4 pb-4">
      <SectionHead title={t('sections.members')} note={t('persons', { n: file.members.length })} />
      {file.members.map((member, index) => {
        const shown = file.record.members.find(({ id }) => id === member.id)
        return (
          <Reveal
            key={member.id}
            summary={[member.name, words.code('relation', member.relation)].join(t('join'))}
            open={index === 0}
          >
            <KnownFacts
              known={member.known}
              words={words}
              since={member.since}
              more={[
                { key: 'id', name: words.field('idNumberEnc'), value: shownWords(shown?.idNumber, words) },
                { key: 'since', name: words.field('validFrom'), value: day(member.from) },
              ]}
            />
          </Reveal>
        )
      })}
      {file.former.length > 0 && (
        <>
          <h3 className="pt-4 pb-1 text-14 font-semibold">{t('sections.former')}</h3>
          <ul className="grid gap-1 text-13">
            {file.former.map((member) => (
              <li key={`${member.id} ${member.from}`}>
                <b>{member.name}</b> {words.code('relation', member.relation)}{' '}
                {t('memberSpan', { from: day(member.from), to: day(member.to ?? member.from) })}{' '}
                {member.endCause && words.code('endCause', member.endCause)}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
