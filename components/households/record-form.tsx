'use client'

import type { ReactNode } from 'react'
import { DraftBanner } from '@/components/households/draft-banner'
import { type ConflictWords, EditConflicts } from '@/components/households/edit-conflicts'
import { type FieldView, type FieldWords, RecordField, wordOf } from '@/components/households/record-field'
import { useKeptForm } from '@/components/households/use-kept-form'
import { Refusal } from '@/components/shell/refusal'
import { LinkButton } from '@/components/ui/link-button'
import { Reveal } from '@/components/ui/reveal'
import { SectionHead } from '@/components/ui/section-head'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Texts } from '@/lib/households/rules/edit'
import { clearName } from '@/lib/households/rules/record-fields'
import type { FormState } from '@/lib/platform/answer'

export type FormSection = {
  key: string
  title: string
  note?: string
  fields: readonly FieldView[]
  /** Fields seldom needed, behind one line. */
  more?: { summary: string; fields: readonly FieldView[] }
}

export type RecordFormWords = FieldWords & {
  save: string
  saving: string
  unsaved: string
  dropDraft: string
  cancel: string
  join: string
  conflict: ConflictWords
}

type Props = {
  action: (previous: FormState, form: FormData) => Promise<FormState>
  commandId: string
  /** What the record is named by: sent as it is. */
  hidden: Readonly<Record<string, string | number>>
  version: number
  sections: readonly FormSection[]
  /** What was read. */
  texts: Texts
  /** What is filled in where nothing was read: values of an earlier year. */
  prefill?: Texts
  /** What is filled in whatever was read. */
  start?: Texts
  draftKey: string
  cancelHref: string
  words: RecordFormWords
  children?: ReactNode
}

/** Edits a record. It carries what was read beside what is typed, works without script, and forgets nothing. */
export function RecordForm(props: Readonly<Props>) {
  const { action, commandId, hidden, version, sections, texts, prefill, start, draftKey, cancelHref, words, children } =
    props
  const { state, submit, form, round, draft } = useKeptForm(action, draftKey)

  const views = sections.flatMap((section) => [...section.fields, ...(section.more?.fields ?? [])])
  const refused = state.status === 'refused' ? state : null
  const conflict = refused?.conflict
  const sent = (name: string) => (refused ? (refused.values[name] ?? []).join(',') : undefined)
  const theirs = (field: string) => conflict?.merges.find((merge) => merge.field === field)?.theirs
  const base = (field: string) => theirs(field) ?? sent(`base.${field}`) ?? texts[field] ?? ''
  const first = (field: string) => start?.[field] ?? (texts[field] || (prefill?.[field] ?? ''))
  const viewOf = (name: string) => views.find((view) => view.name === name)
  const field = (view: FieldView) => (
    <RecordField
      key={view.name}
      view={view}
      value={sent(view.name) ?? (view.control === 'sealed' ? '' : first(view.name))}
      error={refused?.errors[view.name]}
      words={words}
      present={view.control === 'sealed' ? base(view.name) : undefined}
      cleared={sent(clearName(view.name)) === 'true'}
    />
  )
  const labels = Object.fromEntries(views.map((view) => [view.name, view.label]))
  const isWrong = (section: FormSection) => section.more?.fields.some((view) => refused?.errors[view.name])

  return (
    <form ref={form} action={submit} key={round} noValidate className="grid max-w-200 gap-4">
      <input type="hidden" name="commandId" value={commandId} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <input type="hidden" name="version" value={conflict?.version ?? sent('version') ?? version} />
      {views.map((view) => (
        <input key={view.name} type="hidden" name={`base.${view.name}`} value={base(view.name)} />
      ))}
      {draft.restored && state.status !== 'refused' && <DraftBanner drop={draft.drop} words={words} />}
      {conflict ? (
        <EditConflicts
          merges={conflict.merges}
          changedBy={conflict.changedBy}
          words={words.conflict}
          labelOf={(name) => viewOf(name)?.label ?? name}
          wordOf={(name, text) => wordOf(viewOf(name), text, words, words.join)}
        />
      ) : (
        <Refusal state={state} labels={labels} />
      )}
      {sections.map((section, index) => (
        <section key={section.key} className={`sheet px-4 pb-4 ${index === 0 ? 'wenwu' : ''}`}>
          <SectionHead title={section.title} note={section.note} />
          <FieldGrid views={section.fields} field={field} />
          {section.more && (
            <Reveal summary={section.more.summary} open={isWrong(section) || undefined}>
              <FieldGrid views={section.more.fields} field={field} />
            </Reveal>
          )}
        </section>
      ))}
      {children}
      <div className="savebar flex gap-2">
        <LinkButton href={cancelHref} size="big" className="w-auto! flex-none">
          {words.cancel}
        </LinkButton>
        <SubmitButton busy={words.saving} size="big" className="flex-1">
          {words.save}
        </SubmitButton>
      </div>
    </form>
  )
}

/** Fields two abreast on a desk, amounts on a phone too; what needs the width takes it. */
function FieldGrid({ views, field }: Readonly<{ views: readonly FieldView[]; field(view: FieldView): ReactNode }>) {
  const isMoney = views.every((view) => view.control === 'money')
  return (
    <div className={`grid items-start gap-y-4 rail:grid-cols-2 ${isMoney ? 'grid-cols-2 gap-x-3' : 'gap-x-6'}`}>
      {views.map((view) => (
        <div key={view.name} className={view.control === 'choices' || view.control === 'area' ? 'rail:col-span-2' : ''}>
          {field(view)}
        </div>
      ))}
    </div>
  )
}
