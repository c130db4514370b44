'use client'

import { useActionState, useEffect, useRef } from 'react'
import { type ConflictWords, EditConflicts } from '@/components/households/edit-conflicts'
import { useDraft } from '@/components/households/use-draft'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { ErrorSummary } from '@/components/ui/error-summary'
import { Field } from '@/components/ui/field'
import { LinkButton } from '@/components/ui/link-button'
import { SectionHead } from '@/components/ui/section-head'
import { type Option, Select } from '@/components/ui/select'
import { SubmitButton } from '@/components/ui/submit-button'
import { EDIT_FIELDS, type EditField, type EditTexts, shownText } from '@/lib/households/rules/edit'
import { fill } from '@/lib/i18n/fill'
import type { FormState } from '@/lib/platform/answer'

type Words = {
  place: string
  contact: string
  file: string
  save: string
  saving: string
  now: string
  nowNone: string
  clear: string
  phoneHint: string
  bankHint: string
  empty: string
  unsaved: string
  dropDraft: string
  cancel: string
  fields: Record<EditField, string>
  conflict: ConflictWords
}

type Props = {
  action: (previous: FormState, form: FormData) => Promise<FormState>
  commandId: string
  id: string
  version: number
  texts: EditTexts
  options: Record<'householdType' | 'mainCause' | 'housingGrade', readonly Option[]>
  draftKey: string
  words: Words
}

/** Edits a household's file. It carries what was read beside what is typed, works without script, and forgets nothing. */
export function EditForm({ action, commandId, id, version, texts, options, draftKey, words }: Readonly<Props>) {
  const [state, submit] = useActionState(action, { status: 'idle' })
  const form = useRef<HTMLFormElement>(null)
  const answers = useRef({ state, count: 0 })
  if (answers.current.state !== state) answers.current = { state, count: answers.current.count + 1 }
  const { restored, drop } = useDraft(form, draftKey, answers.current.count)
  useEffect(() => {
    if (state.status === 'refused') form.current?.querySelector('[role=alert]')?.scrollIntoView({ block: 'center' })
  }, [state])

  const refused = state.status === 'refused' ? state : null
  const conflict = refused?.conflict
  const sent = (name: string) => (refused ? (refused.values[name]?.[0] ?? '') : undefined)
  const theirs = (field: EditField) => conflict?.merges.find((merge) => merge.field === field)?.theirs
  const base = (field: EditField) => theirs(field) ?? sent(`base.${field}`) ?? texts[field]
  const open = (field: EditField) => ({
    name: field,
    label: words.fields[field],
    error: refused?.errors[field],
    defaultValue: sent(field) ?? texts[field],
  })
  const sealed = (field: 'phone' | 'bankAccount', hint: string) => {
    const present = base(field)
    const said = present === '' ? words.nowNone : fill(words.now, { value: shownText(present) })
    return { ...open(field), defaultValue: sent(field) ?? '', hint: `${said} ${hint}`, inputMode: 'numeric' as const }
  }
  const clear = (field: 'phone' | 'bankAccount', name: string) =>
    base(field) !== '' && (
      <label className="flex min-h-12 items-center gap-2 rail:min-h-0">
        <input type="checkbox" name={name} value="true" defaultChecked={!!sent(name)} className="size-5 accent-dai" />
        {fill(words.clear, { field: words.fields[field] })}
      </label>
    )
  const wordOf = (field: EditField, text: string) =>
    (field in options
      ? options[field as keyof typeof options].find((each) => each.value === text)?.label
      : undefined) ?? text
  const errors = Object.entries(refused?.errors ?? {}).map(([name, message]) => ({
    name,
    label: words.fields[name as EditField] ?? '',
    message,
  }))

  return (
    <form ref={form} action={submit} key={answers.current.count} className="grid max-w-160 gap-4">
      <input type="hidden" name="commandId" value={commandId} />
      <input type="hidden" name="householdId" value={id} />
      <input type="hidden" name="version" value={conflict?.version ?? sent('version') ?? version} />
      {EDIT_FIELDS.map((field) => (
        <input key={field} type="hidden" name={`base.${field}`} value={base(field)} />
      ))}
      {restored && !refused && (
        <div className="flex flex-wrap items-center gap-2">
          <div className="flex-1">
            <Banner state="due" title={words.unsaved} live />
          </div>
          <Button onClick={drop}>{words.dropDraft}</Button>
        </div>
      )}
      {conflict ? (
        <EditConflicts
          merges={conflict.merges}
          changedBy={conflict.changedBy}
          words={words.conflict}
          labelOf={(field) => words.fields[field]}
          wordOf={wordOf}
        />
      ) : (
        refused && <ErrorSummary title={refused.message} errors={errors} />
      )}
      <section className="sheet wenwu grid gap-4 px-4 pb-4">
        <SectionHead title={words.place} />
        <Field {...open('groupName')} maxLength={40} autoComplete="off" />
        <Field {...open('address')} maxLength={120} autoComplete="off" />
      </section>
      <section className="sheet grid gap-4 px-4 pb-4">
        <SectionHead title={words.contact} />
        <Field {...sealed('phone', words.phoneHint)} maxLength={40} autoComplete="off" />
        {clear('phone', 'clearPhone')}
        <Field {...open('bankName')} maxLength={60} autoComplete="off" />
        <Field {...sealed('bankAccount', words.bankHint)} maxLength={60} autoComplete="off" />
        {clear('bankAccount', 'clearBankAccount')}
      </section>
      <section className="sheet grid gap-4 px-4 pb-4">
        <SectionHead title={words.file} />
        <Select {...open('householdType')} options={options.householdType} />
        <Select {...open('mainCause')} options={options.mainCause} empty={words.empty} />
        <Select {...open('housingGrade')} options={options.housingGrade} empty={words.empty} />
        <Field {...open('nationalHouseholdNo')} maxLength={20} inputMode="numeric" autoComplete="off" />
      </section>
      <div className="savebar flex gap-2">
        <LinkButton href={`/households/${id}`} size="big" className="w-auto! flex-none">
          {words.cancel}
        </LinkButton>
        <SubmitButton busy={words.saving} size="big" className="flex-1">
          {words.save}
        </SubmitButton>
      </div>
    </form>
  )
}
