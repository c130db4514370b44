import { StepForm } from '@/components/shell/step-form'
import { Reveal } from '@/components/ui/reveal'
import { getTranslations } from '@/lib/i18n/server'
import { insureAction, reportFiguresAction } from '@/lib/relief/actions'
import type { FiguresView } from '@/lib/relief/queries/figures'
import { MEASURES_OF, MONEY_MEASURES } from '@/lib/relief/schema/figures'
import { LINES } from '@/lib/relief/schema/lines'

type Props = { figures: FiguresView; own: { code: string; name: string } }

/** Figures of a line and period as they were reported, and policies. */
export async function FigureForms({ figures, own }: Readonly<Props>) {
  const t = await getTranslations('relief')
  const command = () => ({ commandId: crypto.randomUUID(), id: crypto.randomUUID() })
  const regions = [
    { value: own.code, label: own.name },
    ...figures.place.options.map(({ value, label }) => ({ value, label })),
  ]
  const where = {
    name: 'regionCode',
    label: t('figures.region'),
    type: 'select' as const,
    options: regions,
    value: figures.place.code,
  }
  const term = [
    { name: 'fromOn', label: t('figures.fromOn'), type: 'day' as const, value: figures.from },
    { name: 'toOn', label: t('figures.toOn'), type: 'day' as const, value: figures.to },
  ]
  const source = [
    { name: 'isApproximate', label: t('figures.isApproximate'), type: 'tick' as const },
    { name: 'source', label: t('figures.source'), type: 'text' as const, max: 200 },
  ]
  return (
    <section className="sheet min-w-0 px-4 py-3">
      {LINES.map((line) => (
        <Reveal key={line} summary={`${t('figures.report')}: ${t(`lines.L${line}`)}`}>
          <StepForm
            prefix={`report${line}-`}
            action={reportFiguresAction}
            hidden={{ ...command(), line }}
            fields={[
              where,
              ...term,
              ...MEASURES_OF[line].map((measure) =>
                MONEY_MEASURES.includes(measure)
                  ? {
                      name: measure,
                      label: t(`figures.measures.${measure}`),
                      type: 'money' as const,
                      unit: t('yuan'),
                    }
                  : { name: measure, label: t(`figures.measures.${measure}`), type: 'count' as const },
              ),
              ...source,
            ]}
            submit={t('figures.reportGo')}
            busy={t('busy')}
          />
        </Reveal>
      ))}
      <Reveal summary={t('figures.insure')}>
        <StepForm
          prefix="insure-"
          action={insureAction}
          hidden={command()}
          fields={[
            where,
            {
              name: 'line',
              label: t('figures.line'),
              type: 'select',
              options: ([2, 4] as const).map((line) => ({ value: String(line), label: t(`lines.L${line}`) })),
            },
            { name: 'insurer', label: t('figures.insurer'), type: 'text', max: 60 },
            { name: 'policyNo', label: t('figures.policyNo'), type: 'text', max: 40 },
            ...term,
            { name: 'premiumYuan', label: t('figures.premiumYuan'), type: 'money', unit: t('yuan') },
            { name: 'insuredPersons', label: t('figures.insuredPersons'), type: 'count' },
            ...source,
          ]}
          submit={t('figures.insureGo')}
          busy={t('busy')}
        />
      </Reveal>
    </section>
  )
}
