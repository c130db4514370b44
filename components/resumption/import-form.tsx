'use client'

import { StepControl } from '@/components/shell/step-field'
import { type FormAction, useSentForm } from '@/components/shell/use-sent-form'
import { Banner } from '@/components/ui/banner'
import { LedgerTable } from '@/components/ui/ledger-table'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Words } from '@/lib/i18n/words'
import type zh from '@/lib/i18n/zh-CN/resumption'

type Props = {
  action: FormAction
  hidden: Readonly<Record<string, string>>
  today: string
  words: Words<(typeof zh)['importing']>
}

const AT = /^row(\d+)\.(.*)$/

/** A file of enterprises; what is wrong with it is listed by row and column. */
export function ImportForm({ action, hidden, today, words }: Readonly<Props>) {
  const { state, send, form, typed } = useSentForm(action)
  const heads: Readonly<Record<string, string>> = words.heads
  const errors = state.status === 'refused' ? state.errors : {}
  const faults = Object.entries(errors).flatMap(([at, message]) => {
    const [, row, column] = AT.exec(at) ?? []
    return row && column ? [{ row: Number(row), column: heads[column] ?? column, message }] : []
  })
  faults.sort((a, b) => a.row - b.row)
  return (
    <form ref={form} action={send} className="grid gap-4">
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {faults.length > 0 && (
        <div role="alert" className="grid gap-2">
          <Banner state="crossed" title={words.faults.replace('#', String(faults.length))} />
          <LedgerTable
            caption={words.fault}
            columns={[{ head: words.row, align: 'r' }, { head: words.column }, { head: words.fault }]}
            rows={faults.map(({ row, column, message }) => ({
              key: `${row} ${column}`,
              cells: [row, column, message],
            }))}
          />
        </div>
      )}
      {state.status === 'refused' && faults.length === 0 && (
        <div role="alert">
          <Banner state="crossed" title={errors.file ?? state.message} />
        </div>
      )}
      <StepControl
        field={{ name: 'activeFrom', label: words.activeFrom, type: 'day', value: today, most: today }}
        id="f-activeFrom"
        typed={typed}
      />
      <label className="grid gap-1 text-13">
        {words.file}
        <input type="file" name="file" required accept=".xlsx,.csv,text/csv" />
      </label>
      <SubmitButton busy={words.busy} size="big">
        {words.save}
      </SubmitButton>
    </form>
  )
}
