import { speaker } from '@/components/monitoring/speak'
import { FigureAgainstLine } from '@/components/ui/figure-against-line'
import { Glyph } from '@/components/ui/glyph'
import { Reveal } from '@/components/ui/reveal'
import { yuan } from '@/lib/i18n/format'
import { explanationValues } from '@/lib/monitoring/rules/explain'
import type { Finding, RuleId } from '@/lib/monitoring/schema'

const LINE_NAMES: Partial<Record<RuleId, 'warning' | 'drop'>> = {
  incomeBelowLine: 'warning',
  medicalSelfPaid: 'warning',
  incomeDrop: 'drop',
}
const BELOW: readonly RuleId[] = ['incomeBelowLine', 'incomeDrop']

/** One finding: the figure against its line, one sentence, and where the line comes from. */
export async function FindingCard({ finding, openSource }: Readonly<{ finding: Finding; openSource?: boolean }>) {
  const { t, title, sentence, origin } = await speaker()
  const state = finding.outcome === 'CROSSED' ? 'crossed' : 'behind'
  const { fen, lineFen, hintFen, lines } = finding.figures
  const values = explanationValues(finding)
  const name = t(`line.${LINE_NAMES[finding.ruleId] ?? 'check'}`)
  return (
    <article className="sheet grid gap-2 border-l-4 border-l-st-fill px-4 py-3" data-s={state}>
      <h3 className="flex items-center gap-2 text-16 font-semibold">
        <span className="text-st">
          <Glyph state={state} />
        </span>
        {title(finding)}
      </h3>
      {fen !== undefined && lineFen !== undefined && (
        <FigureAgainstLine
          figure={fen}
          figureText={yuan(fen)}
          unit={t('unit')}
          line={{ value: lineFen, name, text: yuan(lineFen) }}
          hint={hintFen === undefined ? undefined : { value: hintFen, name: t('line.hint'), text: yuan(hintFen) }}
          bad={BELOW.includes(finding.ruleId) ? 'below' : 'above'}
          label={t('line.chart', { title: title(finding), figure: values.figure ?? '', line: values.line ?? '' })}
        />
      )}
      <p className="text-ink-2">{sentence(finding)}</p>
      {lines.length > 0 && (
        <Reveal summary={t('line.where')} open={openSource}>
          {finding.figures.factor !== undefined && (
            <p>{t('line.sum', { line: values.line ?? '', baseYear: values.baseYear ?? '', sum: values.sum ?? '' })}</p>
          )}
          {finding.ruleId === 'medicalSelfPaid' && finding.figures.baseFen !== undefined && (
            <p>{t('line.share', { baseYear: values.baseYear ?? '', base: values.base ?? '' })}</p>
          )}
          {lines.map((line) => (
            <p key={`${line.parameter}${line.validFrom}`}>{origin(line)}</p>
          ))}
        </Reveal>
      )}
    </article>
  )
}
