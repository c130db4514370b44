import { targetRow } from '@/components/indicators/target-words'
import type { StepField } from '@/components/shell/step-field'
import { StepForm } from '@/components/shell/step-form'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { TupleTable } from '@/components/ui/tuple-table'
import { digits } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { cascadeTargetAction } from '@/lib/indicators/actions'
import type { getTarget } from '@/lib/indicators/queries/targets'

type Props = { view: Awaited<ReturnType<typeof getTarget>> }

/** How a target is split to the places below, what the shares come to against the whole, and the form that splits it. */
export async function TargetShares({ view }: Readonly<Props>) {
  const [t, measures, locale] = await Promise.all([
    getTranslations('figures'),
    getTranslations('measures'),
    getLocale(),
  ])
  const { target, shares, sum, gap, open, names } = view
  const hidden: Record<string, string> = { commandId: crypto.randomUUID(), targetId: target.id }
  const fields = open.flatMap((place, index): StepField[] => {
    hidden[`shares[${index}].id`] = crypto.randomUUID()
    hidden[`shares[${index}].regionCode`] = place.code
    return [
      { name: `shares[${index}].value`, label: `${place.name} ${t('target.share')}`, type: 'text', max: 30 },
      {
        name: `shares[${index}].responsible`,
        label: `${place.name} ${t('targets.responsible')}`,
        type: 'text',
        max: 60,
      },
    ]
  })
  return (
    <section className="sheet px-4 pb-4">
      <SectionHead title={t('target.cascade')} />
      {shares.length === 0 ? (
        <p className="text-13 text-ink-3">{t('target.none')}</p>
      ) : (
        <>
          <TupleTable
            caption={t('target.cascade')}
            columns={[
              { head: t('target.place'), at: 2, href: '/indicators/targets/{0}', strong: true },
              { head: t('target.share'), at: 3, align: 'r' },
              { head: t('targets.now'), at: 4, align: 'r' },
              { head: t('targets.expected'), at: 5, align: 'r' },
              { head: t('targets.standing'), at: 6, sub: 8, kind: 'state', state: 7 },
              { head: t('targets.responsible'), at: 10 },
            ]}
            rows={shares.map((share) => targetRow(share, names, { t, measures, locale }))}
          />
          <p className="pt-2">
            {t('target.sum')} <b>{digits(sum)}</b>{' '}
            {gap === '0' || gap === null ? t('target.same') : `${t('target.gap')} ${digits(gap)}`}
          </p>
        </>
      )}
      {view.mayCascade && open.length > 0 && (
        <Reveal summary={t('target.cascade')}>
          <p className="pb-3 text-13 text-ink-3">{t('target.cascadeHint')}</p>
          <StepForm
            isWide
            prefix="shares-"
            action={cascadeTargetAction}
            hidden={hidden}
            fields={fields}
            submit={t('target.save')}
            busy={t('targetForm.busy')}
          />
        </Reveal>
      )}
    </section>
  )
}
