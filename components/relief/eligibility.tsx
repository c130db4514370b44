import { reasonText } from '@/components/relief/speak'
import { Chip } from '@/components/ui/chip'
import { Glyph, type StateKey } from '@/components/ui/glyph'
import { SectionHead } from '@/components/ui/section-head'
import { yuan } from '@/lib/i18n/format'
import { getTranslations } from '@/lib/i18n/server'
import type { EventView } from '@/lib/relief/queries/event'
import type { Judgement } from '@/lib/relief/rules/eligibility'

const SHAPES: Readonly<Record<Judgement['verdict'], StateKey>> = { YES: 'held', NO: 'crossed', ASK: 'open' }

/** The conditions of each line for this event, said with the figures used, and what is recorded of it. */
export async function Eligibility({ event }: Readonly<{ event: EventView }>) {
  const t = await getTranslations('relief')
  const amount = (line: number) => {
    if (line === 3) return t('amounts.limit', { limit: yuan(event.limitFen) })
    if (line === 6) return t('amounts.grants', { grants: event.grants.map(yuan).join(' / ') })
    return line === 2 || line === 4 ? t('amounts.left', { left: yuan(event.openFen) }) : ''
  }
  return (
    <section className="sheet px-4 pb-4">
      <SectionHead title={t('event.eligibility')} />
      <ul className="grid gap-4">
        {event.judgements.map(({ line, verdict, reasons }) => {
          const answer = event.answers.find((each) => each.line === line)
          return (
            <li key={line} className="grid gap-1">
              <p className="flex flex-wrap items-center gap-2">
                <b>{t(`lineFull.L${line}`)}</b>
                <Chip state={SHAPES[verdict]} bare>
                  {t(`event.verdicts.${verdict}`)}
                </Chip>
                {answer && answer.state !== 'OPEN' && (
                  <span className="text-13 text-ink-3">{t(`marks.${answer.state}`)}</span>
                )}
              </p>
              {reasons.map((reason) => (
                <p key={reason.code} className="flex gap-2 text-13 text-ink-2">
                  <Glyph state={reason.met === null ? 'open' : reason.met ? 'held' : 'crossed'} />
                  <span>{reasonText(t, reason)}</span>
                </p>
              ))}
              {amount(line) && <p className="text-13 text-ink-3">{amount(line)}</p>}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
