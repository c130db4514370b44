import { Banner } from '@/components/ui/banner'
import { Glyph } from '@/components/ui/glyph'
import { SectionHead } from '@/components/ui/section-head'
import { longDay, yuan } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import type { Condition } from '@/lib/identification/rules/conditions'
import type { ProcedureKind } from '@/lib/identification/schema'

type Props = { kind: ProcedureKind; conditions: readonly Condition[]; verdict: 'YES' | 'ASK' | 'NO' }

/** What the register says to the conditions of a home check, with its figures. */
export async function Conditions({ kind, conditions, verdict }: Readonly<Props>) {
  const [t, items, locale] = await Promise.all([
    getTranslations('identification'),
    getTranslations('monitoring.items'),
    getLocale(),
  ])
  if (conditions.length === 0) return null
  const sentence = ({ code, met, figures }: Condition) => {
    if (code === 'INCOME_BELOW' || code === 'INCOME_ABOVE' || code === 'LINE_PASSED') {
      if (figures.fen === undefined) return t('conditions.incomeNone')
      const told = { year: String(figures.year), figure: yuan(figures.fen) }
      return figures.lineYuan === undefined
        ? t('conditions.incomeNoLine', told)
        : t(code === 'LINE_PASSED' ? 'conditions.line' : 'conditions.income', {
            ...told,
            line: yuan(Math.round(figures.lineYuan * 100)),
          })
    }
    if (code === 'MONTHS_PASSED')
      return t('conditions.months', { n: figures.months ?? 0, day: longDay(figures.day ?? '', locale) })
    if (code === 'HAS_LABOUR') return t('conditions.labour')
    const named = (list: readonly string[] = []) => list.map((item) => items(item as 'FOOD')).join(t('join'))
    if (met !== null && !figures.items?.length) return t('conditions.allMet')
    return [
      figures.items?.length ? t('conditions.failing', { items: named(figures.items) }) : '',
      figures.unknown?.length ? t('conditions.unknown', { items: named(figures.unknown) }) : '',
    ].join(' ')
  }
  return (
    <section className="sheet px-4 pb-4">
      <SectionHead
        title={t('page.conditions')}
        note={t(
          kind === 'IDENTIFICATION'
            ? 'conditions.either'
            : conditions.length > 2
              ? 'conditions.every'
              : 'conditions.all',
        )}
      />
      <ul className="grid gap-3">
        {conditions.map((condition) => (
          <li key={condition.code} className="flex gap-2">
            <Glyph state={condition.met === null ? 'open' : condition.met ? 'held' : 'crossed'} />
            <div>
              <b>{t(`conditions.${condition.code}`)}</b>{' '}
              <span className="text-13 text-ink-3">
                {t(condition.met === null ? 'conditions.open' : condition.met ? 'conditions.met' : 'conditions.unmet')}
              </span>
              <p className="text-13 text-ink-2">{sentence(condition)}</p>
            </div>
          </li>
        ))}
      </ul>
      {verdict === 'NO' && (
        <div className="pt-3">
          <Banner state="crossed" title={t('conditions.stop')} />
        </div>
      )}
    </section>
  )
}
