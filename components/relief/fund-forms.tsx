import { StepForm } from '@/components/shell/step-form'
import { Reveal } from '@/components/ui/reveal'
import { getTranslations } from '@/lib/i18n/server'
import { payInAction, reverseEntryAction, rollOverAction } from '@/lib/relief/actions'
import type { FundsView } from '@/lib/relief/queries/funds'
import { FILLED_SOURCES, FUND_LINES } from '@/lib/relief/schema/funds'

/** Money in, what is left of donations, and what takes a wrong entry back. */
export async function FundForms({ funds }: Readonly<{ funds: FundsView }>) {
  const t = await getTranslations('relief')
  const command = () => ({ commandId: crypto.randomUUID(), id: crypto.randomUUID() })
  const on = { name: 'on', label: t('funds.on'), type: 'day' as const, value: funds.today, most: funds.today }
  const regions = [
    { value: funds.actorRegion.code, label: funds.actorRegion.name },
    ...funds.place.options.map(({ value, label }) => ({ value, label })),
  ]
  const reversible = funds.entries.filter(({ mayReverse }) => mayReverse)
  return (
    <section className="sheet px-4 py-3 max-desk:order-first">
      <Reveal summary={t('funds.payIn')} open>
        <StepForm
          prefix="in-"
          action={payInAction}
          hidden={command()}
          fields={[
            { name: 'regionCode', label: t('funds.region'), type: 'select', options: regions },
            {
              name: 'line',
              label: t('funds.line'),
              type: 'select',
              options: FUND_LINES.map((line) => ({ value: String(line), label: t(`lines.L${line}`) })),
            },
            {
              name: 'source',
              label: t('funds.source'),
              type: 'select',
              options: FILLED_SOURCES.map((value) => ({ value, label: t(`funds.sources.${value}`) })),
            },
            { name: 'year', label: t('funds.year'), type: 'count', value: String(funds.year) },
            { name: 'amountYuan', label: t('funds.amountYuan'), type: 'money', unit: t('yuan') },
            on,
            { name: 'document', label: t('funds.document'), type: 'text', max: 120 },
          ]}
          submit={t('funds.payInGo')}
          busy={t('busy')}
        />
      </Reveal>
      {funds.mayRollOver && (
        <Reveal summary={t('funds.rollOver')}>
          <StepForm
            prefix="roll-"
            action={rollOverAction}
            hidden={{ ...command(), regionCode: funds.actorRegion.code }}
            fields={[
              { name: 'year', label: t('funds.year'), type: 'count', value: String(funds.year - 1) },
              on,
              { name: 'document', label: t('funds.document'), type: 'text', max: 120 },
            ]}
            submit={t('funds.rollOverGo')}
            busy={t('busy')}
          />
        </Reveal>
      )}
      {reversible.map(({ id, no }) => (
        <Reveal key={id} summary={`${t('funds.reverse')} ${no}`}>
          <StepForm
            prefix={`back${id}-`}
            action={reverseEntryAction}
            hidden={{ ...command(), entryId: id }}
            fields={[on, { name: 'reason', label: t('funds.reverseReason'), type: 'text', max: 200 }]}
            submit={t('funds.reverse')}
            busy={t('busy')}
            look="plain"
          />
        </Reveal>
      ))}
    </section>
  )
}
