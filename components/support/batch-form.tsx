'use client'

import { Refusal } from '@/components/shell/refusal'
import { StepControl, type StepField } from '@/components/shell/step-field'
import { type FormAction, useSentForm } from '@/components/shell/use-sent-form'
import { Glyph } from '@/components/ui/glyph'
import { SubmitButton } from '@/components/ui/submit-button'

type Line = { id: string; name: string; village: string; note: string; left: string }
type Props = {
  action: FormAction
  hidden: Readonly<Record<string, string>>
  fields: readonly StepField[]
  lines: readonly Line[]
  words: Readonly<Record<'households' | 'save' | 'busy', string>>
}

/** The households of a batch with a tick each, those left out with the reason, and what all of them get. */
export function BatchForm({ action, hidden, fields, lines, words }: Readonly<Props>) {
  const { state, send, form, typed } = useSentForm(action)
  const ticked = typed.all(
    'households',
    lines.filter(({ left }) => left === '').map(({ id }) => id),
  )
  const labels = { ...Object.fromEntries(fields.map(({ name, label }) => [name, label])), households: words.households }
  return (
    <form ref={form} action={send} className="grid gap-4">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Refusal state={state} labels={labels} />
      <fieldset id="f-households" tabIndex={-1}>
        <legend className="sr-only">{words.households}</legend>
        <ul className="grid gap-x-4 rail:grid-cols-2 desk:grid-cols-3">
          {lines.map(({ id, name, village, note, left }) => (
            <li key={id} className="border-b border-hair">
              <label className="flex min-h-12 items-center gap-3 py-1">
                <input
                  type="checkbox"
                  name="households"
                  value={id}
                  defaultChecked={ticked.includes(id)}
                  disabled={left !== ''}
                  className="size-5 flex-none accent-dai"
                />
                <span className="min-w-0">
                  <b className={left ? 'font-normal text-ink-3' : undefined}>{name}</b>
                  <span className="block text-12 text-ink-3">
                    {village} {note}
                  </span>
                  {left && (
                    <span className="chip bare" data-s="na">
                      <Glyph state="na" />
                      <span>{left}</span>
                    </span>
                  )}
                </span>
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
      <div className="grid items-start gap-4 rail:grid-cols-2">
        {fields.map((field) => (
          <StepControl key={field.name} field={field} id={`f-${field.name}`} typed={typed} />
        ))}
      </div>
      <SubmitButton busy={words.busy} size="big">
        {words.save}
      </SubmitButton>
    </form>
  )
}
