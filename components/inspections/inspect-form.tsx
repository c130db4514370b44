'use client'

import { useActionState, useState } from 'react'
import type { InspectWords } from '@/components/inspections/form-words'
import { type AskedItem, ItemFields } from '@/components/inspections/item-fields'
import { useOutboxForm } from '@/components/shell/use-outbox-form'
import type { FormAction } from '@/components/shell/use-sent-form'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { Glyph } from '@/components/ui/glyph'
import { Icon } from '@/components/ui/icon'
import { SectionHead } from '@/components/ui/section-head'
import { TextArea } from '@/components/ui/text-area'
import { typedOf } from '@/components/visits/typed'
import { fill } from '@/lib/i18n/fill'
import type { FormState } from '@/lib/platform/answer'

type Props = {
  action: FormAction
  userId: string
  id: string
  campaignId: string
  household: { id: string; name: string }
  items: readonly AskedItem[]
  places: Readonly<Record<string, string>>
  days: { first: string; today: string }
  words: InspectWords
}

const clock = (at: number) => new Date(at).toTimeString().slice(0, 5)

/** The form of a household. Without script it posts to its action; with script it is kept on the phone and sent through the phone door. */
export function InspectForm(props: Readonly<Props>) {
  const { action, userId, campaignId, household, items, places, days, words } = props
  const [state, formAction] = useActionState(action, { status: 'idle' } as FormState)
  const [answered, setAnswered] = useState(0)
  const turns = `/inspections/${campaignId}/households`
  const sheet = useOutboxForm({
    userId,
    kind: 'inspection.record',
    subject: `${campaignId}/inspect/${household.id}`,
    title: household.name,
    id: props.id,
    onward: (data) => `/inspections/forms/${(data as { formId: string }).formId}`,
  })
  const { form, id, resting, busy, live, noStore, keptAt, foundAt } = sheet
  const shown = sheet.refusal ?? (state.status === 'refused' ? state : null)
  const typed = typedOf(state, shown?.errors ?? {})
  const labelOf = (name: string) => {
    const index = /^answers\[(\d+)]/.exec(name)?.[1]
    if (index) return items[Number(index)]?.name ?? name
    return name === 'signer' ? words.signer : name === 'inspectedOn' ? words.inspectedOn : words.note
  }
  const problems = Object.entries(shown?.errors ?? {}).map(([name, message]) => ({
    name,
    message,
    label: labelOf(name),
  }))
  const change = () => {
    sheet.saveDraft()
    setAnswered(form.current?.querySelectorAll('input[name$=".answer"]:checked').length ?? 0)
  }
  return (
    <>
      {resting && (
        <div className="sheet grid justify-items-start gap-3 p-4" data-s="unsent" role="status">
          <Glyph state="unsent" className="size-8 text-st" />
          <h2 className="text-20">{resting === 'signedOut' ? words.signedOutTitle : words.waitingTitle}</h2>
          <p className="text-ink-2">{resting === 'signedOut' ? words.signedOutText : words.waitingText}</p>
          {resting === 'signedOut' && (
            <a className="btn act" href={`/login?next=${encodeURIComponent(turns)}`}>
              {words.signIn}
            </a>
          )}
          <a className="btn" href={turns}>
            {words.turns}
          </a>
        </div>
      )}
      <form
        ref={form}
        action={formAction}
        onSubmit={sheet.submit}
        onChange={change}
        noValidate
        hidden={resting !== null}
      >
        <input type="hidden" name="commandId" value={id} readOnly />
        <input type="hidden" name="id" value={id} readOnly />
        <input type="hidden" name="campaignId" value={campaignId} />
        <input type="hidden" name="householdId" value={household.id} />
        <input type="hidden" name="recordedAt" defaultValue="" />
        {foundAt && (
          <div className="banner mb-3" data-s="unsent" role="status">
            <Icon name="phone" />
            <div>
              <p>{fill(words.restored, { time: clock(foundAt) })}</p>
            </div>
            <button type="button" className="btn quiet small" onClick={sheet.discard}>
              {words.discard}
            </button>
          </div>
        )}
        {shown && (
          <div className="pb-3">
            <ErrorSummary title={shown.message || fill(words.errorTitle, { n: problems.length })} errors={problems} />
            {problems.length === 0 && (
              <div className="banner" data-s="crossed" role="alert">
                <div>
                  <b>{shown.message}</b>
                </div>
              </div>
            )}
          </div>
        )}
        <ItemFields items={items} places={places} words={words} typed={typed} />
        <section className="grid gap-3 pb-4">
          <SectionHead ruled title={words.finish} />
          <Field
            name="inspectedOn"
            type="date"
            label={words.inspectedOn}
            min={days.first}
            max={days.today}
            defaultValue={typed.text('inspectedOn', days.today)}
            error={typed.error('inspectedOn')}
          />
          <Field
            name="signer"
            label={words.signer}
            hint={words.signerHint}
            defaultValue={typed.text('signer')}
            error={typed.error('signer')}
            maxLength={60}
            autoComplete="off"
          />
          <TextArea
            name="note"
            label={words.note}
            optional={words.optional}
            defaultValue={typed.text('note')}
            error={typed.error('note')}
            maxLength={1000}
          />
        </section>
        <div className="savebar">
          {noStore ? (
            <p role="alert">{words.noStore}</p>
          ) : (
            live && (
              <p className="flex items-center gap-1.5 pb-2 text-12 text-ink-2">
                <Icon name="phone" className="i size-4" />
                <span>{keptAt ? fill(words.kept, { time: clock(keptAt) }) : words.safe}</span>
                {answered > 0 && (
                  <span className="ml-auto">{fill(words.answered, { n: answered, total: items.length })}</span>
                )}
              </p>
            )
          )}
          <button type="submit" className="btn act big" aria-disabled={busy || undefined}>
            {busy ? words.saving : words.save}
          </button>
        </div>
      </form>
    </>
  )
}
