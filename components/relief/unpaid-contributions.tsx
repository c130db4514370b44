import { StepForm } from '@/components/shell/step-form'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { count, nearDay, yuan } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { cancelContributionAction } from '@/lib/relief/actions'
import type { UnpaidContribution } from '@/lib/relief/queries/filial'

type Props = { contributions: readonly UnpaidContribution[]; today: string }

/** Contributions that are not paid out, each with the form that takes it back. */
export async function UnpaidContributions({ contributions, today }: Readonly<Props>) {
  const [t, locale] = await Promise.all([getTranslations('relief'), getLocale()])
  if (contributions.length === 0) return null
  return (
    <section className="sheet px-4 pb-4">
      <SectionHead title={t('filial.unpaid')} note={count(contributions.length)} />
      <p className="pb-2 text-13 text-ink-3">{t('filial.unpaidNote')}</p>
      {contributions.map(({ id, child, parent, fen, bonusFen, paidOn, list }) => {
        const words = {
          child,
          parent,
          yuan: yuan(fen),
          bonus: yuan(bonusFen),
          day: nearDay(paidOn, today, locale),
        }
        return (
          <Reveal key={id} summary={list ? t('filial.unpaidOn', { ...words, no: list }) : t('filial.unpaidOf', words)}>
            <StepForm
              prefix={`cancel${id}-`}
              action={cancelContributionAction}
              hidden={{ commandId: crypto.randomUUID(), id: crypto.randomUUID(), contributionId: id }}
              fields={[
                { name: 'on', label: t('fields.on'), type: 'day', value: today, least: paidOn, most: today },
                { name: 'reason', label: t('filial.cancelReason'), type: 'text', max: 200 },
              ]}
              submit={t('filial.cancel')}
              busy={t('busy')}
            />
          </Reveal>
        )
      })}
    </section>
  )
}
