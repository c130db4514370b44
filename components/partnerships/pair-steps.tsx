import { contentFields, type Say } from '@/components/partnerships/fields'
import { StepForm } from '@/components/shell/step-form'
import { Reveal } from '@/components/ui/reveal'
import { getTranslations } from '@/lib/i18n/server'
import { editPairAction, endPairAction } from '@/lib/partnerships/actions'
import type { PairView } from '@/lib/partnerships/queries/pair'

/** What can be changed of a pair while it goes on, and its end. */
export async function PairSteps({ pair }: Readonly<{ pair: PairView }>) {
  const t = await getTranslations('partnerships')
  const hidden = () => ({ commandId: crypto.randomUUID(), pairId: pair.id, version: pair.version })
  const last = pair.toOn && pair.toOn < pair.today ? pair.toOn : pair.today
  return (
    <section className="sheet px-4 pb-4">
      <Reveal summary={t('pair.edit')}>
        <StepForm
          action={editPairAction}
          prefix="edit-"
          hidden={hidden()}
          fields={contentFields(t as unknown as Say, pair)}
          submit={t('pair.editSave')}
          busy={t('pair.busy')}
        />
      </Reveal>
      <Reveal summary={t('pair.end')}>
        <p className="pb-2 text-13 text-ink-2">{t('pair.endText')}</p>
        <StepForm
          action={endPairAction}
          prefix="end-"
          hidden={hidden()}
          fields={[
            {
              name: 'on',
              label: t('pair.endOn'),
              type: 'day',
              value: last,
              least: pair.fromOn,
              most: last,
              needed: true,
            },
            { name: 'reason', label: t('pair.endReason'), type: 'long', max: 300, needed: true },
          ]}
          submit={t('pair.end')}
          busy={t('pair.busy')}
        />
      </Reveal>
    </section>
  )
}
