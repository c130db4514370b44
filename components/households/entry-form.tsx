'use client'

import type { ReactNode } from 'react'
import { DraftBanner } from '@/components/households/draft-banner'
import { type FieldView, type FieldWords, RecordField } from '@/components/households/record-field'
import { useKeptForm } from '@/components/households/use-kept-form'
import { Refusal } from '@/components/shell/refusal'
import { typedIn } from '@/components/shell/typed'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormState } from '@/lib/platform/answer'

export type EntryPart = {
  key: string
  title: string
  note?: string
  fields: readonly FieldView[]
  /** Field names as sent: those of a row stand under its path. */
  prefix?: string
  /** Sent with the row as it is. */
  hidden?: Readonly<Record<string, string>>
  /** Closed until it is needed. */
  folded?: boolean
  /** Stands below the fields. */
  below?: ReactNode
}

type Props = {
  action: (previous: FormState, form: FormData) => Promise<FormState>
  commandId: string
  hidden?: Readonly<Record<string, string>>
  parts: readonly EntryPart[]
  start?: Readonly<Record<string, string>>
  draftKey: string
  words: FieldWords & { save: string; saving: string; unsaved: string; dropDraft: string }
  /** A box that must be ticked when the answer asks for it. */
  acknowledge?: { name: string; label: string }
  children?: ReactNode
}

/** A form that makes a new record: parts of fields, one button. It works without script and keeps what is typed. */
export function EntryForm(props: Readonly<Props>) {
  const { action, commandId, hidden = {}, parts, start = {}, draftKey, words, acknowledge, children } = props
  const { state, submit, form, round, draft } = useKeptForm(action, draftKey)
  const typed = typedIn(state)
  const nameIn = (part: EntryPart, view: FieldView) => `${part.prefix ?? ''}${view.name}`
  const labels = Object.fromEntries(
    parts.flatMap((part) =>
      part.fields.map((view) => [nameIn(part, view), `${part.prefix ? `${part.title} ` : ''}${view.label}`]),
    ),
  )
  const isNeeded = (part: EntryPart) =>
    part.fields.some((view) => typed.error(nameIn(part, view)) || typed.one(nameIn(part, view)) !== '')
  const body = (part: EntryPart) => (
    <>
      {Object.entries(part.hidden ?? {}).map(([name, value]) => (
        <input
          key={name}
          type="hidden"
          name={`${part.prefix ?? ''}${name}`}
          value={typed.one(`${part.prefix ?? ''}${name}`, value)}
        />
      ))}
      <div className="grid items-start gap-x-6 gap-y-4 rail:grid-cols-2">
        {part.fields.map((view) => {
          const name = nameIn(part, view)
          return (
            <div key={name} className={view.control === 'choices' || view.control === 'area' ? 'rail:col-span-2' : ''}>
              <RecordField
                view={view}
                name={name}
                value={typed
                  .all(name, [start[name] ?? ''])
                  .filter(Boolean)
                  .join(',')}
                error={typed.error(name)}
                words={words}
              />
            </div>
          )
        })}
      </div>
      {part.below}
    </>
  )
  return (
    <form ref={form} action={submit} key={round} noValidate className="grid max-w-200 gap-4">
      <input type="hidden" name="commandId" value={commandId} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={typed.one(name, value)} />
      ))}
      {draft.restored && state.status !== 'refused' && <DraftBanner drop={draft.drop} words={words} />}
      <Refusal state={state} labels={{ ...labels, ...(acknowledge && { [acknowledge.name]: acknowledge.label }) }} />
      {acknowledge && typed.error(acknowledge.name) && (
        <label className="flex min-h-12 items-center gap-2 font-semibold">
          <input
            type="checkbox"
            id={`f-${acknowledge.name}`}
            name={acknowledge.name}
            value="true"
            className="size-5 accent-dai"
          />
          {acknowledge.label}
        </label>
      )}
      {parts.map((part, index) => (
        <section key={part.key} className={`sheet px-4 pb-4 ${index === 0 ? 'wenwu' : ''}`}>
          {part.folded ? (
            <Reveal summary={part.title} open={isNeeded(part) || undefined}>
              {body(part)}
            </Reveal>
          ) : (
            <>
              <SectionHead title={part.title} note={part.note} />
              {body(part)}
            </>
          )}
        </section>
      ))}
      {children}
      <SubmitButton busy={words.saving} size="big">
        {words.save}
      </SubmitButton>
    </form>
  )
}
