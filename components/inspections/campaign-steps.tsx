import type { StepField } from '@/components/shell/step-field'
import { StepForm } from '@/components/shell/step-form'
import { Banner } from '@/components/ui/banner'
import { LinkButton } from '@/components/ui/link-button'
import { Reveal } from '@/components/ui/reveal'
import { getTranslations } from '@/lib/i18n/server'
import {
  closeCampaignAction,
  drawCampaignAction,
  issueFeedbackAction,
  startCampaignAction,
  startRectifyingAction,
  summariseCampaignAction,
} from '@/lib/inspections/actions'
import type { CampaignView } from '@/lib/inspections/queries/campaign'
import { addDays } from '@/lib/platform/days'

const USUAL_REPLY_DAYS = 15

/** The next step of a campaign, and the draw of a further round. */
export async function CampaignSteps({ campaign }: Readonly<{ campaign: CampaignView }>) {
  const t = await getTranslations('inspections')
  const { id, version, next, today, lastStepOn, rounds } = campaign
  const hidden = () => ({ campaignId: id, version, commandId: crypto.randomUUID() })
  const on: StepField = { name: 'on', label: t('act.on'), type: 'day', value: today, least: lastStepOn, most: today }
  const long = (name: 'conclusion' | 'opinion', max: number): StepField => ({
    name,
    label: t(`act.${name}`),
    hint: t(`act.${name}Hint`),
    type: 'long',
    max,
    needed: true,
  })
  const reply: StepField = {
    name: 'replyBy',
    label: t('act.replyBy'),
    type: 'day',
    value: addDays(today, USUAL_REPLY_DAYS),
    least: today,
  }
  const note: StepField = { name: 'note', label: t('act.note'), type: 'long', max: 500 }
  const steps = {
    INSPECTING: { action: startCampaignAction, fields: [on] },
    SUMMARISED: { action: summariseCampaignAction, fields: [on, long('conclusion', 2_000)] },
    FEEDBACK_ISSUED: { action: issueFeedbackAction, fields: [on, reply, long('opinion', 1_000)] },
    RECTIFYING: { action: startRectifyingAction, fields: [on] },
    CLOSED: { action: closeCampaignAction, fields: [on, note] },
  } as const
  const step = next && next in steps ? steps[next as keyof typeof steps] : null
  const left = campaign.villages.reduce((sum, { drawn, done, missed }) => sum + drawn - done - missed, 0)
  return (
    <div className="grid gap-3">
      {campaign.mayDraw && campaign.status === 'PLANNED' && (
        <LinkButton href={`/inspections/${id}/edit`}>{t('page.edit')}</LinkButton>
      )}
      {next === 'SUMMARISED' && left > 0 && <Banner state="due" title={t('act.left', { n: left })} />}
      {next && step && (
        <StepForm
          key={next}
          action={step.action}
          prefix="next-"
          hidden={hidden()}
          fields={step.fields}
          submit={t(`steps.${next}`)}
          busy={t('act.busy')}
        />
      )}
      {campaign.mayDraw && (
        <Reveal summary={t('draws.go', { n: rounds + 1 })} open={rounds === 0}>
          <p className="pb-3 text-13 text-ink-2">{t('draws.goNote')}</p>
          <StepForm
            key={rounds}
            action={drawCampaignAction}
            prefix="draw-"
            hidden={hidden()}
            fields={[]}
            submit={t('draws.go', { n: rounds + 1 })}
            busy={t('draws.busy')}
            look={rounds === 0 ? 'act' : 'plain'}
          />
        </Reveal>
      )}
    </div>
  )
}
