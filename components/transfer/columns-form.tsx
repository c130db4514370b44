'use client'

import { useActionState } from 'react'
import { Refusal } from '@/components/shell/refusal'
import { Select } from '@/components/ui/select'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormState } from '@/lib/platform/answer'

export type FileColumn = { index: number; head: string; samples: string; field: string; note: string }
type Choice = { value: string; label: string }

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>
  commandId: string
  batchId: string
  kind: string
  kinds: readonly Choice[]
  columns: readonly FileColumn[]
  fields: readonly Choice[]
  words: Readonly<Record<'kind' | 'head' | 'samples' | 'field' | 'nothing' | 'do' | 'busy' | 'caption', string>>
}

/** Says of every column of a file what it is read as; unknown ones come first. */
export function ColumnsForm({ action, commandId, batchId, kind, kinds, columns, fields, words }: Readonly<Props>) {
  const [state, send] = useActionState(action, { status: 'idle' } as FormState)
  const refused = state.status === 'refused' ? state : null
  const typed = (name: string) => refused?.values[name]?.[0]
  return (
    <form action={send} className="grid gap-3 pt-2">
      <input type="hidden" name="commandId" value={commandId} />
      <input type="hidden" name="batchId" value={batchId} />
      <Refusal
        state={state}
        labels={Object.fromEntries(columns.map(({ head }, at) => [`columns[${at}].field`, head]))}
      />
      <Select name="kind" label={words.kind} options={kinds} defaultValue={typed('kind') ?? kind} />
      <table className="tbl stack">
        <caption className="sr-only">{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.head}</th>
            <th scope="col">{words.samples}</th>
            <th scope="col">{words.field}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column, at) => (
            <tr key={column.index}>
              <th scope="row">
                {column.head}
                <span className="s2">{column.note}</span>
                <input type="hidden" name={`columns[${at}].head`} value={column.head} />
              </th>
              <td data-head={words.samples} className="break-all">
                {column.samples}
              </td>
              <td data-head={words.field}>
                <span className="box">
                  <select
                    id={`f-columns[${at}].field`}
                    name={`columns[${at}].field`}
                    aria-label={`${column.head}: ${words.field}`}
                    aria-invalid={refused?.errors[`columns[${at}].field`] ? true : undefined}
                    defaultValue={typed(`columns[${at}].field`) ?? column.field}
                  >
                    <option value="">{words.nothing}</option>
                    {fields.map(({ value, label }) => (
                      <option key={value} value={value}>
                        {label}
                      </option>
                    ))}
                  </select>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div>
        <SubmitButton busy={words.busy}>{words.do}</SubmitButton>
      </div>
    </form>
  )
}
