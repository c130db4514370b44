import { type Say, stepFields } from '@/components/findings/fields'
import { StepForm } from '@/components/shell/step-form'
import { Banner } from '@/components/ui/banner'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import {
  acceptFindingAction,
  assignFindingAction,
  closeFindingAction,
  extendFindingAction,
  keepLongTermAction,
  pressFindingAction,
  proveFindingAction,
  publishFindingAction,
  recheckFindingAction,
  reopenFindingAction,
  reportProgressAction,
  returnFindingAction,
  reviewFindingAction,
  submitFindingAction,
  verifyFindingAction,
} from '@/lib/findings/actions'
import type { FindingView } from '@/lib/findings/queries/finding'
import { getTranslations } from '@/lib/i18n/server'

const ACTIONS = {
  assign: assignFindingAction,
  accept: acceptFindingAction,
  submit: submitFindingAction,
  review: reviewFindingAction,
  verify: verifyFindingAction,
  close: closeFindingAction,
  recheck: recheckFindingAction,
  prove: proveFindingAction,
  progress: reportProgressAction,
  press: pressFindingAction,
  publish: publishFindingAction,
  return: returnFindingAction,
  extend: extendFindingAction,
  longTerm: keepLongTermAction,
  reopen: reopenFindingAction,
} as const
const ORDER = Object.keys(ACTIONS) as (keyof typeof ACTIONS)[]
/** Steps that lead away from closing, or beside it. */
const PLAIN: readonly string[] = ['return', 'extend', 'longTerm', 'reopen', 'progress']

type Props = { finding: FindingView; pieces: readonly { id: string; label: string }[]; ids: { proof: string } }

/** The steps that the reader may take now; the likeliest is open. */
export async function StepsPanel({ finding, pieces, ids }: Readonly<Props>) {
  const t = await getTranslations('findings')
  const say = t as unknown as Say
  const steps = ORDER.filter((step) => finding.steps.includes(step))
  // What still lacks a proof is not reported done: the proof comes first.
  const lacks = finding.missing.some((kind) => kind !== 'HOUSEHOLD_WORD')
  const first = lacks && steps.includes('prove') && steps.includes('submit') ? 'prove' : steps[0]
  return (
    <section className="sheet px-4 pb-4">
      <SectionHead title={t('page.next')} />
      <div className="grid gap-2">
        {finding.blocked && <Banner state="crossed" title={t(`page.${finding.blocked.split('.')[1] as 'ownWork'}`)} />}
        {finding.isAbove && <Banner state="due" title={t('page.notIssuer')} />}
        {finding.status === 'CLOSED' && <p className="text-13 text-ink-3">{t('page.closedNote')}</p>}
        {steps.length === 0 && finding.status !== 'CLOSED' && !finding.blocked && (
          <p className="text-13 text-ink-3">{t('page.noStep')}</p>
        )}
      </div>
      {steps.map((step) => (
        <Reveal key={step} summary={t(`steps.${step}`)} open={step === first && finding.status !== 'CLOSED'}>
          {step === 'publish' && <p className="pb-3 text-13 text-ink-3">{t('hints.secretNote')}</p>}
          <StepForm
            action={ACTIONS[step]}
            prefix={`${step}-`}
            hidden={{
              commandId: crypto.randomUUID(),
              findingId: finding.id,
              version: finding.version,
              ...(step === 'prove' ? { id: ids.proof } : {}),
              ...(step === 'verify' ? { proofId: ids.proof } : {}),
            }}
            fields={stepFields(say, step, finding, pieces)}
            submit={t(`does.${step}`)}
            busy={t('form.busy')}
            look={PLAIN.includes(step) ? 'plain' : 'act'}
          />
        </Reveal>
      ))}
    </section>
  )
}
