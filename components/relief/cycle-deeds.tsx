import { ReturnForm } from '@/components/relief/return-form'
import { StepForm } from '@/components/shell/step-form'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { longDay } from '@/lib/i18n/format'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import { closePayoutsAction, recordCallAction, samplePayoutsAction } from '@/lib/relief/actions'
import type { getCycle } from '@/lib/relief/queries/cycles'
import { CALL_RESULTS } from '@/lib/relief/schema/cycles'
import { importBankAnswerAction } from '@/lib/transfer/actions'

type Props = { cycle: Awaited<ReturnType<typeof getCycle>> }

const SAMPLE = '5'

/** What is done with a cycle now: the bank's return file, the sample, the calls. */
export async function CycleDeeds({ cycle }: Readonly<Props>) {
  const [t, locale] = await Promise.all([getTranslations('relief'), getLocale()])
  const { id: cycleId, version, collectedOn, today, items } = cycle
  const head = () => ({ commandId: crypto.randomUUID(), cycleId, version })
  const day = { type: 'day' as const, value: today, most: today }
  return (
    <div className="grid min-w-0 gap-4 max-desk:order-first">
      {cycle.mayAnswer && (
        <section className="sheet px-4 pb-4">
          <SectionHead title={t('cycles.answer')} />
          <ReturnForm
            action={importBankAnswerAction}
            hidden={head()}
            least={collectedOn}
            today={today}
            words={{
              file: t('cycles.file'),
              hint: t('cycles.answerNote'),
              on: t('cycles.answeredOn'),
              faults: t('cycles.faults'),
              do: t('cycles.answerGo'),
              busy: t('busy'),
            }}
          />
        </section>
      )}
      {cycle.closeFrom && (
        <Reveal summary={t('cycles.close')}>
          <p className="pb-2 text-13 text-ink-3">{t('cycles.closeNote')}</p>
          {cycle.closeFrom > today ? (
            <p>{t('cycles.closeFrom', { day: longDay(cycle.closeFrom, locale) })}</p>
          ) : (
            <StepForm
              prefix="close-"
              action={closePayoutsAction}
              hidden={head()}
              fields={[
                { name: 'reason', label: t('cycles.reason'), type: 'text', max: 200 },
                { name: 'on', label: t('fields.on'), ...day, least: cycle.closeFrom },
              ]}
              submit={t('cycles.closeGo')}
              busy={t('busy')}
            />
          )}
        </Reveal>
      )}
      {cycle.maySample && (
        <section className="sheet px-4 pb-4">
          <SectionHead title={t('cycles.sample')} />
          <p className="pb-2 text-13 text-ink-3">{t('cycles.sampleNote')}</p>
          <StepForm
            prefix="sample-"
            action={samplePayoutsAction}
            hidden={head()}
            fields={[
              { name: 'count', label: t('cycles.count'), type: 'count', value: SAMPLE },
              { name: 'on', label: t('fields.on'), ...day, least: collectedOn },
            ]}
            submit={t('cycles.sampleGo')}
            busy={t('busy')}
          />
        </section>
      )}
      {items
        .filter(({ mayCall }) => mayCall)
        .map(({ itemNo, headName, sampledOn }) => (
          <Reveal key={itemNo} summary={t('cycles.call', { name: headName })}>
            <StepForm
              prefix={`call${itemNo}-`}
              action={recordCallAction}
              hidden={{ commandId: crypto.randomUUID(), cycleId, itemNo }}
              fields={[
                { name: 'on', label: t('fields.on'), ...day, least: sampledOn ?? collectedOn },
                {
                  name: 'result',
                  label: t('cycles.callResult'),
                  type: 'select',
                  options: CALL_RESULTS.map((value) => ({ value, label: t(`cycles.calls.${value}`) })),
                },
                { name: 'note', label: t('cycles.callNote'), type: 'text', max: 300 },
              ]}
              submit={t('cycles.callGo')}
              busy={t('busy')}
            />
          </Reveal>
        ))}
    </div>
  )
}
