'use client'

import { useActionState } from 'react'
import { Banner } from '@/components/ui/banner'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextArea } from '@/components/ui/text-area'
import { DeedForm } from '@/components/users/deed-form'
import type { StepUpWords } from '@/components/users/step-up-fields'
import { fill } from '@/lib/i18n/fill'
import type { FormState } from '@/lib/platform/answer'
import type { CsvFault, SheetState } from '@/lib/users/rules/csv'

type Props = {
  check: (previous: SheetState, form: FormData) => Promise<SheetState>
  load: (previous: FormState, form: FormData) => Promise<FormState>
  commandId: string
  proof: boolean
  words: StepUpWords &
    Readonly<
      Record<
        | 'text'
        | 'example'
        | 'check'
        | 'import'
        | 'line'
        | 'faults'
        | 'good'
        | 'wrongCount'
        | 'noHeads'
        | 'broken'
        | 'busy'
        | 'file',
        string
      >
    > & {
      heads: Readonly<Record<'username' | 'name' | 'role' | 'region' | 'from' | 'to', string>>
      faultWords: Readonly<Record<CsvFault, string>>
      roles: Readonly<Record<string, string>>
    }
}

/** A sheet of people: pasted or as a file, checked row by row, and only then loaded. */
export function SheetForm({ check, load, commandId, proof, words }: Readonly<Props>) {
  const [state, send] = useActionState(check, { status: 'idle', sheet: '', rows: [] } as SheetState)
  const wrong = state.rows.filter(({ faults }) => faults.length > 0).length
  const isReady = state.status === 'checked' && wrong === 0 && state.rows.length > 0
  return (
    <div className="grid gap-6">
      <form action={send} className="grid gap-4">
        {state.status === 'noHeads' && <Banner state="crossed" title={words.noHeads} live />}
        {state.status === 'error' && <Banner state="crossed" title={words.broken} live />}
        <TextArea
          key={state.sheet}
          name="sheet"
          label={words.text}
          hint={words.example}
          rows={8}
          maxLength={200_000}
          defaultValue={state.sheet}
        />
        <label className="grid gap-1 text-13 font-semibold">
          {words.file}
          <input type="file" name="fileSheet" accept=".csv,text/csv,text/plain" className="min-h-12" />
        </label>
        <SubmitButton look={isReady ? 'plain' : 'act'} busy={words.busy}>
          {words.check}
        </SubmitButton>
      </form>
      {state.rows.length > 0 && (
        <div className="grid gap-3" role="status">
          {wrong > 0 && <Banner state="crossed" title={fill(words.wrongCount, { n: wrong })} />}
          <div className="overflow-x-auto">
            <table className="tbl">
              <thead>
                <tr>
                  <th scope="col">{words.line}</th>
                  {(['username', 'name', 'role', 'region', 'from', 'to'] as const).map((head) => (
                    <th key={head} scope="col">
                      {words.heads[head]}
                    </th>
                  ))}
                  <th scope="col">{words.faults}</th>
                </tr>
              </thead>
              <tbody>
                {state.rows.map((row) => (
                  <tr key={row.line}>
                    <th scope="row">{row.line}</th>
                    <td>{row.username}</td>
                    <td>{row.name}</td>
                    <td>{words.roles[row.role] ?? row.role}</td>
                    <td>{row.region}</td>
                    <td>{row.from}</td>
                    <td>{row.to}</td>
                    <td className={row.faults.length > 0 ? 'text-zhu' : undefined}>
                      {row.faults.map((fault) => words.faultWords[fault]).join('; ') || words.good}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </div>
      )}
      {isReady && (
        <DeedForm
          action={load}
          commandId={commandId}
          hidden={{ sheet: state.sheet }}
          proof={proof}
          words={{ ...words, submit: fill(words.import, { n: state.rows.length }) }}
        />
      )}
    </div>
  )
}
