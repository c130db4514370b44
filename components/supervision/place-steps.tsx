import type { StepField } from '@/components/shell/step-field'
import { StepForm } from '@/components/shell/step-form'
import { Banner } from '@/components/ui/banner'
import { LinkButton } from '@/components/ui/link-button'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { getLocale, getTranslations } from '@/lib/i18n/server'
import {
  delistPlaceAction,
  proposeDelistingAction,
  reportWorkAction,
  returnPlaceAction,
} from '@/lib/supervision/actions'
import type { ListedView } from '@/lib/supervision/queries/place'

/** What may be done with a listed place now: assign, report, propose to delist, decide. Nothing for whoever only reads. */
export async function PlaceSteps({ place, reportId }: Readonly<{ place: ListedView; reportId: string }>) {
  const [t, locale] = await Promise.all([getTranslations('supervision'), getLocale()])
  const { may, status, today } = place
  const isWaiting = status === 'DELIST_PROPOSED'
  const isOpen = status === 'LISTED' || status === 'IN_BATTLE'
  if (!isWaiting && !(may.propose && isOpen)) return null
  const hidden = { placeId: place.id, version: place.version }
  const on: StepField = {
    name: 'on',
    label: t('place.on'),
    type: 'day',
    value: today,
    least: place.lastStepOn,
    most: today,
    needed: true,
  }
  const note = (label: string): StepField => ({ name: 'note', label, type: 'long', max: 500, needed: true })
  return (
    <section className="sheet grid gap-2 px-4 pb-4">
      <SectionHead title={t('place.next')} />
      {isWaiting && !may.decide && (
        <Banner state="submitted" title={t('place.waiting', { by: place.proposedByName ?? '' })} />
      )}
      {isWaiting && may.decide && (
        <>
          <Reveal summary={t('place.delist')} open>
            <StepForm
              action={delistPlaceAction}
              prefix="delist-"
              hidden={{ ...hidden, commandId: crypto.randomUUID() }}
              fields={[on, note(t('place.delistNote'))]}
              submit={t('place.delist')}
              busy={t('place.busy')}
            />
          </Reveal>
          <Reveal summary={t('place.return')}>
            <StepForm
              action={returnPlaceAction}
              prefix="return-"
              hidden={{ ...hidden, commandId: crypto.randomUUID() }}
              fields={[on, note(t('place.returnNote'))]}
              submit={t('place.return')}
              busy={t('place.busy')}
              look="plain"
            />
          </Reveal>
        </>
      )}
      {may.propose && isOpen && (
        <LinkButton href={`/supervision/${place.id}/assign`} icon="pen" look={status === 'LISTED' ? 'act' : undefined}>
          {t('place.assign')}
        </LinkButton>
      )}
      {may.propose && status === 'IN_BATTLE' && (
        <>
          <Reveal summary={t('place.report')} open>
            <StepForm
              action={reportWorkAction}
              prefix="report-"
              hidden={{ placeId: place.id, id: reportId, commandId: crypto.randomUUID() }}
              fields={[
                {
                  name: 'workCode',
                  label: t('place.work'),
                  type: 'select',
                  options: place.works.map((work) => ({
                    value: work.code,
                    label: `${locale === 'zh-CN' ? work.nameZh : work.nameEn}  ${work.unit}`,
                  })),
                },
                { name: 'value', label: t('place.value'), type: 'text', max: 12, needed: true },
                { ...on, least: place.listedOn },
                { name: 'note', label: t('place.note'), type: 'long', max: 300 },
              ]}
              submit={t('place.report')}
              busy={t('place.busy')}
            />
          </Reveal>
          <Reveal summary={t('place.propose')}>
            <p className="pb-2 text-13 text-ink-2">{t('place.delisting')}</p>
            <StepForm
              action={proposeDelistingAction}
              prefix="propose-"
              hidden={{ ...hidden, commandId: crypto.randomUUID() }}
              fields={[on, note(t('place.proposeNote'))]}
              submit={t('place.propose')}
              busy={t('place.busy')}
              look="plain"
            />
          </Reveal>
        </>
      )}
    </section>
  )
}
