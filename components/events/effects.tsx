import { effectSpeaker } from '@/components/events/speak'
import { SectionHead } from '@/components/ui/section-head'
import type { Told } from '@/lib/events/rules/change'
import { getTranslations } from '@/lib/i18n/server'

type Props = { effects: readonly Told[]; title: string; note?: string; today: string }

/** What an event changes, what stays, and what somebody must still close: three lists, the first with values before and after. */
export async function Effects({ effects, title, note, today }: Readonly<Props>) {
  const [t, speak] = await Promise.all([getTranslations('events'), effectSpeaker(today)])
  const of = (group: Told['group']) => effects.filter((effect) => effect.group === group)
  const list = (group: Told['group']) => (
    <ul className="grid gap-1.5">
      {of(group).map((effect) => {
        const values = speak.values(effect)
        const sentence = speak.sentence(effect)
        return (
          <li key={sentence + (values?.after ?? '')} className="border-b border-hair pb-1.5 last:border-0">
            {sentence}
            {values && (
              <span className="block text-13 text-ink-2">
                {t('effects.from')} <s>{values.before || '—'}</s> <span aria-hidden="true">→</span> {t('effects.to')}{' '}
                <b>{values.after || '—'}</b>
              </span>
            )}
          </li>
        )
      })}
    </ul>
  )
  return (
    <section className="sheet wenwu px-4 pb-4">
      <SectionHead title={title} note={note} />
      {of('CHANGES').length > 0 ? list('CHANGES') : <p className="text-13 text-ink-3">{t('preview.nothing')}</p>}
      {of('STAYS').length > 0 && (
        <div className="pt-3 text-13 text-ink-2">
          <SectionHead title={t('preview.stays')} />
          {list('STAYS')}
        </div>
      )}
      {of('CLOSE').length > 0 && (
        <div className="pt-3">
          <SectionHead title={t('preview.close')} />
          {list('CLOSE')}
        </div>
      )}
    </section>
  )
}
